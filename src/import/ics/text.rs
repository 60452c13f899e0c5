//! Descriptions as Markdown. Calendars hold plain text, and some put HTML into it all the same.

use super::html;

/// A description in lines of Markdown, with nothing in it that its author did not write as such.
pub(super) fn lines(text: &str) -> Vec<String> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let markdown = if html::is_html(&text) { html::markdown(&text) } else { plain(&text) };
    markdown.lines().map(|line| line.trim_end().to_owned()).collect()
}

/// Lines as a text whose lines stay lines.
pub(super) fn joined(lines: &[String]) -> String {
    let mut text = String::new();
    for (index, line) in lines.iter().enumerate() {
        let next = lines.get(index + 1).map_or("", |next| next.trim());
        let is_blank = line.trim().is_empty();
        if is_blank && (text.is_empty() || text.ends_with("\n\n")) {
            continue;
        }
        text.push_str(line);
        let is_break = !is_blank && !next.is_empty() && !is_item(next) && !line.ends_with('\\');
        text.push_str(if is_break { "\\\n" } else { "\n" });
    }
    text.trim().to_owned()
}

/// Whether a line is an item of a list.
fn is_item(line: &str) -> bool {
    line.starts_with("- ")
}

/// Plain text as Markdown that reads the same.
fn plain(text: &str) -> String {
    let lines = text.split('\n').map(|line| {
        let line = line.trim();
        match line.strip_prefix(['•', '·', '*', '-']) {
            Some(item) if item.starts_with([' ', '\t']) => format!("- {}", escaped(item.trim())),
            _ => at_the_start(escaped(line)),
        }
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// A line without what would make a heading, a quotation, a rule or a numbered list of it.
pub(super) fn at_the_start(line: String) -> String {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let is_rule = line.len() > 1 && line.bytes().all(|byte| b"-=_~".contains(&byte));
    match line.chars().next() {
        Some('#' | '>' | '+' | '=' | '~' | '|') => format!("\\{line}"),
        Some('-') if is_rule || line.starts_with("- ") => format!("\\{line}"),
        Some(_) if digits > 0 && line[digits..].starts_with(['.', ')']) => {
            format!("{}\\{}", &line[..digits], &line[digits..])
        }
        _ => line,
    }
}

/// Text in a line, with its addresses between angle brackets and all that Markdown would read as
/// more than text behind a backslash.
pub(super) fn escaped(text: &str) -> String {
    let mut markdown = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = address(rest) {
        let (before, behind) = rest.split_at(start);
        markdown.push_str(&escaped_words(before.strip_suffix('<').unwrap_or(before)));
        let end = behind.find(|c: char| c.is_whitespace() || "<>\"".contains(c));
        let url = &behind[..end.unwrap_or(behind.len())];
        let url = url.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '\'']);
        markdown.push_str(&format!("<{url}>"));
        rest = &behind[url.len()..];
        if before.ends_with('<') {
            rest = rest.strip_prefix('>').unwrap_or(rest);
        }
    }
    markdown.push_str(&escaped_words(rest));
    markdown
}

/// Where the first address of a text begins.
fn address(text: &str) -> Option<usize> {
    let is_one = |at: &usize| ["https://", "http://"].iter().any(|it| text[*at..].starts_with(it));
    text.match_indices("http").map(|(at, _)| at).find(is_one)
}

fn escaped_words(text: &str) -> String {
    let mut markdown = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    let mut before = ' ';
    while let Some(character) = characters.next() {
        let next = characters.peek().copied().unwrap_or(' ');
        let is_escaped = match character {
            '*' | '`' | '<' | '[' => true,
            '_' => !(before.is_alphanumeric() && next.is_alphanumeric()),
            '&' => next == '#' || next.is_ascii_alphabetic(),
            '\\' => next.is_ascii_punctuation() || characters.peek().is_none(),
            '~' => next == '~' || before == '~',
            _ => false,
        };
        if is_escaped {
            markdown.push('\\');
        }
        if !character.is_control() {
            markdown.push(character);
        }
        before = character;
    }
    markdown
}
