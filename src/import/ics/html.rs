//! Descriptions in HTML, as Google and Outlook write them into plain text.

use super::text::{at_the_start, escaped};
use crate::check::{entity, wrapped};
use crate::web::Canonical;

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
    let mut link: Option<(usize, String)> = None;
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
        let name = name.trim_end_matches('/').to_ascii_lowercase();
        match name.as_str() {
            "br" => markdown.push('\n'),
            "p" | "/p" | "div" | "/div" | "ul" | "/ul" | "ol" | "/ol" | "h1" | "h2" | "h3"
            | "/h1" | "/h2" | "/h3" | "tr" | "hr" => markdown.push_str("\n\n"),
            "li" => markdown.push_str("\n- "),
            "a" | "/a" => {
                // One that is open ends here too: there are no links in links.
                if let Some((start, target)) = link.take() {
                    close_link(&mut markdown, start, &target);
                }
                link = href(inside).filter(|_| name == "a").map(|target| (markdown.len(), target));
            }
            "style" | "script" | "head" => {
                let is_close = |(start, _): &(usize, &str)| {
                    let closed = rest.get(start + 2..start + 2 + name.len());
                    closed.is_some_and(|closed| closed.eq_ignore_ascii_case(&name))
                };
                let end = rest.match_indices("</").find(is_close);
                rest = end.map_or("", |(end, _)| &rest[end..]);
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
    let target = decoded(value).trim().to_owned();
    let inside = Canonical::of(&target).and_then(|address| wrapped(&address)).flatten();
    let target = inside.unwrap_or(target);
    let is_safe =
        ["http://", "https://", "mailto:"].iter().any(|scheme| target.starts_with(scheme));
    (is_safe && !target.contains(['<', '>', '\n'])).then_some(target)
}

/// Makes a link of what was written since its start.
fn close_link(markdown: &mut String, start: usize, target: &str) {
    let words = markdown.split_off(start.min(markdown.len()));
    let words = words.trim();
    if words.is_empty() || words.contains(target) || words.contains('\n') {
        markdown.push_str(&format!("<{target}>"));
    } else {
        markdown.push_str(&format!("[{}](<{target}>)", words.replace(['<', '>'], "")));
    }
}

/// Text with its entities decoded, and without those that fill up the previews of mails.
fn decoded(text: &str) -> String {
    let text = text.replace("&zwnj;", "");
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(start) = rest.find('&') {
        let (before, behind) = rest.split_at(start);
        decoded.push_str(before);
        let (entity, meant) = entity(behind).unwrap_or_else(|| ("&", "&".to_owned()));
        decoded.push_str(&meant);
        rest = &behind[entity.len()..];
    }
    decoded.push_str(rest);
    decoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_entity_that_calendars_write_is_decoded() {
        for (text, meant) in [
            ("&amp;&lt;&gt;&quot;&apos;&nbsp;", "&<>\"' "),
            ("&ndash;&mdash;&hellip;&bull;&middot;", "–—…•·"),
            ("&lsquo;&rsquo;&ldquo;&rdquo;", "‘’“”"),
            ("&zwnj;&#8203;&#x1F600;&#10;&eacute;", "\u{200b}\u{1f600}\né"),
            ("AT&T; R&D &unknown; &#xD800; &;&", "AT&T; R&D &unknown; &#xD800; &;&"),
        ] {
            assert_eq!(decoded(text), meant);
        }
    }

    #[test]
    fn a_link_begins_where_the_one_before_it_ends() {
        let links = "<a href='https://a.b/'>a <a href='https://c.d/'>c</a> e</a>";
        assert_eq!(markdown(links), "[a](<https://a.b/>)[c](<https://c.d/>) e");
    }

    #[test]
    fn an_address_is_taken_out_of_what_was_put_around_it() {
        for wrapped in [
            "https://www.google.com/url?q=https://a.b/c&amp;sa=D",
            "https://eur02.safelinks.protection.outlook.com/?url=https%3A%2F%2Fa.b%2Fc&amp;data=1",
        ] {
            assert_eq!(markdown(&format!("<a href='{wrapped}'></a>")), "<https://a.b/c>");
        }
        let other = "https://notgoogle.com/url?q=https://a.b/c";
        assert_eq!(markdown(&format!("<a href='{other}'></a>")), format!("<{other}>"));
    }

    #[test]
    fn what_is_opened_and_closed_without_end_is_read_once() {
        for (piece, shown) in [
            ("<style></STYLE>", ""),
            ("<script>", ""),
            ("&", "&"),
            ("https://a.b ", "<https://a.b> "),
        ] {
            assert_eq!(markdown(&piece.repeat(100_000)).len(), shown.len() * 100_000, "{piece}");
        }
        let open = (0..20_000).map(|index| format!("<a href=https://a.b/{index}>a"));
        let links = open.collect::<String>() + &"</a>".repeat(20_000);
        assert!(markdown(&links).ends_with("[a](<https://a.b/19999>)"));
    }
}
