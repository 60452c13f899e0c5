//! An address that a mail filter or another site put itself around, as it comes when it is copied
//! from a mail or a page of results.

use super::address::Address;
use crate::diagnostic::{Code, Diagnostic};
use crate::web::{Canonical, is_within};

pub(super) fn check(address: &Address<'_>, found: &mut Vec<Diagnostic>) {
    let Some(inner) = wrapped(&address.canonical) else { return };
    let host = address.host();
    let message = format!("`{host}` stands between this address and its reader");
    let diagnostic = Diagnostic::new(Code::WrappedLink, address.span(), message);
    let diagnostic = diagnostic.label("copied from a mail or from a page of results");
    found.push(match inner {
        Some(inner) => diagnostic.help(format!("did you mean `{inner}`?")),
        None => diagnostic.help("open it, and write the address that it leads to"),
    });
}

/// For an address around another one: that, where it can be read.
pub(crate) fn wrapped(address: &Canonical<'_>) -> Option<Option<String>> {
    let path = address.path();
    let is_on = |domain| is_within(address.host(), domain);
    let inner = |name| address.parameter(name).filter(|inner| inner.starts_with("http"));
    if is_on("safelinks.protection.outlook.com") {
        return Some(inner("url"));
    }
    if is_on("urldefense.com") || is_on("urldefense.proofpoint.com") {
        return Some(between_underscores(path));
    }
    let redirects = (is_on("google.com") && path == "/url")
        || (is_on("facebook.com") && path == "/l.php")
        || (is_on("youtube.com") && path == "/redirect");
    redirects.then(|| inner("q").or_else(|| inner("url")).or_else(|| inner("u")))
}

/// `/v3/__https://example.org__;...`.
fn between_underscores(path: &str) -> Option<String> {
    let (_, rest) = path.split_once("__")?;
    let (inner, _) = rest.split_once("__")?;
    inner.starts_with("http").then(|| inner.to_owned())
}
