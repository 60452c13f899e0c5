//! How values are written into each kind of template. What each syntax wants is known by
//! [`crate::render::html`] and [`crate::markdown::escape`].

use std::borrow::Cow;

use memchr::memchr2;
use minijinja::value::ValueKind;
use minijinja::{AutoEscape, Error, Output, State, Value};

use super::linked_data::LinkedData;
use crate::markdown::escape as markdown;
use crate::render::html;
use crate::special::has_special;

/// The name of the escaping that Markdown has.
const MARKDOWN: &str = "markdown";

/// What a template is, by its name: Markdown, or else HTML.
pub(super) fn kind(name: &str) -> AutoEscape {
    match name.rsplit_once('.') {
        Some((_, "md" | "markdown")) => AutoEscape::Custom(MARKDOWN.into()),
        _ => AutoEscape::Html,
    }
}

/// Writes a value into a template.
pub(super) fn write(out: &mut Output, state: &mut State, value: &Value) -> Result<(), Error> {
    let Some(text) = value.as_str() else {
        return write_other(out, state, value);
    };
    let written = match state.auto_escape() {
        _ if value.is_safe() => out.write_str(text),
        AutoEscape::Custom(_) => out.write_str(&markdown::text(text)),
        // Few have anything to escape.
        _ if !has_special(text, is_special) => out.write_str(text),
        _ => out.write_str(&inert(html::text(text))),
    };
    Ok(written?)
}

/// What is escaped in HTML, or is of a site generator's own language.
#[inline]
fn is_special(byte: u8) -> bool {
    html::is_markup(byte) || matches!(byte, b'{' | b'}')
}

fn write_other(out: &mut Output, state: &mut State, value: &Value) -> Result<(), Error> {
    // A value that is not there is an empty one. A name that is not there is an error.
    if value.kind() == ValueKind::None {
        return Ok(());
    }
    match value.downcast_object_ref::<LinkedData>() {
        Some(data) => Ok(data.write(out)?),
        None => write(out, state, &value.to_string().into()),
    }
}

/// HTML in which a site generator finds nothing of its own template language: without this, a
/// title like `{{ site.github }}` would be run by Jekyll.
pub(super) fn inert<'a>(html: impl Into<Cow<'a, str>>) -> Cow<'a, str> {
    let html = html.into();
    match memchr2(b'{', b'}', html.as_bytes()) {
        None => html,
        Some(_) => html.replace('{', "&#123;").replace('}', "&#125;").into(),
    }
}

/// The filter `address`: a URL, for the parentheses of a Markdown link.
pub(super) fn address(url: &str) -> Value {
    Value::from_safe_string(markdown::address(url))
}

/// The filter `yaml`: a text as a value of the front matter. JSON's strings are YAML's, as long as
/// nothing stands in them that YAML cannot print; and its escapes keep braces from Liquid.
pub(super) fn yaml(text: &str) -> Value {
    let printable: String = text.chars().filter(|c| !c.is_control() && *c != '\u{feff}').collect();
    let quoted = serde_json::Value::from(printable).to_string();
    Value::from_safe_string(quoted.replace('{', "\\u007b").replace('}', "\\u007d"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_as_it_is_has_nothing_to_escape() {
        for byte in 0..0x80_u8 {
            let text = char::from(byte).to_string();
            let is_escaped = inert(html::text(&text)) != text;
            assert_eq!(is_special(byte), is_escaped, "{text:?}");
        }
    }
}
