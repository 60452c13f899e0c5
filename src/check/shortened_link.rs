//! An address that hides where it leads, where people must trust what they click.

use super::address::Address;
use crate::diagnostic::{Code, Diagnostic};

/// Services that make short addresses of any address, for anybody.
const SHORTENERS: [&str; 24] = [
    "bit.ly",
    "bitly.com",
    "buff.ly",
    "cutt.ly",
    "goo.gl",
    "is.gd",
    "kutt.it",
    "lnkd.in",
    "ow.ly",
    "rb.gy",
    "rebrand.ly",
    "s.id",
    "shorturl.asia",
    "shorturl.at",
    "shorturl.com",
    "soo.gd",
    "t.co",
    "t.ly",
    "tiny.cc",
    "tiny.one",
    "tinyurl.com",
    "urlz.fr",
    "v.gd",
    "x.gd",
];

pub(super) fn check(address: &Address<'_>, found: &mut Vec<Diagnostic>) {
    if !address.is_on_any(&SHORTENERS) {
        return;
    }
    let host = address.host();
    // Maps and forms of Google had short addresses of their own.
    if host == "maps.app.goo.gl" || host == "forms.gle" {
        return;
    }
    let message = format!("an address of `{host}` hides where it leads");
    found.push(
        Diagnostic::new(Code::ShortenedLink, address.span(), message)
            .help("open it, and write the address that it leads to"),
    );
}
