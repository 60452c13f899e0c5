//! What a repair changes, and what it must not.

use proptest::prelude::*;

use super::*;

const HEAD: &str = "# Dåtå \u{200b}\nseries: {id: s, title: S, url: https://example.org/, timezone: \
                    Europe/Rome}\nevents:\n";

fn read(text: &str) -> Catalogue {
    Catalogue::read("events.yaml", text.as_bytes())
}

/// A repair of each place at which a text stands.
fn each(text: &str, wrong: &str, right: &str) -> Vec<Repair> {
    let places = text.match_indices(wrong);
    let repair = |(start, _): (usize, &str)| Repair {
        span: start..start + wrong.len(),
        replacement: right.to_owned(),
    };
    places.map(repair).collect()
}

/// The text after repairs that may be made, or `None`.
fn mended(text: &str, wrong: &str, right: &str) -> Option<String> {
    apply(&read(text), &each(text, wrong, right)).map(|it| it.source().text().to_owned())
}

#[test]
fn a_value_in_every_style_of_yaml_is_mended_and_nothing_else() {
    for value in [
        "x J\u{200b}o",
        "'x J\u{200b}o, don''t'",
        "\"x J\u{200b}o\\n\"",
        "|\n      x J\u{200b}o\n\n      two J\u{200b}o  \n  # a comment J\u{200b}o\n",
        ">-\n      x J\u{200b}o\n      folded\n\n\n",
        "x\n      J\u{200b}o over\n      lines",
        "&who J\u{200b}o\n    location: *who",
    ] {
        for end in ["\n", "\r\n"] {
            let text = format!("{HEAD}  - id: a\n    start: TBA\n    title: {value} # end\n");
            let text = match value.starts_with(['|', '>']) {
                true => text.replace(" # end", ""),
                false => text,
            };
            let text = text.replace('\n', end);
            let expected = text.replace("J\u{200b}o", "Jo");
            assert_eq!(mended(&text, "J\u{200b}o", "Jo"), Some(expected), "{value}");
        }
    }
}

#[test]
fn a_repair_that_would_change_the_shape_is_not_made() {
    let text = format!("{HEAD}  - id: a\n    start: TBA\n    title: one Xtwo\n");
    for hostile in [": ", " #", "\n    location: "] {
        assert_eq!(mended(&text, "X", hostile), None, "{hostile:?}");
    }
    let flow = format!("{HEAD}  - {{id: a, start: TBA, title: one Xtwo}}\n");
    for hostile in [", location: ", "}", "]", " #"] {
        assert_eq!(mended(&flow, "X", hostile), None, "{hostile:?}");
    }
    assert_eq!(mended(&text, "one Xtwo", "*one"), None);
    assert_eq!(mended(&text, "one Xtwo", ""), None);
}

#[test]
fn one_repair_that_cannot_be_made_stops_no_other() {
    let text =
        format!("{HEAD}  - {{id: a, start: TBA, title: X one, location: X two, tags: [X]}}\n");
    let mut repairs = each(&text, "X", "Y");
    repairs[1].replacement = "Y: ".to_owned();
    let found = apply(&read(&text), &repairs).map(|it| it.source().text().to_owned());
    let expected = text.replacen("X one", "Y one", 1).replacen("[X]", "[Y]", 1);
    assert_eq!(found, Some(expected));
}

#[test]
fn repairs_of_one_place_are_made_one_after_the_other() {
    let text = format!("{HEAD}  - id: a\n    start: TBA\n    registration: example.org/x\n");
    let mended = repaired(&read(&text)).map(|it| it.source().text().to_owned());
    assert_eq!(mended, Some(text.replace(": example", ": https://example")));
    let video = "    talks: [{id: b, video: youtu.be/qhAYUfQlYfo?si=1}]\n";
    let text = text.replace("    registration: example.org/x\n", video);
    let mended = repaired(&read(&text)).map(|it| it.source().text().to_owned());
    let canonical = "https://www.youtube.com/watch?v=qhAYUfQlYfo";
    assert_eq!(mended, Some(text.replace("youtu.be/qhAYUfQlYfo?si=1", canonical)));
}

proptest! {
    #[test]
    fn whatever_a_repair_is_all_other_values_stay(
        start in 0_usize..400, length in 0_usize..12, replacement in "[a-z:#'\"\\[\\]{},&*!|> -]{0,6}"
    ) {
        let text = format!(
            "{HEAD}  - id: a\n    start: TBA\n    title: 'one' # two\n    tags: [three, four]\n    \
             description: |\n      five\n\n      six\n  - {{id: b, start: TBA}}\n"
        );
        let span = start.min(text.len())..(start + length).min(text.len());
        prop_assume!(text.is_char_boundary(span.start) && text.is_char_boundary(span.end));
        let old = read(&text);
        let repair = Repair { span: span.clone(), replacement };
        let Some(new) = apply(&old, std::slice::from_ref(&repair)) else { return Ok(()) };
        prop_assert_eq!(new.source().text(), replaced(&text, &[repair]));
        let (Some(old), Some(new)) = (old.series(), new.series()) else { return Ok(()) };
        let texts = |series: &crate::model::Series| {
            let event = &series.events[0];
            let mut texts = vec![series.id.clone(), series.title.clone(), event.id.clone()];
            texts.extend([event.title.clone(), series.events[1].id.clone()]);
            texts.extend(event.tags.clone());
            texts
        };
        let differing = texts(old).iter().zip(texts(new)).filter(|(a, b)| *a != b).count();
        prop_assert_eq!(texts(old).len(), texts(new).len());
        prop_assert!(differing <= 1);
    }
}
