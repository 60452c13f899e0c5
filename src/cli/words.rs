//! Commands that are named as the next step: they work as they are shown, typed into a shell.

use std::path::Path;

/// What such a command has to add to find the catalogue.
pub(crate) fn naming(catalogue: &Path) -> String {
    match catalogue == Path::new("events.yaml") {
        true => String::new(),
        false => option("--catalogue", catalogue),
    }
}

/// ` --out DIR`.
pub(crate) fn option(name: &str, path: &Path) -> String {
    format!(" {name} {}", quoted(&path.display().to_string()))
}

/// A word as a shell takes it for one.
pub(crate) fn quoted(word: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "-_./:,=+@%".contains(c);
    match !word.is_empty() && word.chars().all(is_plain) {
        true => word.to_owned(),
        false => format!("'{}'", word.replace('\'', r"'\''")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shell_reads_each_word_as_it_was() {
        for word in ["events.yaml", "../S_03/ä.yaml", "-", "https://example.org/feed.xml"] {
            assert_eq!(quoted(word), word);
        }
        for (word, text) in [
            ("my talks.yaml", "'my talks.yaml'"),
            ("https://a.b/?x=1&y=$HOME", "'https://a.b/?x=1&y=$HOME'"),
            ("Ada's", r"'Ada'\''s'"),
            ("~/a", "'~/a'"),
            ("", "''"),
        ] {
            assert_eq!(quoted(word), text);
        }
    }

    #[test]
    fn the_catalogue_is_named_where_it_is_not_the_usual_one() {
        assert_eq!(naming(Path::new("events.yaml")), "");
        assert_eq!(naming(Path::new("a b/ev.yaml")), " --catalogue 'a b/ev.yaml'");
    }
}
