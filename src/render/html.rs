//! HTML written by ours: the one place that escapes it.

use crate::special::push_escaped;

/// Escapes a text for HTML: for the content of an element, or a quoted attribute value.
pub fn text(raw: &str) -> String {
    let mut escaped = String::with_capacity(raw.len());
    push_text(raw, &mut escaped);
    escaped
}

/// The same, at the end of another.
pub(crate) fn push_text(raw: &str, escaped: &mut String) {
    push_escaped(raw, escaped, is_markup, |c, _, escaped| {
        escaped.push_str(match c {
            '&' => "&amp;",
            '<' => "&lt;",
            '>' => "&gt;",
            '"' => "&quot;",
            _ => "&#39;",
        });
    });
}

/// What is escaped.
#[inline]
pub(crate) fn is_markup(byte: u8) -> bool {
    matches!(byte, b'&' | b'<' | b'>' | b'"' | b'\'')
}

/// A link with a text.
pub(crate) fn link(address: &str, label: &str) -> String {
    let mut link = String::with_capacity(address.len() + label.len() + 32);
    push_link(address, label, &mut link);
    link
}

/// The same, at the end of another.
pub(crate) fn push_link(address: &str, label: &str, html: &mut String) {
    html.push_str("<a href=\"");
    push_text(address, html);
    html.push_str("\">");
    push_text(label, html);
    html.push_str("</a>");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_cannot_leave_its_place() {
        assert_eq!(
            text("<b a=\"c\" d='e'>&amp;"),
            "&lt;b a=&quot;c&quot; d=&#39;e&#39;&gt;&amp;amp;"
        );
        assert_eq!(
            link("https://example.org/?a=\"&b", "</a>"),
            "<a href=\"https://example.org/?a=&quot;&amp;b\">&lt;/a&gt;</a>"
        );
    }
}
