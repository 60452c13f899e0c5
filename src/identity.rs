//! The permanent identities of what is published: name-based UUIDs (RFC 9562, 5.5) of the ids in
//! the catalogue and of nothing else. A moved site, another title, another video or another order
//! of the file changes none of them.
//!
//! Subscribers recognise entries by these values: this file must never give others.

use sha1::{Digest, Sha1};
use uuid::{Builder, Uuid};

/// This project's own namespace: drawn once, at random.
const NAMESPACE: Uuid = Uuid::from_u128(0x7e53_aa4a_dfdc_4f71_9896_cedb_2c46_e804);

/// The UID of an event's calendar entry, where the catalogue gives none.
pub(crate) fn event_uid(series: &str, event: &str) -> Uuid {
    name(&["event", series, event])
}

/// The id of a talk's entry in the feeds of recordings.
pub(crate) fn talk_id(series: &str, talk: &str) -> Uuid {
    name(&["talk", series, talk])
}

/// The id of an event's item in the news. It follows the UID, which outlives a change of id and may
/// be one that another program gave.
pub(crate) fn news_id(uid: &str) -> Uuid {
    match Uuid::try_parse(uid) {
        // A UUID in any other spelling is another UID.
        Ok(uuid) if uuid.to_string() == uid => name_based(&uuid, "news"),
        _ => name(&["news", uid]),
    }
}

/// The id of a feed itself, which is called `videos` or the like.
pub(crate) fn feed_id(series: &str, feed: &str) -> Uuid {
    name(&["feed", series, feed])
}

/// Each part is written with its length, so that no two lists of parts make the same name.
fn name(parts: &[&str]) -> Uuid {
    let mut name = String::with_capacity(64);
    for part in parts {
        name.extend([&*part.len().to_string(), ":", part]);
    }
    name_based(&NAMESPACE, &name)
}

/// A name-based UUID (RFC 9562, 5.5). [`Uuid::new_v5`] gives the same, and takes several times as long.
pub(crate) fn name_based(namespace: &Uuid, name: &str) -> Uuid {
    let hash = Sha1::new_with_prefix(namespace).chain_update(name).finalize();
    let bytes = std::array::from_fn(|at| hash[at]);
    Builder::from_sha1_bytes(bytes).into_uuid()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identities_never_change() {
        for (id, pinned) in [
            (event_uid("looking-glass", "S03"), "9685e51e-fbfa-5a62-b19c-f9e9396ceb51"),
            (talk_id("looking-glass", "S03E01"), "356371ed-0365-5732-8bc3-e83b03ce1daa"),
            (feed_id("looking-glass", "videos"), "85aaf998-3d61-5f56-a507-db109b8ecca8"),
            (
                news_id("9685e51e-fbfa-5a62-b19c-f9e9396ceb51"),
                "01a6aaca-64a3-5252-845e-451c7dbb166e",
            ),
            (news_id("5u9c7k2m@google.com"), "f178b980-ccd8-5097-95ab-ef182190acf4"),
        ] {
            assert_eq!(id.to_string(), pinned);
        }
    }

    #[test]
    fn things_of_another_kind_or_series_never_share_an_identity() {
        let ids = [
            event_uid("a", "b"),
            talk_id("a", "b"),
            feed_id("a", "b"),
            event_uid("ab", ""),
            event_uid("", "ab"),
            event_uid("a1:b", ""),
            event_uid("a", "b0:"),
            news_id("a"),
            news_id("b"),
            news_id("9685e51e-fbfa-5a62-b19c-f9e9396ceb51"),
            news_id("9685E51E-FBFA-5A62-B19C-F9E9396CEB51"),
            news_id("urn:uuid:9685e51e-fbfa-5a62-b19c-f9e9396ceb51"),
        ];
        for (index, id) in ids.iter().enumerate() {
            assert!(!ids[..index].contains(id), "{index}");
        }
    }
}
