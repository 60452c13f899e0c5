//! RSS 2.0, as Vimeo and PeerTube write it, with the lengths of Media RSS or iTunes.

use chrono::{DateTime, TimeDelta};
use url::Url;

use super::xml::Item;
use super::{Listed, Published, address, seconds};

pub(super) fn video(item: &Item) -> Result<Listed, String> {
    let published = item.text("pubDate").and_then(|it| DateTime::parse_from_rfc2822(it).ok());
    let title = item.text("title").or_else(|| item.text("media:title"));
    let description = ["media:description", "description", "content:encoded"];
    let description = description.iter().find_map(|name| item.text(name));
    Ok(Listed {
        url: address(page(item).ok_or("an item links no page")?)?,
        title: title.unwrap_or_default().to_owned(),
        description: description.unwrap_or_default().to_owned(),
        published: published.and_then(|instant| Published::at(instant.to_utc())),
        duration: duration(item),
    })
}

/// Where a video can be watched; only where that is not said, the file itself.
fn page(item: &Item) -> Option<&str> {
    let permanent = || item.text("guid").filter(|guid| Url::parse(guid).is_ok());
    let player = || item.attribute("media:player", "url");
    let file = || item.attribute("enclosure", "url");
    item.text("link").or_else(permanent).or_else(player).or_else(file)
}

/// The length: in seconds (Media RSS), or in seconds or `H:MM:SS` (iTunes).
pub(super) fn duration(item: &Item) -> Option<TimeDelta> {
    let media = item.attribute("media:content", "duration").and_then(|it| it.parse().ok());
    let itunes = || item.text("itunes:duration").and_then(clock);
    media.or_else(itunes).and_then(seconds)
}

/// `1:02:03`, `62:03` or `3723` as seconds.
fn clock(text: &str) -> Option<f64> {
    let parts: Vec<u32> = text.split(':').map(|part| part.parse().ok()).collect::<Option<_>>()?;
    let parts = Some(parts).filter(|parts| parts.len() <= 3)?;
    Some(parts.iter().fold(0.0, |total, part| total * 60.0 + f64::from(*part)))
}
