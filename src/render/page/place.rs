//! How one takes part in an event, and where, in the terms of schema.org.

use serde::Serialize;

use crate::model::Event;

/// Where an event takes place.
#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum Location<'a> {
    Room(Room<'a>),
    Online(Online<'a>),
    Both(Room<'a>, Online<'a>),
}

#[derive(Serialize)]
pub(super) struct Room<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    address: &'a str,
    name: &'a str,
}

#[derive(Serialize)]
pub(super) struct Online<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    url: &'a str,
}

/// How one takes part, and where. A place that is one of the well-known services is virtual; one
/// that names a service and something else is both; none at all is virtual.
pub(super) fn location(event: &Event) -> (&'static str, Location<'_>) {
    let entrance = event.registration.as_ref().unwrap_or(&event.url);
    let online = Online { kind: "VirtualLocation", url: entrance.as_str() };
    let Some(place) = &event.location else {
        return ("https://schema.org/OnlineEventAttendanceMode", Location::Online(online));
    };
    let room = Room { kind: "Place", address: place, name: place };
    let words = || {
        let words = place.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.map(str::to_lowercase)
    };
    let is_service = |word: &String| SERVICES.contains(&word.as_str());
    let is_filler = |word: &String| FILLERS.contains(&word.as_str());
    match (words().any(|it| is_service(&it)), words().all(|it| is_service(&it) || is_filler(&it))) {
        (false, _) => ("https://schema.org/OfflineEventAttendanceMode", Location::Room(room)),
        (true, true) => ("https://schema.org/OnlineEventAttendanceMode", Location::Online(online)),
        (true, false) => {
            ("https://schema.org/MixedEventAttendanceMode", Location::Both(room, online))
        }
    }
}

/// Words by which people name a place that is on the network.
const SERVICES: [&str; 14] = [
    "online",
    "virtual",
    "zoom",
    "teams",
    "webex",
    "meet",
    "jitsi",
    "bigbluebutton",
    "skype",
    "youtube",
    "discord",
    "gotowebinar",
    "twitch",
    "webinar",
];

/// Words that may stand beside them and name no room.
const FILLERS: [&str; 14] = [
    "microsoft",
    "ms",
    "google",
    "cisco",
    "on",
    "via",
    "at",
    "and",
    "meeting",
    "link",
    "only",
    "live",
    "call",
    "stream",
];
