//! The feed of news: one item for each event, which stays the same item for as long as the event
//! is published. What changes of the event is told by an update of its item, one sentence each.

use std::cmp::Reverse;

use chrono::{DateTime, FixedOffset, Utc};
use url::Url;

use super::{Feed, FeedItem, Sources, organizers, push_credits};
use crate::edition::{Edition, Entry};
use crate::history::Note;
use crate::identity;
use crate::model::{Event, Series, Talk};
use crate::render::{html, text};

/// The feed of news: `news`.
pub(crate) fn news<'a>(edition: &'a Edition<'a>) -> Feed<'a> {
    let series = edition.series;
    let mut entries: Vec<_> = edition.entries.iter().filter(|it| !it.notes.is_empty()).collect();
    entries.sort_by_key(|entry| Reverse(told_last(entry)));
    let updated = entries.first().and_then(|entry| told_last(entry));
    Feed {
        id: identity::feed_id(&series.id, "news"),
        title: format!("{}: news", series.title),
        subtitle: format!("What is announced, moved and cancelled at {}", series.title),
        home: &series.url,
        stem: series.feed_address("news"),
        language: &series.language,
        hub: series.hub.as_ref(),
        image: series.image.as_ref(),
        updated: updated.map(|at| local(series, at)).unwrap_or_default(),
        sources: Sources::News(series, entries),
        authors: organizers(series),
    }
}

fn told_last(entry: &Entry<'_>) -> Option<DateTime<Utc>> {
    Some(entry.notes.last()?.at)
}

/// The item of an event, which has been told of at least once.
pub(super) fn item<'a>(series: &'a Series, entry: &Entry<'a>) -> Option<FeedItem<'a>> {
    let (first, last) = (entry.notes.first()?, entry.notes.last()?);
    let event = entry.event;
    let when = text::when(event, &event.zone);
    Some(FeedItem {
        id: identity::news_id(&entry.uid),
        title: text::title(event),
        link: event.url.clone(),
        published: local(series, first.at),
        updated: local(series, last.at),
        authors: organizers(series),
        summary: summary(entry, last.at, &when),
        content: content(series, entry, &when),
        tags: &event.tags,
        media: None,
    })
}

/// All that was told last, and when the event is: what a channel shows of an update.
fn summary(entry: &Entry, last: DateTime<Utc>, when: &str) -> String {
    let told = entry.notes.iter().filter(|note| note.at == last).map(|note| note.text.as_str());
    told.chain([when]).collect::<Vec<_>>().join(". ")
}

fn local(series: &Series, at: DateTime<Utc>) -> DateTime<FixedOffset> {
    series.zone.at(at)
}

fn content(series: &Series, entry: &Entry, when: &str) -> String {
    let event = entry.event;
    let mut content = String::with_capacity(1_024);
    content.push_str("<p>");
    html::push_text(when, &mut content);
    content.push_str("</p>\n");
    place(event, &mut content);
    if !event.talks.is_empty() {
        content.push_str("<ul>\n");
        event.talks.iter().for_each(|it| talk(it, &mut content));
        content.push_str("</ul>\n");
    }
    // The newest first; what was told at once stays in its order, in which the weightier leads.
    let mut notes: Vec<_> = entry.notes.iter().collect();
    notes.sort_by_key(|note| Reverse(note.at));
    content.push_str("<ul>\n");
    notes.into_iter().for_each(|note| told(series, note, &mut content));
    content.push_str("</ul>");
    content
}

fn place(event: &Event, content: &mut String) {
    let link = |label, url: &Option<Url>| url.as_ref().map(|url| html::link(url.as_str(), label));
    let location = event.location.as_deref().map(html::text);
    let parts = [location, link("Sign up", &event.registration), link("Join", &event.join)];
    let parts: Vec<_> = parts.into_iter().flatten().collect();
    if !parts.is_empty() {
        content.extend(["<p>", &parts.join(" · "), "</p>\n"]);
    }
}

fn talk(talk: &Talk, content: &mut String) {
    let mut line = String::with_capacity(256);
    line.push_str(talk.title());
    if !talk.speakers.is_empty() {
        line.push_str(": ");
        push_credits(&talk.speakers, &mut line);
    }
    content.push_str("<li>");
    html::push_text(&line, content);
    content.push_str("</li>\n");
}

/// A sentence and its day.
fn told(series: &Series, note: &Note, content: &mut String) {
    content.push_str("<li>");
    content.push_str(&text::day(local(series, note.at).date_naive()));
    content.push_str(": ");
    html::push_text(&note.text, content);
    content.push_str("</li>\n");
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
        let items: Vec<_> = feed.items().collect();
        let item = &items[0];
        assert_eq!(items.len(), 1);
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
        assert_eq!(news(&sample::edition(&series)).items().count(), 0);
    }
}
