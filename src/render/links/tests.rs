//! Each link is read back with rules that are written here from what is known of the services,
//! with `url` for the query and chrono-tz for the zones: neither is what wrote them.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use url::Url;

use super::*;
use crate::model::When;
use crate::sample;

mod texts;
mod times;

type Query = BTreeMap<String, String>;

/// A link's parameters, for a link that is plain ASCII and has no `+`.
fn query(link: &str) -> Query {
    assert!(link.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'+'), "{link}");
    let url = Url::parse(link).expect("a URL");
    assert_eq!(url.as_str(), link, "nothing is left to encode");
    let pairs: Vec<(String, String)> = url.query_pairs().into_owned().collect();
    let query: Query = pairs.iter().cloned().collect();
    assert_eq!(query.len(), pairs.len(), "each parameter comes once");
    query
}

fn find<'a>(links: &'a [Link], key: &str) -> Option<&'a str> {
    links.iter().find(|link| link.key == key).map(|link| link.url.as_str())
}

fn queries(series: &Series, event: &Event, details: &str) -> BTreeMap<&'static str, Query> {
    let links = event_links_with(series, event, details);
    let services = links.iter().filter(|link| link.key != "ics");
    services.map(|link| (link.key, query(&link.url))).collect()
}

fn keys(links: &[Link]) -> Vec<&str> {
    links.iter().map(|link| link.key).collect()
}

fn on_days(first: NaiveDate, days: u64) -> Event {
    let mut event = sample::event("S04", "Europe/Copenhagen", "2023-12-04T15:00:00");
    event.when = When::AllDay { start: first, end: first + chrono::Days::new(days) };
    event
}

#[test]
fn outlook_gets_utc_at_the_host_of_each_kind_of_account() {
    let series = sample::series();
    let links = event_links_with(&series, &series.events[0], "details");
    let (live, work) = (find(&links, "outlook"), find(&links, "office365"));
    let parameters = "?path=%2Fcalendar%2Faction%2Fcompose&rru=addevent&subject=";
    let at = |host_and_path: &str| format!("https://{host_and_path}{parameters}");
    let live = live.expect("a link").starts_with(&at("outlook.live.com/calendar/action/compose"));
    let work = work.expect("a link");
    assert!(live);
    assert!(work.starts_with(&at("outlook.cloud.microsoft/calendar/deeplink/compose")), "{work}");
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
        assert_eq!((&*outlook["startdt"], &*outlook["enddt"]), ("2023-12-31", "2024-01-01"));
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
    assert_eq!(text(event, "Sign up: U\n\nMore"), format!("Sign up: U\n{time}\n\nMore"));
    assert_eq!(text(event, "Sign up: U"), format!("Sign up: U\n{time}"));
    let far = format!("Sign up: https://example.org/{}", "a".repeat(1_800));
    assert_eq!(text(event, &far), format!("{time}\nSign up:…\n{}", event.url));

    let without_link = Event { registration: None, ..event.clone() };
    assert_eq!(text(&without_link, "About\nMore"), format!("{time}\nAbout\nMore"));
}

#[test]
fn the_ics_is_linked_over_https_and_comes_last() {
    let series = sample::series();
    let links = event_links(&series, &series.events[0]);
    assert_eq!(keys(&links), ["google", "outlook", "office365", "yahoo", "ics"]);
    assert_eq!(find(&links, "ics"), Some("https://example.org/feeds/S03.ics"));
}

#[test]
fn an_event_that_is_off_offers_its_ics_only() {
    let series = sample::series();
    for status in [Status::Cancelled, Status::Postponed] {
        let event = Event { status, ..series.events[0].clone() };
        assert_eq!(keys(&event_links(&series, &event)), ["ics"], "{status:?}");
    }
}

#[test]
fn an_event_without_a_day_has_no_links() {
    let series = sample::series();
    for when in [When::Unknown, When::Month(sample::day(2023, 9, 1))] {
        let event = Event { when, ..series.events[0].clone() };
        assert_eq!(event_links(&series, &event), [], "{when:?}");
    }
}

#[test]
fn a_series_is_subscribed_to_by_address_by_app_and_by_service() {
    let links = subscribe_links(&sample::series());
    let calendar = "https://example.org/feeds/calendar.ics";
    let app = "webcal://example.org/feeds/calendar.ics";
    assert_eq!(keys(&links), ["ics", "webcal", "google", "outlook", "office365"]);
    assert_eq!((find(&links, "ics"), find(&links, "webcal")), (Some(calendar), Some(app)));
    assert_eq!(
        find(&links, "google"),
        Some(
            "https://calendar.google.com/calendar/u/0/r\
             ?cid=webcal%3A%2F%2Fexample.org%2Ffeeds%2Fcalendar.ics"
        )
    );
    for (key, host) in [("outlook", "outlook.live.com"), ("office365", "outlook.office.com")] {
        let link = find(&links, key).expect("a link");
        assert!(link.starts_with(&format!("https://{host}/calendar/0/addfromweb/?url=")), "{link}");
        let query = query(link);
        assert_eq!(query["url"], calendar);
        assert_eq!(query["name"], "Datasets through the L👀king-Glass");
    }
}

#[test]
fn a_feed_address_with_a_query_reaches_google_whole() {
    let mut series = sample::series();
    series.feeds_url = sample::url("http://example.org/?a=1&b=c d&file=");
    let google = subscribe_links(&series).into_iter().find(|link| link.key == "google");
    let cid = &query(&google.expect("a link").url)["cid"];
    assert_eq!(cid, "webcal://example.org/?a=1&b=c%20d&file=calendar.ics");
}
