//! Atom (RFC 4287), as YouTube writes it at `feeds/videos.xml`: the newest fifteen videos of a
//! playlist or a channel, without their lengths.

use chrono::DateTime;

use super::xml::Item;
use super::{Listed, Published, address};

pub(super) fn video(item: &Item) -> Result<Listed, String> {
    let url = match item.text("yt:videoId") {
        Some(id) => address(&format!("https://www.youtube.com/watch?v={id}"))?,
        None => address(item.link("alternate").ok_or("an entry links no page")?)?,
    };
    let published = item.text("published").and_then(|it| DateTime::parse_from_rfc3339(it).ok());
    let title = item.text("title").or_else(|| item.text("media:title"));
    let description = item.text("media:description").or_else(|| item.text("summary"));
    Ok(Listed {
        url,
        title: title.unwrap_or_default().to_owned(),
        description: description.unwrap_or_default().to_owned(),
        published: published.and_then(|instant| Published::at(instant.to_utc())),
        duration: super::rss::duration(item),
    })
}
