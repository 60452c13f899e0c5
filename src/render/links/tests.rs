//! Each link is read back with rules that are written here from what is known of the services,
//! with `url` for the query and chrono-tz for the zones: neither is what wrote them.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, NaiveDateTime, TimeDelta, TimeZone as _, Utc};
use proptest::prelude::*;
use url::Url;

use super::*;
use crate::model::When;
use crate::sample;
use crate::zone::Zone;

type Query = BTreeMap<String, String>;
type Times = (DateTime<Utc>, DateTime<Utc>);

/// A link's parameters, for a link that is plain ASCII and has no `+`.
fn query(link: &str) -> Query {
    assert!(
        link.bytes()
            .all(|byte| byte.is_ascii_graphic() && byte != b'+'),
        "{link}"
    );
    let url = Url::parse(link).expect("a URL");
    assert_eq!(url.as_str(), link, "nothing is left to encode");
    let pairs: Vec<(String, String)> = url.query_pairs().into_owned().collect();
    let query: Query = pairs.iter().cloned().collect();
    assert_eq!(query.len(), pairs.len(), "each parameter comes once");
    query
}

fn find<'a>(links: &'a [Link], key: &str) -> Option<&'a str> {
    links
        .iter()
        .find(|link| link.key == key)
        .map(|link| link.url.as_str())
}

fn queries(series: &Series, event: &Event, details: &str) -> BTreeMap<&'static str, Query> {
    let links = event_links_with(series, event, details);
    let services = links.iter().filter(|link| link.key != "ics");
    services.map(|link| (link.key, query(&link.url))).collect()
}

fn keys(links: &[Link]) -> Vec<&str> {
    links.iter().map(|link| link.key).collect()
}

fn local_digits(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y%m%dT%H%M%S").expect("local digits")
}

/// Google: UTC if both halves end in `Z`, else local digits in the zone `ctz`.
fn google_times(query: &Query) -> Times {
    let (start, end) = query["dates"].split_once('/').expect("two halves");
    match (start.strip_suffix('Z'), end.strip_suffix('Z')) {
        (Some(start), Some(end)) => (local_digits(start).and_utc(), local_digits(end).and_utc()),
        (None, None) => {
            let zone: chrono_tz::Tz = query["ctz"].parse().expect("a zone");
            let instant = |digits| zone.from_local_datetime(&local_digits(digits)).single();
            let [start, end] = [start, end].map(|half| instant(half).expect("one").to_utc());
            (start, end)
        }
        _ => panic!("one half is UTC: {query:?}"),
    }
}

/// Outlook: UTC if it ends in `Z`, else whatever the viewer's clock shows.
fn outlook_times(query: &Query) -> Times {
    let [start, end] = ["startdt", "enddt"].map(|name| {
        assert!(query[name].ends_with('Z'));
        DateTime::parse_from_rfc3339(&query[name])
            .expect("a time")
            .to_utc()
    });
    (start, end)
}

/// Yahoo shows the digits to everyone, so they must be those of the event's zone; the instant is
/// in the text.
fn check_yahoo(query: &Query, event: &Event) {
    let zone: chrono_tz::Tz = event.zone.name().parse().expect("a zone");
    let (start, end) = (
        event.starts().expect("a start"),
        event.ends().expect("an end"),
    );
    let here = |time: DateTime<_>| time.with_timezone(&zone);
    assert_eq!(local_digits(&query["ST"]), here(start).naive_local());
    assert_eq!(local_digits(&query["ET"]), here(end).naive_local());
    let text = &query["DESC"];
    assert!(text.contains(&format!("({})", zone.name())), "{text}");
    assert!(
        text.contains(&here(start).format("%H:%M").to_string()),
        "{text}"
    );
    assert!(
        text.contains(&start.to_utc().format("%H:%M UTC").to_string()),
        "{text}"
    );
}

fn check_times(series: &Series, event: &Event) {
    let expected = (
        event.starts().expect("a start").to_utc(),
        event.ends().expect("an end").to_utc(),
    );
    let queries = queries(series, event, "details");
    assert_eq!(google_times(&queries["google"]), expected, "{event:?}");
    assert_eq!(outlook_times(&queries["outlook"]), expected, "{event:?}");
    assert_eq!(outlook_times(&queries["office365"]), expected, "{event:?}");
    match queries.get("yahoo") {
        Some(query) => check_yahoo(query, event),
        None => {
            let [start, end] =
                [event.starts(), event.ends()].map(|time| time.map(|t| t.naive_local()));
            assert!(
                end <= start,
                "only an event that seems to run backwards has none: {event:?}"
            );
        }
    }
}

fn on_days(first: NaiveDate, days: u64) -> Event {
    let mut event = sample::event("S04", "Europe/Copenhagen", "2023-12-04T15:00:00");
    event.when = When::AllDay {
        start: first,
        end: first + chrono::Days::new(days),
    };
    event
}

#[test]
fn each_link_gives_the_events_own_instant_on_both_sides_of_every_change_of_the_clocks() {
    let series = sample::series();
    let mut checked = 0;
    // With the half hour of Lord Howe, Dublin's negative winter time, and a zone without changes.
    for name in [
        "Europe/Copenhagen",
        "Europe/Dublin",
        "America/New_York",
        "America/Sao_Paulo",
        "Australia/Lord_Howe",
        "Pacific/Auckland",
        "Asia/Kathmandu",
    ] {
        let zone = Zone::get(name).expect("a zone");
        let from = Utc
            .with_ymd_and_hms(2016, 1, 1, 0, 0, 0)
            .single()
            .expect("an instant");
        let to = from + TimeDelta::days(365 * 8);
        let changes = zone.transitions_after(from).map(|change| change.at);
        for change in changes.take_while(|change| *change < to).chain([from]) {
            for (minutes, length) in [-1500, -90, -60, -30, -1, 0, 1, 30, 1500]
                .into_iter()
                .zip([30, 90, 600].iter().cycle())
            {
                let start = change + TimeDelta::minutes(minutes);
                let mut event = sample::event("S", name, "2023-09-18T13:00:00");
                let end = zone.at(start + TimeDelta::minutes(*length));
                event.when = When::Timed {
                    start: zone.at(start),
                    end,
                };
                check_times(&series, &event);
                checked += 1;
            }
        }
    }
    assert!(checked > 500, "{checked}");
}

#[test]
fn google_gets_local_digits_and_the_zone_but_utc_in_the_hour_that_comes_twice() {
    let series = sample::series();
    let google = queries(&series, &series.events[0], "details")
        .remove("google")
        .expect("a link");
    assert_eq!(google["dates"], "20230918T130000/20230918T143000");
    assert_eq!(google["ctz"], "Europe/Copenhagen");
    assert_eq!(google["action"], "TEMPLATE");

    let mut event = series.events[0].clone();
    let start = "2023-10-29T01:15:00Z"
        .parse::<DateTime<Utc>>()
        .expect("an instant");
    let end = event.zone.at(start + TimeDelta::hours(1));
    event.when = When::Timed {
        start: event.zone.at(start),
        end,
    };
    let google = queries(&series, &event, "details")
        .remove("google")
        .expect("a link");
    assert_eq!(google["dates"], "20231029T011500Z/20231029T021500Z");
    assert_eq!(google.get("ctz"), None);
}

#[test]
fn outlook_gets_utc_at_the_host_of_each_kind_of_account() {
    let series = sample::series();
    let links = event_links_with(&series, &series.events[0], "details");
    let (live, work) = (find(&links, "outlook"), find(&links, "office365"));
    let parameters = "?path=%2Fcalendar%2Faction%2Fcompose&rru=addevent&subject=";
    let at = |host_and_path: &str| format!("https://{host_and_path}{parameters}");
    let live = live
        .expect("a link")
        .starts_with(&at("outlook.live.com/calendar/action/compose"));
    let work = work.expect("a link");
    assert!(live);
    assert!(
        work.starts_with(&at("outlook.cloud.microsoft/calendar/deeplink/compose")),
        "{work}"
    );
    assert!(work.contains("&startdt=2023-09-18T11%3A00%3A00Z&enddt=2023-09-18T12%3A30%3A00Z&"));
    assert!(!work.contains("freebusy"));
}

#[test]
fn a_tentative_event_is_tentative_in_outlook() {
    let series = sample::series();
    let mut event = series.events[0].clone();
    event.status = Status::Tentative;
    let queries = queries(&series, &event, "details");
    assert_eq!(queries["outlook"]["freebusy"], "tentative");
    assert_eq!(queries["office365"]["freebusy"], "tentative");
}

#[test]
fn a_day_without_an_hour_is_a_free_day_with_an_exclusive_end_and_no_zone() {
    let event = on_days(sample::day(2023, 12, 31), 1);
    let queries = queries(&sample::series(), &event, "details");
    let google = &queries["google"];
    assert_eq!(google["dates"], "20231231/20240101");
    assert_eq!((google.get("ctz"), &*google["crm"]), (None, "AVAILABLE"));
    for key in ["outlook", "office365"] {
        let outlook = &queries[key];
        assert_eq!(
            (&*outlook["startdt"], &*outlook["enddt"]),
            ("2023-12-31", "2024-01-01")
        );
        assert_eq!(outlook["allday"], "true");
    }
    let yahoo = &queries["yahoo"];
    assert_eq!((&*yahoo["ST"], &*yahoo["DUR"]), ("20231231", "allday"));
    assert_eq!((yahoo.get("ET"), &*yahoo["DESC"]), (None, "details"));
}

#[test]
fn several_days_have_no_yahoo_link_since_yahoo_would_make_hours_of_them() {
    let links = event_links_with(&sample::series(), &on_days(sample::day(2024, 2, 28), 3), "");
    assert_eq!(keys(&links), ["google", "outlook", "office365", "ics"]);
    let google = query(find(&links, "google").expect("a link"));
    assert_eq!(google["dates"], "20240228/20240302");
}

#[test]
fn yahoos_text_tells_the_exact_time_behind_the_sign_up_link() {
    let series = sample::series();
    let event = &series.events[0];
    let text = |event, details| queries(&series, event, details)["yahoo"]["DESC"].clone();
    let time = "13:00–14:30 CEST (Europe/Copenhagen), 11:00 UTC";
    assert_eq!(
        text(event, "Sign up: U\n\nMore"),
        format!("Sign up: U\n{time}\n\nMore")
    );
    assert_eq!(text(event, "Sign up: U"), format!("Sign up: U\n{time}"));
    let far = format!("Sign up: https://example.org/{}", "a".repeat(1_800));
    assert_eq!(
        text(event, &far),
        format!("{time}\nSign up:…\n{}", event.url)
    );

    let without_link = Event {
        registration: None,
        ..event.clone()
    };
    assert_eq!(
        text(&without_link, "About\nMore"),
        format!("{time}\nAbout\nMore")
    );
}

#[test]
fn yahoos_text_names_other_days_and_both_abbreviations_where_they_differ() {
    let series = sample::series();
    let check = |zone: &str, start: &str, length, expected: &str| {
        let start = start.parse::<DateTime<Utc>>().expect("an instant");
        let mut event = sample::event("S", zone, "2023-09-18T13:00:00");
        let end = event.zone.at(start + length);
        event.when = When::Timed {
            start: event.zone.at(start),
            end,
        };
        let yahoo = queries(&series, &event, "")
            .remove("yahoo")
            .expect("a link");
        assert_eq!(yahoo["DESC"].trim(), expected);
    };
    let hours = TimeDelta::hours;
    check(
        "Pacific/Auckland",
        "2023-09-17T21:00:00Z",
        hours(2),
        "09:00–11:00 NZST (Pacific/Auckland), 2023-09-17 21:00 UTC",
    );
    check(
        "Europe/Copenhagen",
        "2023-10-28T22:30:00Z",
        hours(4),
        "00:30 CEST–03:30 CET (Europe/Copenhagen), 2023-10-28 22:30 UTC",
    );
    check(
        "Asia/Dubai",
        "2023-09-18T18:00:00Z",
        hours(3),
        "22:00–2023-09-19 01:00 +04 (Asia/Dubai), 18:00 UTC",
    );
}

#[test]
fn the_ics_is_linked_over_https_and_comes_last() {
    let series = sample::series();
    let links = event_links(&series, &series.events[0]);
    assert_eq!(
        keys(&links),
        ["google", "outlook", "office365", "yahoo", "ics"]
    );
    assert_eq!(
        find(&links, "ics"),
        Some("https://example.org/feeds/S03.ics")
    );
}

#[test]
fn an_event_that_is_off_offers_its_ics_only() {
    let series = sample::series();
    for status in [Status::Cancelled, Status::Postponed] {
        let event = Event {
            status,
            ..series.events[0].clone()
        };
        assert_eq!(keys(&event_links(&series, &event)), ["ics"], "{status:?}");
    }
}

#[test]
fn an_event_without_a_day_has_no_links() {
    let series = sample::series();
    for when in [When::Unknown, When::Month(sample::day(2023, 9, 1))] {
        let event = Event {
            when,
            ..series.events[0].clone()
        };
        assert_eq!(event_links(&series, &event), [], "{when:?}");
    }
}

#[test]
fn a_series_is_subscribed_to_by_address_by_app_and_by_service() {
    let links = subscribe_links(&sample::series());
    let calendar = "https://example.org/feeds/calendar.ics";
    let app = "webcal://example.org/feeds/calendar.ics";
    assert_eq!(
        keys(&links),
        ["ics", "webcal", "google", "outlook", "office365"]
    );
    assert_eq!(
        (find(&links, "ics"), find(&links, "webcal")),
        (Some(calendar), Some(app))
    );
    assert_eq!(
        find(&links, "google"),
        Some(
            "https://calendar.google.com/calendar/u/0/r\
             ?cid=webcal%3A%2F%2Fexample.org%2Ffeeds%2Fcalendar.ics"
        )
    );
    for (key, host) in [
        ("outlook", "outlook.live.com"),
        ("office365", "outlook.office.com"),
    ] {
        let link = find(&links, key).expect("a link");
        assert!(
            link.starts_with(&format!("https://{host}/calendar/0/addfromweb/?url=")),
            "{link}"
        );
        let query = query(link);
        assert_eq!(query["url"], calendar);
        assert_eq!(query["name"], "Datasets through the L👀king-Glass");
    }
}

#[test]
fn a_feed_address_with_a_query_reaches_google_whole() {
    let mut series = sample::series();
    series.feeds_url = sample::url("http://example.org/?a=1&b=c d&file=");
    let google = subscribe_links(&series)
        .into_iter()
        .find(|link| link.key == "google");
    let cid = &query(&google.expect("a link").url)["cid"];
    assert_eq!(cid, "webcal://example.org/?a=1&b=c%20d&file=calendar.ics");
}

#[test]
fn lines_break_in_outlook_as_html_and_elsewhere_as_line_feeds() {
    let series = sample::series();
    let queries = queries(&series, &series.events[0], "R&D <b>\r\ntwo\rthree\u{7}");
    assert_eq!(
        queries["outlook"]["body"],
        "R&amp;D &lt;b&gt;<br>two<br>three"
    );
    assert_eq!(queries["google"]["details"], "R&D <b>\ntwo\nthree");
}

#[test]
fn long_details_are_cut_between_words_and_lead_to_the_page() {
    let series = sample::series();
    let event = &series.events[0];
    let details = "word ".repeat(1_000);
    for (key, query) in queries(&series, event, &details) {
        let name = ["details", "body", "DESC"]
            .iter()
            .find_map(|name| query.get(*name));
        let text = name.expect("details").replace("<br>", "\n");
        let ending = format!("word…\n{}", event.url);
        assert!(text.ends_with(&ending), "{key}: {text}");
    }
    for link in event_links_with(&series, event, &details)
        .iter()
        .filter(|link| link.key != "ics")
    {
        assert!(
            link.url.len() <= LONGEST_LINK,
            "{} of {}",
            link.url.len(),
            link.key
        );
        assert!(
            link.url.len() > LONGEST_LINK - 12,
            "the room is used: {}",
            link.url.len()
        );
    }
}

#[test]
fn the_title_is_never_cut_even_where_it_takes_all_the_room() {
    let series = sample::series();
    let mut event = series.events[0].clone();
    event.title = "題".repeat(400);
    let queries = queries(&series, &event, "details");
    let title = text::summary(&series, &event);
    assert_eq!(
        (&queries["google"]["text"], queries["google"].get("details")),
        (&title, None)
    );
    assert_eq!(
        (
            &queries["outlook"]["subject"],
            queries["outlook"].get("body")
        ),
        (&title, None)
    );
    assert_eq!(queries["yahoo"]["TITLE"], title);
    assert!(
        queries["yahoo"]["DESC"].contains("11:00 UTC"),
        "nor is the time"
    );
}

/// A text as it arrives: without control characters, lines ended by one line feed.
fn arriving(text: &str) -> String {
    let lines = text.replace("\r\n", "\n").replace('\r', "\n");
    lines
        .chars()
        .filter(|c| matches!(c, '\n' | '\t') || !c.is_control())
        .collect()
}

fn from_html(text: &str) -> String {
    let lines = text
        .replace("<br>", "\n")
        .replace("&lt;", "<")
        .replace("&gt;", ">");
    lines.replace("&amp;", "&")
}

fn without_time(text: &str) -> String {
    let lines = text
        .split('\n')
        .filter(|line| !line.contains("(Europe/Copenhagen)"));
    lines.collect::<Vec<_>>().join("\n")
}

fn check_details(found: &str, details: &str, page: &Url) -> Result<(), TestCaseError> {
    let expected = arriving(details);
    let ending = format!("…\n{page}");
    let is_cut = found
        .strip_suffix(&ending)
        .is_some_and(|start| expected.starts_with(start));
    prop_assert!(found == expected || is_cut, "{found:?} of {expected:?}");
    Ok(())
}

/// Any characters at all, those that matter to URLs and HTML often.
fn text(longest: usize) -> impl Strategy<Value = String> {
    let special = prop::sample::select(
        "&=+%?#/ <>\"'\\;\r\n\t\0é語👩\u{200d}\u{301}"
            .chars()
            .collect::<Vec<_>>(),
    );
    let character = prop_oneof![any::<char>(), special, prop::char::range('a', 'z')];
    prop::collection::vec(character, 0..longest).prop_map(String::from_iter)
}

proptest! {
    #[test]
    fn any_text_arrives_whole_or_cut_with_the_page_in_a_link_that_is_short_enough(
        title in text(40),
        place in text(20),
        details in prop_oneof![text(40), text(3_000)],
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
