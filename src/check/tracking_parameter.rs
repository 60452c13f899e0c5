//! Parameters that follow people around, as they come with a copied address. Where the canonical
//! form of a recording drops them anyway, they are left alone.

use super::address::{Address, Position};
use crate::diagnostic::{Code, Diagnostic};
use crate::video::Host;

const TRACKERS: [&str; 15] = [
    "_hsenc",
    "_hsmi",
    "dclid",
    "fbclid",
    "gad_source",
    "gbraid",
    "gclid",
    "igsh",
    "igshid",
    "mc_cid",
    "mc_eid",
    "msclkid",
    "twclid",
    "wbraid",
    "yclid",
];

pub(super) fn check(address: &Address<'_>, found: &mut Vec<Diagnostic>) {
    let is_tracker = |name: &str| is_tracker(address, name);
    let mut names = address.canonical.parameters().map(|(name, _)| name);
    let Some(name) = names.find(|name| is_tracker(name)) else { return };
    if is_dropped(address) {
        return;
    }
    let clean = address.without(is_tracker);
    let message = format!("`{name}` follows people around and does nothing else");
    let diagnostic = Diagnostic::new(Code::TrackingParameter, address.span(), message)
        .help(format!("write `{clean}`"));
    found.push(match address.position {
        Position::Value => diagnostic.repair(address.span(), clean),
        Position::InText => diagnostic,
    });
}

fn is_tracker(address: &Address<'_>, name: &str) -> bool {
    let shared = name == "si" && address.is_on_any(&["youtube.com", "youtu.be", "spotify.com"]);
    name.starts_with("utm_") || TRACKERS.contains(&name) || shared
}

/// Whether the address is a recording's.
fn is_dropped(address: &Address<'_>) -> bool {
    let host = address.url().map_or(Host::Other, |url| Host::of(&url));
    address.position == Position::Value
        && matches!(address.passage.key, "video" | "url")
        && matches!(host, Host::Youtube { .. } | Host::Vimeo { .. } | Host::Peertube { .. })
}
