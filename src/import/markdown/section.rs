//! The headings of a page as a tree, and what a heading announces.

use super::block::{Block, Kind};
use crate::folded::folded;

/// A heading with what stands below it.
#[derive(Debug, Default)]
pub(super) struct Section {
    /// `None` for what stands before the first heading.
    pub(super) heading: Option<Block>,
    pub(super) blocks: Vec<Block>,
    pub(super) children: Vec<Section>,
}

/// What a heading announces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Topic {
    /// What comes next, with its title.
    Next(Option<String>),
    /// What was.
    Previous,
    Organizers,
    Newsletter,
    Funding,
    About,
    Other,
}

/// The tree of a page's blocks.
pub(super) fn tree(blocks: Vec<Block>) -> Section {
    let mut open = vec![(0, Section::default())];
    for block in blocks {
        let Kind::Heading(level) = block.kind else {
            if let Some((_, section)) = open.last_mut() {
                section.blocks.push(block);
            }
            continue;
        };
        close(&mut open, level);
        open.push((level, Section { heading: Some(block), ..Section::default() }));
    }
    close(&mut open, 1);
    open.pop().map(|(_, root)| root).unwrap_or_default()
}

/// Closes the sections of a level and all below it; the root stays open.
fn close(open: &mut Vec<(usize, Section)>, level: usize) {
    while open.len() > 1 && open.last().is_some_and(|(last, _)| *last >= level) {
        let closed = open.pop();
        if let (Some((_, section)), Some((_, parent))) = (closed, open.last_mut()) {
            parent.children.push(section);
        }
    }
}

const EVENTS: [&str; 10] = [
    "webinar", "talk", "seminar", "session", "event", "meeting", "lecture", "speaker", "webinars",
    "talks",
];

/// What a heading announces.
pub(super) fn topic(heading: &str) -> Topic {
    let (head, title) = match heading.split_once([':', '–', '—']) {
        Some((head, title)) => (head, Some(title.trim())),
        None => (heading, None),
    };
    let head = folded(head);
    let words: Vec<_> = head.split(' ').collect();
    let first = words.first().copied().unwrap_or_default();
    let has = |known: &[&str]| words.iter().any(|word| known.contains(word));
    let names_event =
        words.len() == 1 || (has(&EVENTS) || has(&["seminars", "events"])) && words.len() < 5;
    let title = title.filter(|title| !title.is_empty()).map(str::to_owned);
    if ["next", "upcoming", "coming", "forthcoming"].contains(&first) && names_event {
        return Topic::Next(title);
    }
    let is_short = words.len() < 5 && title.is_none();
    match () {
        () if !is_short => Topic::Other,
        () if has(&["previous", "past", "archive", "earlier", "recordings"]) => Topic::Previous,
        () if has(&[
            "organizers",
            "organisers",
            "organizer",
            "organiser",
            "organizing",
            "team",
            "hosts",
            "organization",
        ]) =>
        {
            Topic::Organizers
        }
        () if has(&["newsletter", "subscribe"]) || head.contains("mailing list") => {
            Topic::Newsletter
        }
        () if has(&[
            "funding",
            "acknowledgements",
            "acknowledgments",
            "acknowledgement",
            "sponsors",
        ]) =>
        {
            Topic::Funding
        }
        () if first == "about" || head == "description" || head == "introduction" => Topic::About,
        () => Topic::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_announces_what_people_write_there() {
        for (heading, expected) in [
            ("Next webinar: Rethinking", Topic::Next(Some("Rethinking".to_owned()))),
            ("Upcoming talks", Topic::Next(None)),
            ("Upcoming:", Topic::Next(None)),
            ("Next steps in imaging", Topic::Other),
            ("Previous talks:", Topic::Previous),
            ("Past webinars", Topic::Previous),
            ("Organisers", Topic::Organizers),
            ("Newsletter", Topic::Newsletter),
            ("Funding", Topic::Funding),
            ("About the series", Topic::About),
            ("Data: a tour", Topic::Other),
            ("", Topic::Other),
        ] {
            assert_eq!(topic(heading), expected, "{heading}");
        }
    }

    #[test]
    fn headings_hold_what_stands_below_them() {
        let page = super::super::block::read("a\n\n# One\nb\n### Two\nc\n## Three\n# Four\n");
        let root = tree(page.blocks);
        let names = |section: &Section| {
            section
                .children
                .iter()
                .filter_map(|it| Some(it.heading.as_ref()?.text.clone()))
                .collect::<Vec<_>>()
        };
        assert_eq!(names(&root), ["One", "Four"]);
        assert_eq!(names(&root.children[0]), ["Two", "Three"]);
        assert_eq!((root.blocks.len(), root.children[0].children[0].blocks.len()), (1, 1));
    }
}
