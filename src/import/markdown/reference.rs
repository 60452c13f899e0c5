//! Links by name, `[text][name]`, with the address that is defined elsewhere: where a text goes, its
//! definitions do not follow.

use std::collections::HashMap;

use super::inline::closing;

/// A text in which links by name hold their addresses.
pub(super) fn resolved(text: &str, references: &HashMap<String, String>) -> String {
    let mut resolved = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find('[') {
        resolved.push_str(&rest[..open]);
        let is_escaped = rest[..open].ends_with('\\');
        rest = &rest[open..];
        match link(rest, references).filter(|_| !is_escaped) {
            Some((shown, address, length)) => {
                resolved.push_str(&format!("[{shown}]({address})"));
                rest = &rest[length..];
            }
            None => {
                resolved.push('[');
                rest = &rest[1..];
            }
        }
    }
    resolved + rest
}

/// The link by name that a text begins with: what it shows, where it leads, how long it is.
fn link<'a>(
    text: &'a str,
    references: &'a HashMap<String, String>,
) -> Option<(&'a str, &'a str, usize)> {
    let end = closing(text, '[', ']')?;
    let (shown, behind) = (&text[1..end], &text[end + 1..]);
    let named = match behind.strip_prefix('[') {
        _ if behind.starts_with('(') => return None,
        Some(name) => name.find(']').map(|close| (&name[..close], close + 2)),
        None => None,
    };
    let (name, length) = named.unwrap_or(("", 0));
    let name = if name.is_empty() { shown } else { name };
    let address = references.get(&name.to_lowercase())?;
    Some((shown, address, end + 1 + length))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_by_name_hold_their_addresses_and_all_else_stays() {
        let references = HashMap::from([("r".to_owned(), "https://a.b".to_owned())]);
        let resolved = |text| resolved(text, &references);
        assert_eq!(
            resolved("a [x][r], [R][], [r]; [x](y)"),
            "a [x](https://a.b), [R](https://a.b), [r](https://a.b); [x](y)"
        );
        for text in ["[x][s]", "\\[r]", "[", "[r](c)", "é]"] {
            assert_eq!(resolved(text), text);
        }
    }
}
