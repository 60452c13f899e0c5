//! RSS 2.0 as the RSS Advisory Board's profile has it, with `content:encoded`, `dc:creator`, links
//! of Atom, RFC 5005's mark of a complete feed, and Media RSS. There is no `enclosure`, which
//! needs a file's length, and no stylesheet.

use std::io::{self, Write};

use chrono::{DateTime, Datelike, FixedOffset, Timelike};

use crate::digits::{push_digits, push_year};
use crate::render::feed::{Author, Feed, FeedItem};
use crate::render::xml::{self, Attributes, Elements};
use crate::render::{html, media, text};

/// The attributes of the root.
const ATTRIBUTES: &Attributes<'_> = &[
    ("version", "2.0"),
    ("xmlns:atom", "http://www.w3.org/2005/Atom"),
    ("xmlns:content", "http://purl.org/rss/1.0/modules/content/"),
    ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
    ("xmlns:fh", "http://purl.org/syndication/history/1.0"),
    ("xmlns:media", media::NAMESPACE),
];

/// The feed in the format `application/rss+xml`.
pub(crate) fn rss(feed: &Feed<'_>, out: &mut dyn Write) -> io::Result<()> {
    xml::document(out, |xml| {
        xml.element("rss", ATTRIBUTES, |xml| {
            xml.element("channel", &[], |xml| {
                channel(xml, feed);
                feed.items().for_each(|it| xml.element("item", &[], |xml| item(xml, &it)));
            });
        });
    })
}

/// All of the channel but its items.
fn channel(xml: &mut Elements<'_>, feed: &Feed<'_>) {
    xml.text("title", &feed.title);
    xml.text("link", feed.home.as_str());
    xml.text("description", &feed.subtitle);
    xml.text("language", feed.language);
    xml.text("lastBuildDate", &date(feed.updated));
    if let Some(image) = feed.image {
        // With the channel's own title and link, as RSS wants it.
        xml.element("image", &[], |xml| {
            xml.text("url", image.as_str());
            xml.text("title", &feed.title);
            xml.text("link", feed.home.as_str());
        });
    }
    xml.empty("fh:complete", &[]);
    let own = feed.address("rss");
    xml.empty("atom:link", &[("href", &own), ("rel", "self"), ("type", "application/rss+xml")]);
    if let Some(hub) = feed.hub {
        xml.empty("atom:link", &[("href", hub.as_str()), ("rel", "hub")]);
    }
    creators(xml, &feed.authors);
}

fn item(xml: &mut Elements<'_>, item: &FeedItem<'_>) {
    xml.text("title", &item.title);
    xml.text("link", item.link.as_str());
    // Readers take it for HTML.
    xml.cdata("description", &html::text(&item.summary));
    item.tags.iter().for_each(|tag| xml.text("category", tag));
    xml.text_with("guid", &[("isPermaLink", "false")], &item.id.urn().to_string());
    xml.text("pubDate", &date(item.published));
    xml.cdata("content:encoded", &item.content);
    if let Some(media) = &item.media {
        media::elements(media, xml);
    }
    creators(xml, &item.authors);
}

/// Names only: `author` and `managingEditor` are for e-mail addresses.
fn creators(xml: &mut Elements<'_>, authors: &[Author<'_>]) {
    authors.iter().for_each(|author| xml.text("dc:creator", author.name));
}

/// RFC 822 with the four digits of the year that RSS adds to it.
fn date(time: DateTime<FixedOffset>) -> String {
    let minutes_east = time.offset().local_minus_utc() / 60;
    let time = time.naive_local();
    let mut text = String::with_capacity("Fri, 01 Sep 2023 03:04:05 +0545".len());
    text.extend([&text::weekday(time.date())[..3], ", "]);
    push_digits::<2>(time.day(), &mut text);
    text.extend([" ", &text::month(time.date())[..3], " "]);
    push_year(time.year(), &mut text);
    for (before, part) in [(' ', time.hour()), (':', time.minute()), (':', time.second())] {
        text.push(before);
        push_digits::<2>(part, &mut text);
    }
    text.push_str(if minutes_east < 0 { " -" } else { " +" });
    push_digits::<2>(minutes_east.unsigned_abs() / 60, &mut text);
    push_digits::<2>(minutes_east.unsigned_abs() % 60, &mut text);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_has_its_offset_in_hours_and_minutes() {
        for (time, expected) in [
            ("2023-09-01T03:04:05+05:45", "Fri, 01 Sep 2023 03:04:05 +0545"),
            ("2023-12-31T23:59:59-03:30", "Sun, 31 Dec 2023 23:59:59 -0330"),
            ("2024-02-29T00:00:00-00:30", "Thu, 29 Feb 2024 00:00:00 -0030"),
            ("0798-10-01T00:00:00Z", "Thu, 01 Oct 0798 00:00:00 +0000"),
        ] {
            assert_eq!(date(DateTime::parse_from_rfc3339(time).expect("a time")), expected);
        }
    }
}
