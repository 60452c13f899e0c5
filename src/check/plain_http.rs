//! A sign-up or a meeting over an unencrypted connection: who is in between reads what people
//! fill in.

use super::address::{Address, Position};
use crate::diagnostic::{Code, Diagnostic};

/// Keys of pages that people fill something in on.
const SIGN_UPS: [&str; 4] = ["registration", "join", "newsletter", "form"];

pub(super) fn check(address: &Address<'_>, found: &mut Vec<Diagnostic>) {
    let filled_in = SIGN_UPS.contains(&address.passage.key) && address.position == Position::Value;
    if !filled_in || !address.canonical.as_str().starts_with("http:") {
        return;
    }
    let message = format!("what people fill in at `{}` is sent unencrypted", address.passage.key);
    let Some(mut secure) = address.url() else { return };
    let _ = secure.set_scheme("https");
    let start = address.span().start;
    let span = start..start + "http".len();
    found.push(
        Diagnostic::new(Code::PlainHttp, span, message)
            .help(format!("see whether `{secure}` works, and write that")),
    );
}
