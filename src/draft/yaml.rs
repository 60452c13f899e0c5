//! A draft as YAML, in the way an author would write it: keys in the order of the reference, long
//! texts wrapped, quotes where YAML needs them, a blank line between events.
//!
//! What is read back is what the draft says. The one thing that may differ is white space of
//! Markdown without a meaning: lines of a paragraph are wrapped anew, and blank lines are empty.

mod flow;
pub(crate) mod scalar;
#[cfg(test)]
mod tests;
mod wrap;

use super::{Draft, EventDraft, NewsletterDraft, PersonDraft, SeriesDraft, TalkDraft, VideoDraft};

pub(crate) use flow::{event as flow_event, in_brackets, talk as flow_talk};

/// How an author indents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Style {
    /// How far the keys of a mapping stand in from its own key.
    pub(crate) step: usize,
    /// How far a dash stands in from the key of its list.
    pub(crate) dash: usize,
    /// How far the keys of an item stand in from its dash; at least 2.
    pub(crate) item: usize,
}

impl Default for Style {
    fn default() -> Self {
        Self { step: 2, dash: 2, item: 2 }
    }
}

/// A whole catalogue.
pub(crate) fn catalogue(draft: &Draft) -> String {
    let mut text = String::new();
    let style = Style::default();
    print_entry("series", &series(&draft.series), 0, style, &mut text);
    if draft.events.is_empty() {
        text.push_str("\nevents: []\n");
    } else {
        let events: Vec<_> =
            draft.events.iter().map(|it| self::event(it, style.dash, style)).collect();
        text.push_str(&format!("\nevents:\n{}", events.join("\n")));
    }
    text
}

/// An item of `events`: whole lines, whose dash stands behind this many spaces.
pub(crate) fn event(event: &EventDraft, indent: usize, style: Style) -> String {
    item(&event_node(event), indent, style)
}

/// An item of `talks`: whole lines, whose dash stands behind this many spaces.
pub(crate) fn talk(talk: &TalkDraft, indent: usize, style: Style) -> String {
    item(&talk_node(talk), indent, style)
}

/// A value to be written.
enum Node<'a> {
    /// A text of one line.
    Line(&'a str),
    /// A time, which stands without quotes as people write it.
    Time(&'a str),
    /// A text of paragraphs.
    Markdown(&'a str),
    List(Vec<Node<'a>>),
    Mapping(Vec<(&'static str, Node<'a>)>),
}

/// The entries of a mapping, without those that have no value.
fn mapping<'a, const N: usize>(entries: [(&'static str, Option<Node<'a>>); N]) -> Node<'a> {
    Node::Mapping(entries.into_iter().filter_map(|(key, node)| Some((key, node?))).collect())
}

fn line(text: &Option<String>) -> Option<Node<'_>> {
    text.as_deref().map(Node::Line)
}

fn time(text: &Option<String>) -> Option<Node<'_>> {
    text.as_deref().map(Node::Time)
}

fn markdown(text: &Option<String>) -> Option<Node<'_>> {
    text.as_deref().map(Node::Markdown)
}

fn list<'a, T>(items: &'a [T], node: impl Fn(&'a T) -> Node<'a>) -> Option<Node<'a>> {
    (!items.is_empty()).then(|| Node::List(items.iter().map(node).collect()))
}

fn series(series: &SeriesDraft) -> Node<'_> {
    mapping([
        ("id", line(&series.id)),
        ("title", line(&series.title)),
        ("url", line(&series.url)),
        ("timezone", line(&series.timezone)),
        ("duration", line(&series.duration)),
        ("language", line(&series.language)),
        ("description", markdown(&series.description)),
        ("organizers", list(&series.organizers, person)),
        ("playlist", line(&series.playlist)),
        ("newsletter", series.newsletter.as_ref().map(newsletter)),
        ("funding", markdown(&series.funding)),
    ])
}

fn newsletter(newsletter: &NewsletterDraft) -> Node<'_> {
    if let NewsletterDraft { url: Some(url), note: None, form: None } = newsletter {
        return Node::Line(url);
    }
    mapping([
        ("url", line(&newsletter.url)),
        ("note", markdown(&newsletter.note)),
        ("form", line(&newsletter.form)),
    ])
}

fn event_node(event: &EventDraft) -> Node<'_> {
    mapping([
        ("id", line(&event.id)),
        ("uid", line(&event.uid)),
        ("title", line(&event.title)),
        ("start", time(&event.start)),
        ("duration", line(&event.duration)),
        ("end", time(&event.end)),
        ("timezone", line(&event.timezone)),
        ("status", line(&event.status)),
        ("location", line(&event.location)),
        ("registration", line(&event.registration)),
        ("join", line(&event.join)),
        ("url", line(&event.url)),
        ("description", markdown(&event.description)),
        ("tags", list(&event.tags, |tag| Node::Line(tag))),
        ("talks", list(&event.talks, talk_node)),
    ])
}

fn talk_node(talk: &TalkDraft) -> Node<'_> {
    mapping([
        ("id", line(&talk.id)),
        ("title", line(&talk.title)),
        ("speakers", list(&talk.speakers, person)),
        ("abstract", markdown(&talk.abstract_)),
        ("video", talk.video.as_ref().map(video)),
        ("slides", line(&talk.slides)),
        ("paper", line(&talk.paper)),
        ("code", line(&talk.code)),
        ("recording", line(&talk.recording)),
    ])
}

fn person(person: &PersonDraft) -> Node<'_> {
    if let PersonDraft { name, affiliation: None, url: None, email: None, bio: None } = person {
        return Node::Line(name);
    }
    mapping([
        ("name", Some(Node::Line(&person.name))),
        ("affiliation", line(&person.affiliation)),
        ("url", line(&person.url)),
        ("email", line(&person.email)),
        ("bio", markdown(&person.bio)),
    ])
}

fn video(video: &VideoDraft) -> Node<'_> {
    if let VideoDraft { url, title: None, published: None, duration: None } = video {
        return Node::Line(url);
    }
    mapping([
        ("url", Some(Node::Line(&video.url))),
        ("title", line(&video.title)),
        ("published", time(&video.published)),
        ("duration", line(&video.duration)),
    ])
}

/// A node as an item of a list.
fn item(node: &Node<'_>, indent: usize, style: Style) -> String {
    let inner = indent + style.item;
    let text = match node {
        Node::Mapping(entries) if !entries.is_empty() => {
            let mut text = String::new();
            entries.iter().for_each(|(key, node)| print_entry(key, node, inner, style, &mut text));
            text
        }
        node => format!("{}{}", " ".repeat(inner), value(node, inner, inner)),
    };
    // The dash takes the place of a part of the first line's indentation.
    format!("{}-{}{}", " ".repeat(indent), " ".repeat(style.item - 1), &text[inner..])
}

/// A key and its value, in whole lines.
fn print_entry(key: &str, node: &Node<'_>, indent: usize, style: Style, text: &mut String) {
    text.push_str(&format!("{}{key}:", " ".repeat(indent)));
    let inner = indent + style.step;
    match node {
        Node::Mapping(entries) if !entries.is_empty() => {
            text.push('\n');
            entries.iter().for_each(|(key, node)| print_entry(key, node, inner, style, text));
        }
        Node::List(nodes) if !nodes.is_empty() => {
            text.push('\n');
            nodes.iter().for_each(|node| text.push_str(&item(node, indent + style.dash, style)));
        }
        node => {
            let column = indent + key.len() + ": ".len();
            text.push_str(&format!(" {}", value(node, column, inner)));
        }
    }
}

/// What stands behind a key or a dash, to the end of the line or of the last line of a block. It
/// starts at a column; a block is indented by `indent`.
fn value(node: &Node<'_>, column: usize, indent: usize) -> String {
    let value = match node {
        Node::Line(text) => scalar::line(text, column, indent),
        Node::Time(text) => scalar::time(text),
        Node::Markdown(text) => scalar::markdown(text, column, indent),
        Node::List(_) => "[]".to_owned(),
        Node::Mapping(_) => "{}".to_owned(),
    };
    value + "\n"
}
