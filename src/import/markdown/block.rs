//! Lines to blocks: headings, items, paragraphs, each with its first line. As much of CommonMark as
//! pages of this kind use, read line by line so that every text keeps its place.
//!
//! Not supported: tables, and lists within quotations; they are told as they are.

use std::collections::HashMap;

use super::reference;

/// A block, and where it begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Block {
    pub(super) kind: Kind,
    /// From 1.
    pub(super) line: usize,
    /// Its lines, without marks and indentation.
    pub(super) text: String,
}

/// What kind of block it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Heading(usize),
    /// An item of a list; how far in it stands, in spaces.
    Item(usize),
    Paragraph,
    /// HTML that is no part of a sentence.
    Html,
    /// What is shown as it is: code, tables.
    Verbatim,
}

/// A page.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// The keys of the front matter, with their lines.
    pub(super) front: Vec<(usize, String, String)>,
    pub(super) blocks: Vec<Block>,
    /// Link definitions: `[name]: address`.
    pub(super) references: HashMap<String, String>,
}

/// Reads a page.
pub(super) fn read(text: &str) -> Page {
    let mut page = Page::default();
    let lines: Vec<_> = text.lines().collect();
    let mut at = front_matter(&lines, &mut page.front);
    while let Some(line) = lines.get(at) {
        at = block(&lines, at, line, &mut page);
    }
    // Texts are taken over without the definitions that stand elsewhere.
    if !page.references.is_empty() {
        let texts =
            page.blocks.iter_mut().filter(|it| !matches!(it.kind, Kind::Html | Kind::Verbatim));
        texts.for_each(|block| block.text = reference::resolved(&block.text, &page.references));
    }
    page
}

/// Reads the front matter; gives the index of the line behind it.
fn front_matter(lines: &[&str], front: &mut Vec<(usize, String, String)>) -> usize {
    if lines.first().map(|line| line.trim_end()) != Some("---") {
        return 0;
    }
    let Some(end) = lines.iter().skip(1).position(|line| line.trim_end() == "---") else {
        return 0;
    };
    for (index, line) in lines.iter().enumerate().take(end + 1).skip(1) {
        if let Some((key, value)) = line.split_once(':') {
            let value = value.trim().trim_matches(['"', '\'']);
            front.push((index + 1, key.trim().to_owned(), value.to_owned()));
        }
    }
    end + 2
}

/// Reads the block that begins at a line; gives the index of the line behind it.
fn block(lines: &[&str], at: usize, line: &str, page: &mut Page) -> usize {
    let trimmed = line.trim();
    let mut add = |kind, text: String| page.blocks.push(Block { kind, line: at + 1, text });
    if trimmed.is_empty() || is_rule(trimmed) || is_attribute(trimmed) {
        return at + 1;
    }
    if let Some(end) = comment(lines, at) {
        return end;
    }
    if let Some((level, text)) = heading(trimmed) {
        add(Kind::Heading(level), text.to_owned());
        return at + 1;
    }
    if let Some((name, address)) = reference(trimmed) {
        page.references.insert(name, address);
        return at + 1;
    }
    if let Some(fence) = fence(trimmed) {
        let rest = lines.iter().skip(at + 1).position(|line| line.trim().starts_with(fence));
        let end = rest.map_or(lines.len(), |length| at + length + 2);
        add(Kind::Verbatim, lines[at..end].join("\n"));
        return end;
    }
    if trimmed.starts_with('|') || is_html(trimmed) {
        let kind = if trimmed.starts_with('|') { Kind::Verbatim } else { Kind::Html };
        let length = lines[at..].iter().take_while(|line| !line.trim().is_empty()).count();
        add(kind, lines[at..at + length].join("\n"));
        return at + length;
    }
    if let Some((indent, width)) = item(line) {
        let (text, end) = item_text(lines, at, width);
        add(Kind::Item(indent), text);
        return end;
    }
    paragraph(lines, at, page)
}

/// A paragraph, or a heading that is underlined.
fn paragraph(lines: &[&str], at: usize, page: &mut Page) -> usize {
    let mut end = at + 1;
    while let Some(line) = lines.get(end) {
        let trimmed = line.trim();
        let underline = |mark| trimmed.len() > 2 && trimmed.chars().all(|c| c == mark);
        if end == at + 1 && (underline('=') || underline('-')) {
            let level = if trimmed.starts_with('=') { 1 } else { 2 };
            let text = lines[at].trim().to_owned();
            page.blocks.push(Block { kind: Kind::Heading(level), line: at + 1, text });
            return end + 1;
        }
        if ends_text(line) || comment(lines, end).is_some() {
            break;
        }
        end += 1;
    }
    let text = lines[at..end].iter().map(|line| unquoted(line)).collect::<Vec<_>>().join("\n");
    page.blocks.push(Block { kind: Kind::Paragraph, line: at + 1, text });
    end
}

/// Whether a line begins something else than more of a paragraph.
fn ends_text(line: &str) -> bool {
    let trimmed = line.trim();
    trimmed.is_empty()
        || is_rule(trimmed)
        || is_attribute(trimmed)
        || heading(trimmed).is_some()
        || fence(trimmed).is_some()
        || item(line).is_some()
        || is_html(trimmed)
}

/// The text of an item: its first line, and those that go on with it. Behind a blank line, these
/// are indented.
fn item_text(lines: &[&str], at: usize, width: usize) -> (String, usize) {
    let mut text = lines[at].get(width..).unwrap_or_default().trim().to_owned();
    let mut end = at + 1;
    while let Some(line) = lines.get(end) {
        let is_indented = line.starts_with("  ") || line.starts_with('\t');
        if line.trim().is_empty() {
            let more = lines.get(end + 1).filter(|next| {
                (next.starts_with("  ") || next.starts_with('\t')) && !ends_text(next)
            });
            if more.is_none() {
                break;
            }
            text.push('\n');
        } else if ends_text(line) || (text.ends_with('\n') && !is_indented) {
            break;
        } else {
            text.push('\n');
            text.push_str(unquoted(line));
        }
        end += 1;
    }
    (text, end)
}

/// The level and the text of `## Heading ##`.
fn heading(trimmed: &str) -> Option<(usize, &str)> {
    let text = trimmed.trim_start_matches('#');
    let level = trimmed.len() - text.len();
    let is_heading = (1..=6).contains(&level) && (text.is_empty() || text.starts_with([' ', '\t']));
    let closed = text.trim_end_matches('#');
    let text = if closed.ends_with([' ', '\t']) { closed } else { text };
    is_heading.then(|| (level, text.trim()))
}

/// How far an item stands in, and how wide its mark is with all before it.
fn item(line: &str) -> Option<(usize, usize)> {
    let trimmed = line.trim_start();
    let indent = line.len() - trimmed.len();
    let digits = trimmed.len() - trimmed.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let mark = match digits {
        0 => usize::from(trimmed.starts_with(['*', '-', '+', '•'])),
        1..=3 => usize::from(trimmed[digits..].starts_with(['.', ')'])) * (digits + 1),
        _ => 0,
    };
    let mark = if trimmed.starts_with('•') { '•'.len_utf8() } else { mark };
    let behind = trimmed.get(mark..)?;
    (mark > 0 && behind.starts_with([' ', '\t'])).then_some((indent, indent + mark + 1))
}

/// `***`, `---`, `___`.
fn is_rule(trimmed: &str) -> bool {
    let marks: String = trimmed.chars().filter(|c| !c.is_whitespace()).collect();
    marks.len() > 2 && ["*", "-", "_"].iter().any(|mark| marks.replace(mark, "").is_empty())
}

/// What kramdown reads and nobody sees: `{: .class}`.
fn is_attribute(trimmed: &str) -> bool {
    trimmed.starts_with("{:") && trimmed.ends_with('}')
}

/// A whole comment that begins at a line; gives the index of the line behind it.
fn comment(lines: &[&str], at: usize) -> Option<usize> {
    if !lines[at].trim_start().starts_with("<!--") {
        return None;
    }
    let end = lines.iter().skip(at).position(|line| line.contains("-->"));
    Some(end.map_or(lines.len(), |length| at + length + 1))
}

fn fence(trimmed: &str) -> Option<&'static str> {
    ["```", "~~~"].into_iter().find(|fence| trimmed.starts_with(fence))
}

/// `[name]: address`.
fn reference(trimmed: &str) -> Option<(String, String)> {
    let (name, address) = trimmed.strip_prefix('[')?.split_once("]:")?;
    let address = address.split_whitespace().next()?.trim_matches(['<', '>']);
    Some((name.to_lowercase(), address.to_owned()))
}

/// The tags that stand within sentences.
const INLINE: [&str; 12] =
    ["a", "b", "i", "em", "strong", "span", "br", "u", "sup", "sub", "small", "code"];

/// Whether a line begins HTML that is no part of a sentence.
fn is_html(trimmed: &str) -> bool {
    let Some(tag) = trimmed.strip_prefix('<') else { return false };
    let tag = tag.trim_start_matches('/');
    let name: String = tag.chars().take_while(char::is_ascii_alphanumeric).collect();
    let name = name.to_lowercase();
    let behind = tag[name.len()..].chars().next();
    !name.is_empty()
        && behind.is_none_or(|c| c.is_whitespace() || matches!(c, '>' | '/'))
        && !INLINE.contains(&name.as_str())
}

/// A line without indentation and the mark of a quotation.
fn unquoted(line: &str) -> &str {
    let trimmed = line.trim();
    trimmed.strip_prefix('>').map_or(trimmed, str::trim_start)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blocks(text: &str) -> Vec<(Kind, usize, String)> {
        read(text).blocks.into_iter().map(|block| (block.kind, block.line, block.text)).collect()
    }

    #[test]
    fn every_block_keeps_its_line() {
        let text =
            "---\ntitle: Webinar\n---\n\n# Glass\n\nOne\ntwo.\n* a\n  b\n\n  c\n\n* d\n1. e\n";
        let paragraph = |text: &str| (Kind::Paragraph, 7, text.to_owned());
        let item = |line, text: &str| (Kind::Item(0), line, text.to_owned());
        assert_eq!(
            blocks(text),
            [
                (Kind::Heading(1), 5, "Glass".to_owned()),
                paragraph("One\ntwo."),
                item(9, "a\nb\n\nc"),
                item(14, "d"),
                item(15, "e"),
            ]
        );
        assert_eq!(read(text).front, [(2, "title".to_owned(), "Webinar".to_owned())]);
    }

    #[test]
    fn an_underlined_heading_is_one_and_a_comment_is_nothing() {
        let text = "Glass\n=====\n<!-- not\nyet -->\nTalks\n---\ntext\n\n---\n[a]: https://a.b\n";
        assert_eq!(
            blocks(text),
            [
                (Kind::Heading(1), 1, "Glass".to_owned()),
                (Kind::Heading(2), 5, "Talks".to_owned()),
                (Kind::Paragraph, 7, "text".to_owned()),
            ]
        );
    }

    proptest::proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "([-#*+<>|`~\\[\\]{}:=0-9. a\t\n•é]){0,60}") {
            let _ = read(&text);
        }
    }
}
