//! What a page says of the series itself: its introduction, who runs it, who pays, and where to
//! sign up for news.

use url::Url;

use super::block::{Block, Kind};
use super::inline::attribute;
use super::{Context, gather, people};
use crate::draft::{NewsletterDraft, SeriesDraft};
use crate::import::Remark;
use crate::video::{self, Refused};

/// The introduction: paragraphs, and the playlist.
pub(super) fn introduction(
    blocks: &[Block],
    context: &Context<'_>,
    series: &mut SeriesDraft,
    remarks: &mut Vec<Remark>,
) {
    for block in blocks {
        let place = context.place(block.line);
        let playlists: Vec<_> = context
            .inline(&block.text)
            .links()
            .filter_map(|(_, _, address)| playlist(address))
            .collect();
        if let Some(address) = playlists.first().filter(|_| series.playlist.is_none()) {
            series.playlist = Some(address.clone());
            let remark = Remark::unplaced(&block.text).at(&place);
            remarks.push(
                remark.help("its link is taken for `playlist`; the pages say the rest themselves"),
            );
        } else if matches!(block.kind, Kind::Paragraph | Kind::Item(_)) {
            append(&mut series.description, block);
        } else {
            remarks.push(Remark::unplaced(&block.text).at(&place));
        }
    }
}

/// The address of a playlist, without what only says where it was copied.
fn playlist(address: &str) -> Option<String> {
    let url = Url::parse(address).ok()?;
    if video::canonical(&url) != Err(Refused::Playlist) {
        return None;
    }
    let list = url.query_pairs().find(|(key, _)| key == "list").map(|(_, list)| list.into_owned());
    match (url.path(), list) {
        ("/playlist", Some(list)) => Some(format!("https://www.youtube.com/playlist?list={list}")),
        _ => Some(address.to_owned()),
    }
}

fn append(text: &mut Option<String>, block: &Block) {
    gather::append(text.get_or_insert_default(), &block.text, block.kind);
}

/// `[A](…) & [B](…) at C. This project has received funding …`
pub(super) fn organizers(
    blocks: &[Block],
    context: &Context<'_>,
    series: &mut SeriesDraft,
    remarks: &mut Vec<Remark>,
) {
    for block in blocks {
        let place = context.place(block.line);
        let (names, rest) = sentence(&block.text);
        let inline = context.inline(names);
        let (list, shared) = match inline.text.rsplit_once(" at ") {
            Some((list, affiliation)) => {
                (inline.part(0..list.len()), Some(affiliation.trim_end_matches('.')))
            }
            None => (inline.clone(), None),
        };
        let found = people::read(&list);
        let is_people = found
            .people
            .iter()
            .all(|it| people::is_name(&it.name) || people::has_title(&it.name) || it.url.is_some());
        if found.people.is_empty()
            || !is_people
            || !matches!(block.kind, Kind::Paragraph | Kind::Item(_))
        {
            other(block, context, series, remarks);
            continue;
        }
        for mut person in found.people {
            person.affiliation = person.affiliation.or(shared.map(str::to_owned));
            series.organizers.push(person);
        }
        remarks.extend(found.notes.into_iter().map(|note| Remark::note(note).at(&place)));
        let rest = rest.trim();
        if is_funding(rest) {
            append(&mut series.funding, &Block { text: rest.to_owned(), ..block.clone() });
        } else if !rest.is_empty() {
            remarks.push(Remark::unplaced(rest).at(&place));
        }
    }
}

/// A block among the organisers that names none.
fn other(
    block: &Block,
    context: &Context<'_>,
    series: &mut SeriesDraft,
    remarks: &mut Vec<Remark>,
) {
    if is_funding(&block.text) {
        append(&mut series.funding, block);
    } else {
        remarks.push(Remark::unplaced(&block.text).at(&context.place(block.line)));
    }
}

fn is_funding(text: &str) -> bool {
    let text = text.to_lowercase();
    ["fund", "grant", "sponsor", "supported by"].iter().any(|word| text.contains(word))
}

/// The first sentence of a text, and the rest: its full stop stands outside of brackets, behind a
/// word and before a capital.
fn sentence(text: &str) -> (&str, &str) {
    let mut depth = 0_usize;
    for (at, c) in text.char_indices() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            '.' if depth == 0 => {
                let word = text[..at].rsplit(' ').next().unwrap_or_default();
                let is_word =
                    word.chars().filter(|c| c.is_alphanumeric()).count() > 4 || word.ends_with(')');
                if is_word && text[at + 1..].starts_with([' ', '\n']) {
                    return text.split_at(at + 1);
                }
            }
            _ => {}
        }
    }
    (text, "")
}

pub(super) fn funding(blocks: &[Block], series: &mut SeriesDraft) {
    blocks.iter().for_each(|block| append(&mut series.funding, block));
}

/// Paragraphs, and a form in a frame.
pub(super) fn newsletter(
    blocks: &[Block],
    context: &Context<'_>,
    series: &mut SeriesDraft,
    remarks: &mut Vec<Remark>,
) {
    let newsletter = series.newsletter.get_or_insert_with(NewsletterDraft::default);
    for block in blocks {
        let frame = block.text.find("<iframe").and_then(|at| attribute(&block.text[at..], "src"));
        match (block.kind, frame) {
            (Kind::Html, Some(address)) if newsletter.form.is_none() => {
                newsletter.form = Some(address)
            }
            (Kind::Paragraph | Kind::Item(_), _) => append(&mut newsletter.note, block),
            _ => remarks.push(Remark::unplaced(&block.text).at(&context.place(block.line))),
        }
    }
    // One link and nothing else is where to sign up.
    let note = newsletter.note.clone().unwrap_or_default();
    let inline = context.inline(&note);
    let links: Vec<_> = inline.links().collect();
    if let [(range, _, address)] = links[..]
        && range.len() == inline.text.trim().len()
        && !address.is_empty()
    {
        newsletter.url = Some(address.to_owned());
        newsletter.note = None;
    }
    if *newsletter == NewsletterDraft::default() {
        series.newsletter = None;
    }
}
