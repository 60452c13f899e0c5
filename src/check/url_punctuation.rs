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
    let mut clean = written;
    loop {
        let count = |mark| clean.matches(mark).count();
        clean = match clean.chars().next_back() {
            Some('.' | ',' | ';' | '>' | '”' | '’' | '»') => clean,
            Some(')') if count(')') > count('(') => clean,
            _ => return clean,
        };
        clean = clean.char_indices().next_back().map_or("", |(at, _)| &clean[..at]);
    }
}
