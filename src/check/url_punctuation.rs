//! A sentence's punctuation at the end of an address that was copied with it.

use super::address::{Address, Position};
use crate::diagnostic::{Code, Diagnostic};

pub(super) fn check(address: &Address<'_>, found: &mut Vec<Diagnostic>) {
    if address.position != Position::Value {
        return;
    }
    let clean = trimmed(address.written);
    let extra = &address.written[clean.len()..];
    if extra.is_empty() {
        return;
    }
    let end = address.span().end;
    let span = end - extra.len()..end;
    let message = format!("the address ends with `{extra}`");
    found.push(
        Diagnostic::new(Code::UrlPunctuation, span.clone(), message)
            .help(format!("did you mean `{clean}`?"))
            .repair(span, ""),
    );
}

/// An address without what no address ends with. A closing parenthesis may belong to it.
fn trimmed(written: &str) -> &str {
    let count = |mark| written.matches(mark).count();
    let mut unopened = count(')').saturating_sub(count('('));
    let is_extra = |c: char| match c {
        '.' | ',' | ';' | '>' | '”' | '’' | '»' => true,
        ')' if unopened > 0 => {
            unopened -= 1;
            true
        }
        _ => false,
    };
    written.trim_end_matches(is_extra)
}
