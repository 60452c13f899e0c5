//! The texts: what goes into a link comes out of it, whole or cut.

use proptest::prelude::*;

use super::*;

#[test]
fn lines_break_in_outlook_as_html_and_elsewhere_as_line_feeds() {
    let series = sample::series();
    let queries = queries(&series, &series.events[0], "R&D <b>\r\ntwo\rthree\u{7}");
    assert_eq!(queries["outlook"]["body"], "R&amp;D &lt;b&gt;<br>two<br>three");
    assert_eq!(queries["google"]["details"], "R&D <b>\ntwo\nthree");
}

#[test]
fn long_details_are_cut_between_words_and_lead_to_the_page() {
    let series = sample::series();
    let event = &series.events[0];
    let details = "word ".repeat(1_000);
    for (key, query) in queries(&series, event, &details) {
        let name = ["details", "body", "DESC"].iter().find_map(|name| query.get(*name));
        let text = name.expect("details").replace("<br>", "\n");
        let ending = format!("word…\n{}", event.url);
        assert!(text.ends_with(&ending), "{key}: {text}");
    }
    for link in event_links_with(&series, event, &details).iter().filter(|link| link.key != "ics") {
        assert!(link.url.len() <= LONGEST_LINK, "{} of {}", link.url.len(), link.key);
        assert!(link.url.len() > LONGEST_LINK - 12, "the room is used: {}", link.url.len());
    }
}

#[test]
fn the_title_is_never_cut_even_where_it_takes_all_the_room() {
    let series = sample::series();
    let mut event = series.events[0].clone();
    event.title = "題".repeat(400);
    let queries = queries(&series, &event, "details");
    let title = text::summary(&series, &event);
    assert_eq!((&queries["google"]["text"], queries["google"].get("details")), (&title, None));
    assert_eq!((&queries["outlook"]["subject"], queries["outlook"].get("body")), (&title, None));
    assert_eq!(queries["yahoo"]["TITLE"], title);
    assert!(queries["yahoo"]["DESC"].contains("11:00 UTC"), "nor is the time");
}

/// A text as it arrives: without control characters, lines ended by one line feed.
fn arriving(text: &str) -> String {
    let lines = text.replace("\r\n", "\n").replace('\r', "\n");
    lines.chars().filter(|c| matches!(c, '\n' | '\t') || !c.is_control()).collect()
}

fn from_html(text: &str) -> String {
    let lines = text.replace("<br>", "\n").replace("&lt;", "<").replace("&gt;", ">");
    lines.replace("&amp;", "&")
}

fn without_time(text: &str) -> String {
    let lines = text.split('\n').filter(|line| !line.contains("(Europe/Copenhagen)"));
    lines.collect::<Vec<_>>().join("\n")
}

fn check_details(found: &str, details: &str, page: &Url) -> Result<(), TestCaseError> {
    let expected = arriving(details);
    let ending = format!("…\n{page}");
    let is_cut = found.strip_suffix(&ending).is_some_and(|start| expected.starts_with(start));
    prop_assert!(found == expected || is_cut, "{found:?} of {expected:?}");
    Ok(())
}

/// Any characters at all, those that matter to URLs and HTML often.
fn any_text(longest: usize) -> impl Strategy<Value = String> {
    let special = prop::sample::select(
        "&=+%?#/ <>\"'\\;\r\n\t\0é語👩\u{200d}\u{301}".chars().collect::<Vec<_>>(),
    );
    let character = prop_oneof![any::<char>(), special, prop::char::range('a', 'z')];
    prop::collection::vec(character, 0..longest).prop_map(String::from_iter)
}

proptest! {
    #[test]
    fn any_text_arrives_whole_or_cut_with_the_page_in_a_link_that_is_short_enough(
        title in any_text(40),
        place in any_text(20),
        details in prop_oneof![any_text(40), any_text(3_000)],
    ) {
        let series = sample::series();
        let event = Event { title, location: Some(place), ..series.events[0].clone() };
        for link in event_links_with(&series, &event, &details) {
            prop_assert!(link.url.len() <= LONGEST_LINK);
        }
        let queries = queries(&series, &event, &details);
        let [google, outlook, yahoo] = ["google", "outlook", "yahoo"].map(|key| &queries[key]);
        let get = |query: &Query, name: &str| query.get(name).cloned().unwrap_or_default();

        let title = arriving(&text::summary(&series, &event));
        let titles = [get(google, "text"), get(outlook, "subject"), get(yahoo, "TITLE")];
        prop_assert_eq!(titles, [&*title; 3]);
        let place = arriving(&text::place(&event));
        let places = [get(google, "location"), get(outlook, "location"), get(yahoo, "in_loc")];
        prop_assert_eq!(places, [&*place; 3]);

        check_details(&get(google, "details"), &details, &event.url)?;
        check_details(&from_html(&get(outlook, "body")), &details, &event.url)?;
        check_details(&without_time(&get(yahoo, "DESC")), &details, &event.url)?;
    }
}
