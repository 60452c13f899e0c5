//! What yt-dlp prints: with `--flat-playlist --dump-json` an object a line, with
//! `--dump-single-json` one object with all `entries`.

use chrono::{DateTime, NaiveDate};
use serde::Deserialize;
use serde_json::error::Category;

use super::{Format, List, Listed, Published, SOURCES, Unreadable, address, seconds};
use crate::diagnostic::Source;

/// What is read of an object. yt-dlp gives `null` where it does not know.
#[derive(Deserialize)]
struct Entry {
    id: Option<String>,
    ie_key: Option<String>,
    extractor_key: Option<String>,
    url: Option<String>,
    webpage_url: Option<String>,
    original_url: Option<String>,
    title: Option<String>,
    description: Option<String>,
    duration: Option<f64>,
    timestamp: Option<f64>,
    release_timestamp: Option<f64>,
    upload_date: Option<String>,
    release_date: Option<String>,
    live_status: Option<String>,
    playlist_title: Option<String>,
    /// Those of a playlist; what cannot be seen is `null`.
    entries: Option<Vec<Option<Entry>>>,
}

pub(super) fn list(source: &Source) -> Result<List, Unreadable> {
    let mut list = List { format: Format::YtDlp, title: None, videos: vec![], left_out: vec![] };
    let text = source.text();
    let start = text.len() - text.trim_start_matches('\u{feff}').len();
    let mut objects = serde_json::Deserializer::from_str(&text[start..]).into_iter::<Entry>();
    loop {
        let offset = start + objects.byte_offset();
        let skipped = text[offset..].len() - text[offset..].trim_start().len();
        let line = source.line(offset + skipped);
        let entry = match objects.next() {
            None => return Ok(list),
            Some(Ok(entry)) => entry,
            Some(Err(error)) => return Err(broken(source, start, &error)),
        };
        list.title = list.title.or(entry.playlist_title.clone());
        match entry.entries {
            Some(entries) => {
                list.title = list.title.or(entry.title);
                entries.into_iter().flatten().for_each(|entry| add(entry, line, &mut list));
            }
            None => add(entry, line, &mut list),
        }
    }
}

fn add(entry: Entry, line: usize, list: &mut List) {
    match video(entry) {
        Ok(video) => list.videos.push(video),
        Err(why) => list.left_out.push((line, why)),
    }
}

fn video(entry: Entry) -> Result<Listed, String> {
    let title = entry.title.unwrap_or_default();
    if let "[Private video]" | "[Deleted video]" = title.as_str() {
        return Err(format!("`{title}` can be seen by nobody"));
    }
    if entry.live_status.as_deref() == Some("is_upcoming") {
        return Err(format!("`{title}` is still to come"));
    }
    let pages = [entry.webpage_url, entry.original_url, entry.url];
    let is_page = |page: &String| page.contains("://");
    let youtube = [entry.ie_key, entry.extractor_key].iter().flatten().any(|it| it == "Youtube");
    let page = pages.into_iter().flatten().find(is_page);
    let page = page.or_else(|| {
        entry.id.filter(|_| youtube).map(|id| format!("https://www.youtube.com/watch?v={id}"))
    });
    let instant = entry.release_timestamp.or(entry.timestamp);
    let instant = instant.and_then(|seconds| DateTime::from_timestamp(seconds as i64, 0));
    let day = entry.release_date.or(entry.upload_date);
    let day = day.and_then(|day| NaiveDate::parse_from_str(&day, "%Y%m%d").ok());
    Ok(Listed {
        url: address(&page.ok_or("an entry has neither `url` nor `webpage_url`")?)?,
        title,
        description: entry.description.unwrap_or_default(),
        published: instant.and_then(Published::at).or(day.and_then(Published::on)),
        duration: entry.duration.and_then(seconds),
    })
}

/// What is wrong with the JSON. Places are counted from the first object.
fn broken(source: &Source, start: usize, error: &serde_json::Error) -> Unreadable {
    let offset = source.offset(error.line() + source.line(start) - 1, 1);
    let within = source.text()[offset..].char_indices();
    let column = error.column().saturating_sub(1);
    let place = within.map(|(at, _)| at).take_while(|at| *at < column).last().unwrap_or(0);
    let reason = error.to_string();
    let reason = reason.split(" at line ").next().unwrap_or_default().to_owned();
    let place = offset + place;
    match error.classify() {
        Category::Eof => Unreadable::at(source, place, "the list ends in the middle of an object"),
        Category::Data => {
            let message = format!("this is not what yt-dlp prints: {reason}");
            Unreadable::at(source, place, message).help(SOURCES)
        }
        Category::Syntax | Category::Io => {
            Unreadable::at(source, place, format!("this is not JSON: {reason}"))
        }
    }
}
