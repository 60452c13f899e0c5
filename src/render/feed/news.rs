//! The feed of news: one item for each event, which stays the same item for as long as the event
//! is published. What changes of the event is told by an update of its item, one sentence each.

use std::cmp::Reverse;

use chrono::{DateTime, FixedOffset, Utc};
use url::Url;

use super::{Feed, FeedItem, credited, organizers};
use crate::edition::{Edition, Entry};
use crate::history::Note;
use crate::identity;
use crate::model::{Event, Series, Talk};
use crate::render::{html, text};

/// The feed of news: `news`.
pub(crate) fn news<'a>(edition: &Edition<'a>) -> Feed<'a> {
    let series = edition.series;
    let mut items: Vec<_> =
        edition.entries.iter().filter_map(|entry| item(series, entry)).collect();
    items.sort_by_key(|item| Reverse(item.updated));
    Feed {
        id: identity::feed_id(&series.id, "news"),
        title: format!("{}: news", series.title),
        subtitle: format!("What is announced, moved and cancelled at {}", series.title),
        home: &series.url,
        stem: series.feed_address("news"),
        language: &series.language,
        hub: series.hub.as_ref(),
        image: series.image.as_ref(),
        updated: items.first().map(|item| item.updated).unwrap_or_default(),
        items,
        authors: organizers(series),
    }
}

/// The item of an event, which has been told of at least once.
fn item<'a>(series: &'a Series, entry: &Entry<'a>) -> Option<FeedItem<'a>> {
    let (first, last) = (entry.notes.first()?, entry.notes.last()?);
    let event = entry.event;
    Some(FeedItem {
        id: identity::news_id(&entry.uid),
        title: text::title(event),
        link: event.url.clone(),
        published: local(series, first.at),
        updated: local(series, last.at),
        authors: organizers(series),
        summary: summary(entry, last.at),
        content: content(series, entry),
        tags: &event.tags,
        media: None,
    })
}

/// All that was told last, and when the event is: what a channel shows of an update.
fn summary(entry: &Entry, last: DateTime<Utc>) -> String {
    let told = entry.notes.iter().filter(|note| note.at == last).map(|note| note.text.clone());
    let when = text::when(entry.event, &entry.event.zone);
    told.chain([when]).collect::<Vec<_>>().join(". ")
}

fn local(series: &Series, at: DateTime<Utc>) -> DateTime<FixedOffset> {
    series.zone.at(at)
}

fn content(series: &Series, entry: &Entry) -> String {
    let event = entry.event;
    let mut content = format!("<p>{}</p>\n", html::text(&text::when(event, &event.zone)));
    content.push_str(&place(event));
    if !event.talks.is_empty() {
        let talks: String = event.talks.iter().map(talk).collect();
        content.push_str(&format!("<ul>\n{talks}</ul>\n"));
    }
    // The newest first; what was told at once stays in its order, in which the weightier leads.
    let mut notes: Vec<_> = entry.notes.iter().collect();
    notes.sort_by_key(|note| Reverse(note.at));
    let told: String = notes.into_iter().map(|note| told(series, note)).collect();
    content.push_str(&format!("<ul>\n{told}</ul>"));
    content
}

fn place(event: &Event) -> String {
    let link = |label, url: &Option<Url>| url.as_ref().map(|url| html::link(url.as_str(), label));
    let location = event.location.as_deref().map(html::text);
    let parts = [location, link("Sign up", &event.registration), link("Join", &event.join)];
    let parts: Vec<_> = parts.into_iter().flatten().collect();
    if parts.is_empty() { String::new() } else { format!("<p>{}</p>\n", parts.join(" · ")) }
}

fn talk(talk: &Talk) -> String {
    let speakers: Vec<_> = talk.speakers.iter().map(credited).collect();
    let title = html::text(talk.title());
    match speakers.join(", ").as_str() {
        "" => format!("<li>{title}</li>\n"),
        speakers => format!("<li>{title}: {}</li>\n", html::text(speakers)),
    }
}

/// A sentence and its day.
fn told(series: &Series, note: &Note) -> String {
    let day = local(series, note.at).format("%-d %B %Y");
    format!("<li>{day}: {}</li>\n", html::text(&note.text))
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;
    use crate::sample;

    #[test]
    fn an_event_is_one_item_whose_newest_sentence_comes_first() {
        let series = sample::series();
        let mut edition = sample::edition(&series);
        let at = edition.entries[0].created;
        let note =
            |days, text: &str| Note { at: at + TimeDelta::days(days), text: text.to_owned() };
        edition.entries[0].notes = vec![note(0, "Announced"), note(2, "Moved from 16:00 to 13:00")];
        let feed = news(&edition);
        let item = &feed.items[0];
        assert_eq!(feed.items.len(), 1);
        assert_eq!(item.title, "Rethinking Annotations");
        assert_eq!((item.published.to_utc(), item.updated.to_utc()), (at, at + TimeDelta::days(2)));
        assert_eq!(feed.updated, item.updated);
        assert_eq!(
            item.content,
            "<p>Monday 18 September 2023 13:00–14:30 CEST (Europe/Copenhagen)</p>\n\
             <p>Zoom · <a href=\"https://example.org/register/S03\">Sign up</a></p>\n\
             <ul>\n<li>Did You Get What You Paid For?: Dr. Thijs Kooi (Lunit, South Korea)</li>\n\
             </ul>\n\
             <ul>\n<li>21 September 2023: Moved from 16:00 to 13:00</li>\n\
             <li>19 September 2023: Announced</li>\n</ul>"
        );
        assert_eq!(
            item.summary,
            "Moved from 16:00 to 13:00. \
             Monday 18 September 2023 13:00–14:30 CEST (Europe/Copenhagen)"
        );
    }

    #[test]
    fn nothing_was_told_of_an_event_without_notes() {
        let series = sample::series();
        assert!(news(&sample::edition(&series)).items.is_empty());
    }
}
