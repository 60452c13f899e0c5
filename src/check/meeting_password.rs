//! A password or a personal key in an address that is published: whoever finds it is let in.

use super::address::Address;
use crate::diagnostic::{Code, Diagnostic};

/// Parameters that open a meeting.
pub(crate) const PASSWORDS: [&str; 4] = ["pwd", "passcode", "password", "passwd"];

/// Parameters by which Zoom knows one person.
pub(crate) const PERSONAL: [&str; 2] = ["tk", "zak"];

pub(super) fn check(address: &Address<'_>, found: &mut Vec<Diagnostic>) {
    let is_given = |name: &str| address.canonical.parameter(name).is_some_and(|it| !it.is_empty());
    let has = |names: &[&'static str]| names.iter().copied().find(|name| is_given(name));
    let diagnostic = if let Some(name) = has(&PERSONAL).filter(|_| is_zoom(address)) {
        let message = format!("`{name}` is one person's own key to the meeting");
        Diagnostic::new(Code::MeetingPassword, address.span(), message)
            .help("write the address of the sign-up page, which gives everybody a key")
    } else if let Some(name) = has(&PASSWORDS) {
        let message = format!("`{name}` publishes the meeting's password");
        Diagnostic::new(Code::MeetingPassword, address.span(), message).help(
            "let people sign up with `registration`, which sends them the address; \
                 or allow it here if anybody may come in",
        )
    } else {
        return;
    };
    found.push(diagnostic.label("everybody can read it"));
}

fn is_zoom(address: &Address<'_>) -> bool {
    address.is_on_any(&["zoom.us", "zoom.com", "zoomgov.com"])
}
