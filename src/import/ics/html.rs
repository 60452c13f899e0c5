//! Descriptions in HTML, as Google and Outlook write them into plain text.

use url::Url;

use super::text::{at_the_start, escaped};

/// Whether a text is marked up.
pub(super) fn is_html(text: &str) -> bool {
    const TAGS: [&str; 14] = [
        "<br", "<p>", "<p ", "</p>", "<a ", "<b>", "<i>", "<u>", "<ul", "<ol", "<li", "<div",
        "<span", "<html",
    ];
    let lower = text.to_lowercase();
    TAGS.iter().any(|tag| lower.contains(tag))
}

/// HTML as Markdown: paragraphs, line breaks, lists, links, bold and italic words. All other tags
/// go, and what stands between them stays.
pub(super) fn markdown(text: &str) -> String {
    let mut markdown = String::new();
    let mut links: Vec<(usize, String)> = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find('<') {
        let (words, tag) = rest.split_at(start);
        push_words(&mut markdown, words);
        let Some(end) = tag.find('>') else {
            rest = tag;
            break;
        };
        let inside = &tag[1..end];
        rest = &tag[end + 1..];
        let name = inside.split(|c: char| c.is_whitespace()).next().unwrap_or_default();
        match name.trim_end_matches('/').to_ascii_lowercase().as_str() {
            "br" => markdown.push('\n'),
            "p" | "/p" | "div" | "/div" | "ul" | "/ul" | "ol" | "/ol" | "h1" | "h2" | "h3"
            | "/h1" | "/h2" | "/h3" | "tr" | "hr" => markdown.push_str("\n\n"),
            "li" => markdown.push_str("\n- "),
            "a" => links.push((markdown.len(), href(inside).unwrap_or_default())),
            "/a" => {
                if let Some((start, target)) = links.pop() {
                    close_link(&mut markdown, start, &target);
                }
            }
            "style" | "script" | "head" => {
                let close = format!("</{}", name.to_ascii_lowercase());
                let end = rest.to_ascii_lowercase().find(&close);
                rest = end.map_or("", |end| &rest[end..]);
            }
            _ => {}
        }
    }
    push_words(&mut markdown, rest);
    markdown
}

fn push_words(markdown: &mut String, words: &str) {
    let words = decoded(words);
    let lines: Vec<_> = words.split('\n').map(escaped).collect();
    let text = lines.join("\n");
    let is_start = markdown.is_empty() || markdown.ends_with('\n');
    markdown.push_str(&if is_start {
        at_the_start(text.trim_start_matches(' ').to_owned())
    } else {
        text
    });
}

fn href(tag: &str) -> Option<String> {
    let at = tag.to_ascii_lowercase().find("href=")?;
    let value = tag.get(at + "href=".len()..)?;
    let value = match value.chars().next()? {
        quote @ ('"' | '\'') => value[1..].split(quote).next()?,
        _ => value.split_whitespace().next()?,
    };
    let target = unwrapped(decoded(value).trim());
    let is_safe =
        ["http://", "https://", "mailto:"].iter().any(|scheme| target.starts_with(scheme));
    (is_safe && !target.contains(['<', '>', '\n'])).then_some(target)
}

/// The address itself, where Google put its own around it.
fn unwrapped(target: &str) -> String {
    let wrapped = Url::parse(target).ok().filter(|url| {
        url.path() == "/url" && matches!(url.host_str(), Some("www.google.com" | "google.com"))
    });
    let inside = wrapped.and_then(|url| {
        let mut pairs = url.query_pairs();
        pairs.find(|(name, _)| name == "q" || name == "url").map(|(_, value)| value.into_owned())
    });
    inside.unwrap_or_else(|| target.to_owned())
}

/// Makes a link of what was written since its start.
fn close_link(markdown: &mut String, start: usize, target: &str) {
    let words = markdown.split_off(start.min(markdown.len()));
    let words = words.trim();
    if target.is_empty() {
        markdown.push_str(words);
    } else if words.is_empty() || words.contains(target) || words.contains('\n') {
        markdown.push_str(&format!("<{target}>"));
    } else {
        markdown.push_str(&format!("[{}](<{target}>)", words.replace(['<', '>'], "")));
    }
}

/// The entities that calendars write.
const ENTITIES: [(&str, &str); 16] = [
    ("amp", "&"),
    ("lt", "<"),
    ("gt", ">"),
    ("quot", "\""),
    ("apos", "'"),
    ("nbsp", " "),
    ("ndash", "–"),
    ("mdash", "—"),
    ("hellip", "…"),
    ("lsquo", "‘"),
    ("rsquo", "’"),
    ("ldquo", "“"),
    ("rdquo", "”"),
    ("bull", "•"),
    ("middot", "·"),
    ("zwnj", ""),
];

/// Text with its entities decoded.
fn decoded(text: &str) -> String {
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('&') {
        let (before, behind) = rest.split_at(start);
        decoded.push_str(before);
        let entity = behind[1..].split_once(';').filter(|(name, _)| name.len() < 10);
        let Some((replacement, after)) =
            entity.and_then(|(name, after)| Some((character(name)?, after)))
        else {
            decoded.push('&');
            rest = &behind[1..];
            continue;
        };
        decoded.push_str(&replacement);
        rest = after;
    }
    decoded.push_str(rest);
    decoded
}

fn character(name: &str) -> Option<String> {
    if let Some(number) = name.strip_prefix('#') {
        let number = match number.strip_prefix(['x', 'X']) {
            Some(figures) => u32::from_str_radix(figures, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(number).map(String::from);
    }
    ENTITIES.iter().find(|(known, _)| *known == name).map(|(_, text)| (*text).to_owned())
}
