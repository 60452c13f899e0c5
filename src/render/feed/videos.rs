//! The feed of recordings: one item for each talk that can be seen again.

use chrono::{DateTime, Datelike, FixedOffset};
use url::Url;

use super::{Author, Feed, FeedItem, Media, Sources, organizers, push_credits};
use crate::edition::{self, Edition};
use crate::identity;
use crate::model::{Event, Person, Series, Talk, Video, When};
use crate::render::{html, text};

/// The feed of recordings: `videos`.
pub(crate) fn videos<'a>(edition: &'a Edition<'a>) -> Feed<'a> {
    let series = edition.series;
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
        sources: Sources::Recordings(&edition.items),
        authors: organizers(series),
    }
}

/// The time of the newest item, or at which a later one was taken out. Atom wants a time of a feed that
/// never had any too: then it is the one at which the first event was seen, which no later build
/// changes.
fn updated(edition: &Edition) -> DateTime<FixedOffset> {
    let items = edition.items.iter().map(|item| item.updated);
    let newest = items.chain(edition.withdrawn).max();
    let oldest = || edition.entries.iter().map(|entry| entry.created).min();
    newest.unwrap_or_else(|| oldest().unwrap_or_default().fixed_offset())
}

fn subtitle(series: &Series) -> String {
    let about = match &series.description {
        Some(description) => description.plain.to_string(),
        None => format!("Recordings of the talks of {}", series.title),
    };
    match &series.playlist {
        Some(playlist) => format!("{about}\n\nAll recordings: {playlist}"),
        None => about,
    }
}

pub(super) fn recording<'a>(item: &edition::Item<'a>, organizers: &[Author<'a>]) -> FeedItem<'a> {
    let edition::Item { event, talk, video, .. } = *item;
    let title = title(item);
    let media = Media::of(video);
    let occasion = occasion(item);
    let speakers: Vec<_> = talk.speakers.iter().map(Author::from).collect();
    FeedItem {
        id: item.id,
        title: title.to_owned(),
        link: place(event, talk),
        published: item.published,
        updated: item.updated,
        authors: if speakers.is_empty() { organizers.to_vec() } else { speakers },
        summary: summary(item, &occasion),
        content: content(item, &occasion, &media),
        tags: &event.tags,
        media: Some(media),
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
fn summary(item: &edition::Item, occasion: &str) -> String {
    let mut summary = String::with_capacity(256);
    push_credits(&item.talk.speakers, &mut summary);
    if !summary.is_empty() && !occasion.is_empty() {
        summary.push_str(" · ");
    }
    summary.push_str(occasion);
    summary
}

/// The event's title, unless it is the item's, and its day.
fn occasion(item: &edition::Item) -> String {
    let event = Some(&*item.event.title).filter(|event| *event != title(item));
    match (event, day(item.event.when)) {
        (Some(event), Some(day)) => [event, ", ", &day].concat(),
        (event, day) => day.unwrap_or_else(|| event.unwrap_or_default().to_owned()),
    }
}

/// The day in words, by the clocks of the event's zone.
fn day(when: When) -> Option<String> {
    match when {
        When::Timed { start, .. } => Some(text::day(start.date_naive())),
        When::AllDay { start, end } => {
            let first = text::day(start);
            let last = end.pred_opt().filter(|last| *last > start);
            Some(match last {
                Some(last) => format!("{first} to {}", text::day(last)),
                None => first,
            })
        }
        When::Month(first) => Some(format!("{} {}", text::month(first), first.year())),
        When::Unknown => None,
    }
}

fn content(item: &edition::Item, occasion: &str, media: &Media) -> String {
    let text = item.talk.abstract_.as_ref().map_or("", |text| &text.html);
    let mut content = String::with_capacity(text.len() + 1_024);
    picture(media, &mut content);
    speakers(&item.talk.speakers, &mut content);
    if !occasion.is_empty() {
        content.push_str("<p>");
        html::push_text(occasion, &mut content);
        content.push_str("</p>\n");
    }
    content.push_str(text);
    links(item.talk, item.video, &mut content);
    content
}

fn picture(media: &Media, content: &mut String) {
    let Some(thumbnail) = &media.thumbnail else { return };
    let [width, height] = [thumbnail.width, thumbnail.height].map(|pixels| pixels.to_string());
    content.push_str("<p><a href=\"");
    html::push_text(media.url.as_str(), content);
    content.push_str("\"><img src=\"");
    html::push_text(&thumbnail.url, content);
    content.push_str("\" alt=\"Watch the recording\"");
    content.extend([" width=\"", &width, "\" height=\"", &height, "\" /></a></p>\n"]);
}

fn speakers(speakers: &[Person], content: &mut String) {
    for (at, person) in speakers.iter().enumerate() {
        content.push_str(if at == 0 { "<p>" } else { "<br />\n" });
        match &person.url {
            Some(url) => html::push_link(url.as_str(), &person.name, content),
            None => html::push_text(&person.name, content),
        }
        if let Some(affiliation) = &person.affiliation {
            content.push_str(" (");
            html::push_text(affiliation, content);
            content.push(')');
        }
    }
    if !speakers.is_empty() {
        content.push_str("</p>\n");
    }
}

fn links(talk: &Talk, video: &Video, content: &mut String) {
    let recording = match &video.title {
        Some(title) if Some(title) != talk.title.as_ref() => &format!("Recording: {title}"),
        _ => "Recording",
    };
    let optional = [("Slides", &talk.slides), ("Paper", &talk.paper), ("Code", &talk.code)];
    let optional = optional.into_iter().filter_map(|(label, url)| Some((label, url.as_ref()?)));
    content.push_str("<ul>\n");
    for (label, url) in std::iter::once((recording, &video.url)).chain(optional) {
        content.push_str("<li>");
        html::push_link(url.as_str(), label, content);
        content.push_str("</li>\n");
    }
    content.push_str("</ul>");
}

#[cfg(test)]
mod tests;
