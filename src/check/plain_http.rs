//! A sign-up or a meeting over an unencrypted connection: who is in between reads what people
//! fill in.

use super::address::{Address, Position};
use crate::diagnostic::{Code, Diagnostic};

/// Keys of pages that people fill something in on.
const SIGN_UPS: [&str; 4] = ["registration", "join", "newsletter", "form"];

pub(super) fn check(address: &Address<'_>, found: &mut Vec<Diagnostic>) {
    let filled_in = SIGN_UPS.contains(&address.key) && address.position == Position::Value;
    if !filled_in || address.url.scheme() != "http" {
        return;
    }
    let message = format!("what people fill in at `{}` is sent unencrypted", address.key);
    let mut secure = address.url.clone();
    let _ = secure.set_scheme("https");
    let span = address.span.start..address.span.start + "http".len();
    found.push(
        Diagnostic::new(Code::PlainHttp, span, message)
            .help(format!("see whether `{secure}` works, and write that")),
    );
}
