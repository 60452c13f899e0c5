//! The feed of recordings: one item for each talk that can be seen again.

use chrono::{DateTime, FixedOffset};
use url::Url;

use super::{Author, Feed, FeedItem, Media, credited, organizers};
use crate::edition::{self, Edition};
use crate::identity;
use crate::model::{Event, Person, Series, Talk, Video, When};
use crate::render::html;
use crate::video::Host;

/// The feed of recordings: `videos`.
pub(crate) fn videos<'a>(edition: &Edition<'a>) -> Feed<'a> {
    let series = edition.series;
    let authors = organizers(series);
    Feed {
        id: identity::feed_id(&series.id, "videos"),
        title: format!("{}: recordings", series.title),
        subtitle: subtitle(series),
        home: &series.url,
        stem: series.feed_address("videos"),
        language: &series.language,
        hub: series.hub.as_ref(),
        image: series.image.as_ref(),
        updated: updated(edition),
        items: edition.items.iter().map(|item| recording(item, &authors)).collect(),
        authors,
    }
}

/// The time of the newest item. Atom wants one of an empty feed too: then it is the time at which
/// the first event was seen, which no later build changes.
fn updated(edition: &Edition) -> DateTime<FixedOffset> {
    let newest = edition.items.iter().map(|item| item.updated).max();
    let oldest = || edition.entries.iter().map(|entry| entry.created).min();
    newest.unwrap_or_else(|| oldest().unwrap_or_default().fixed_offset())
}

fn subtitle(series: &Series) -> String {
    let about = match &series.description {
        Some(description) => description.plain.clone(),
        None => format!("Recordings of the talks of {}", series.title),
    };
    match &series.playlist {
        Some(playlist) => format!("{about}\n\nAll recordings: {playlist}"),
        None => about,
    }
}

fn recording<'a>(item: &edition::Item<'a>, organizers: &[Author<'a>]) -> FeedItem<'a> {
    let edition::Item { event, talk, video, .. } = *item;
    let title = title(item);
    let host = Host::of(&video.url);
    let speakers: Vec<_> = talk.speakers.iter().map(Author::from).collect();
    FeedItem {
        id: item.id,
        title: title.to_owned(),
        link: place(event, talk),
        published: item.published,
        updated: item.updated,
        authors: if speakers.is_empty() { organizers.to_vec() } else { speakers },
        summary: summary(item),
        content: content(item, &host),
        tags: &event.tags,
        media: Some(Media { url: &video.url, host, duration: video.duration }),
    }
}

/// The talk's title as it was announced; the recording's own title only where there is no other.
fn title<'a>(item: &edition::Item<'a>) -> &'a str {
    let titles = [&item.talk.title, &item.video.title];
    titles.into_iter().flatten().next().unwrap_or(&item.event.title)
}

/// The talk's place on the page of its event. A fragment that stands for something else than
/// the event is left alone.
fn place(event: &Event, talk: &Talk) -> Url {
    let mut place = event.url.clone();
    if place.fragment().is_none_or(|fragment| fragment == event.id) {
        place.set_fragment(Some(&talk.id));
    }
    place
}

/// Who spoke, where and when, on one line.
fn summary(item: &edition::Item) -> String {
    let speakers: Vec<_> = item.talk.speakers.iter().map(credited).collect();
    let parts = [speakers.join(", "), occasion(item)];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// The event's title, unless it is the item's, and its day.
fn occasion(item: &edition::Item) -> String {
    let title = Some(&item.event.title).filter(|event| *event != title(item)).cloned();
    title.into_iter().chain(day(item.event.when)).collect::<Vec<_>>().join(", ")
}

/// The day in words, by the clocks of the event's zone.
fn day(when: When) -> Option<String> {
    const DAY: &str = "%-d %B %Y";
    match when {
        When::Timed { start, .. } => Some(start.format(DAY).to_string()),
        When::AllDay { start, end } => {
            let first = start.format(DAY).to_string();
            let last = end.pred_opt().filter(|last| *last > start);
            Some(match last {
                Some(last) => format!("{first} to {}", last.format(DAY)),
                None => first,
            })
        }
        When::Month(first) => Some(first.format("%B %Y").to_string()),
        When::Unknown => None,
    }
}

fn content(item: &edition::Item, host: &Host) -> String {
    [
        picture(item.video, host),
        speakers(&item.talk.speakers),
        paragraph(&html::text(&occasion(item))),
        item.talk.abstract_.as_ref().map_or_else(String::new, |text| text.html.clone()),
        links(item.talk, item.video),
    ]
    .concat()
}

fn paragraph(html: &str) -> String {
    if html.is_empty() { String::new() } else { format!("<p>{html}</p>\n") }
}

fn picture(video: &Video, host: &Host) -> String {
    let Some(thumbnail) = host.thumbnail() else {
        return String::new();
    };
    let (target, source) = (html::text(video.url.as_str()), html::text(thumbnail.url.as_str()));
    paragraph(&format!(
        r#"<a href="{target}"><img src="{source}" alt="Watch the recording" width="{}" height="{}" /></a>"#,
        thumbnail.width, thumbnail.height
    ))
}

fn speakers(speakers: &[Person]) -> String {
    let speaker = |person: &Person| {
        let name = match &person.url {
            Some(url) => html::link(url.as_str(), &person.name),
            None => html::text(&person.name),
        };
        match &person.affiliation {
            Some(affiliation) => format!("{name} ({})", html::text(affiliation)),
            None => name,
        }
    };
    paragraph(&speakers.iter().map(speaker).collect::<Vec<_>>().join("<br />\n"))
}

fn links(talk: &Talk, video: &Video) -> String {
    let recording = match &video.title {
        Some(title) if Some(title) != talk.title.as_ref() => format!("Recording: {title}"),
        _ => "Recording".to_owned(),
    };
    let optional = [("Slides", &talk.slides), ("Paper", &talk.paper), ("Code", &talk.code)];
    let optional = optional.into_iter().filter_map(|(label, url)| Some((label, url.as_ref()?)));
    let links = std::iter::once((recording.as_str(), &video.url)).chain(optional);
    let items = links.map(|(label, url)| format!("<li>{}</li>\n", html::link(url.as_str(), label)));
    format!("<ul>\n{}</ul>", items.collect::<String>())
}

#[cfg(test)]
mod tests;
