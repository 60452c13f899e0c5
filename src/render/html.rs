//! HTML written by ours: the one place that escapes it.

/// Escapes a text for HTML: for the content of an element, or a quoted attribute value.
pub fn text(raw: &str) -> String {
    let mut escaped = String::with_capacity(raw.len());
    for c in raw.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            _ => escaped.push(c),
        }
    }
    escaped
}

/// A link with a text.
pub(crate) fn link(address: &str, label: &str) -> String {
    format!("<a href=\"{}\">{}</a>", text(address), text(label))
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
