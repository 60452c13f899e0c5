//! A start time in the address of a recording: the canonical form has none, so that the many ways
//! to copy an address all mean the same recording. The few seconds that a player adds to a copied
//! address are nothing to speak of.

use url::Url;

use super::address::Address;
use crate::diagnostic::{Code, Diagnostic};
use crate::video::{self, Host};

/// Seconds that are meant.
const MEANT: u32 = 60;

pub(super) fn check(address: &Address<'_>, found: &mut Vec<Diagnostic>) {
    let name = if address.canonical.parameter("start").is_some() { "start" } else { "t" };
    let Some(value) = address.canonical.parameter(name) else { return };
    if seconds(&value).is_none_or(|seconds| seconds < MEANT) {
        return;
    }
    let Some(url) = address.url().filter(|url| is_video(address, url)) else { return };
    let Ok(canonical) = video::canonical(&url) else { return };
    let message = format!("the start time `{name}={value}` is not kept");
    found.push(
        Diagnostic::new(Code::DroppedStartTime, address.span(), message)
            .label("shown from its beginning")
            .help(format!("write `{canonical}`, and say in the abstract where the talk begins")),
    );
}

fn is_video(address: &Address<'_>, url: &Url) -> bool {
    matches!(address.passage.key, "video" | "url") && matches!(Host::of(url), Host::Youtube { .. })
}

/// `90`, `90s`, `1h2m3s`.
fn seconds(written: &str) -> Option<u32> {
    let mut total: u32 = 0;
    let mut number = String::new();
    for c in written.chars().chain(['s']) {
        let unit = match c {
            '0'..='9' => {
                number.push(c);
                continue;
            }
            'h' => 3600,
            'm' => 60,
            's' => 1,
            _ => return None,
        };
        if !number.is_empty() {
            total = total.checked_add(number.parse::<u32>().ok()?.checked_mul(unit)?)?;
            number.clear();
        }
    }
    Some(total)
}
