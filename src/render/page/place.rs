//! How one takes part in an event, and where, in the terms of schema.org.

use crate::model::Event;
use crate::render::json::Object;

/// Where an event takes place.
pub(super) enum Place<'a> {
    /// What the room is called.
    Room(&'a str),
    /// Where the entrance is.
    Online(&'a str),
}

impl Place<'_> {
    pub(super) fn write(&self, json: &mut Object<'_>) {
        match self {
            Self::Room(name) => {
                json.text("@type", "Place");
                json.text("address", name);
                json.text("name", name);
            }
            Self::Online(url) => {
                json.text("@type", "VirtualLocation");
                json.text("url", url);
            }
        }
    }
}

/// How one takes part, and where. A place that is one of the well-known services is virtual; one
/// that names a service and something else is both; none at all is virtual.
pub(super) fn location(event: &Event) -> (&'static str, Vec<Place<'_>>) {
    let online = Place::Online(event.registration.as_ref().unwrap_or(&event.url).as_str());
    let Some(place) = &event.location else {
        return ("https://schema.org/OnlineEventAttendanceMode", vec![online]);
    };
    let room = Place::Room(place);
    let is_filler = |word: &str| FILLERS.contains(&word);
    let is_all_online = || words(place).all(|word| is_service(&word) || is_filler(&word));
    match (is_online(place), is_all_online()) {
        (false, _) => ("https://schema.org/OfflineEventAttendanceMode", vec![room]),
        (true, true) => ("https://schema.org/OnlineEventAttendanceMode", vec![online]),
        (true, false) => ("https://schema.org/MixedEventAttendanceMode", vec![room, online]),
    }
}

/// Whether a place, or a part of it, is on the network.
pub(crate) fn is_online(place: &str) -> bool {
    words(place).any(|word| is_service(&word))
}

fn words(place: &str) -> impl Iterator<Item = String> {
    let words = place.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase)
}

fn is_service(word: &str) -> bool {
    SERVICES.contains(&word)
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
