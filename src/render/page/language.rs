//! The words and dates of a page in the series' language (BCP 47).
//!
//! A language is a small file: `languages/en.json` and `languages/da.json` are built in, and a
//! `language.json` among the templates goes before them, with as many of their keys as it likes.
//! What is in it and means nothing is a mistake, but for words that templates beside it use.
//! Of a tag, the language alone counts: `en-GB` is English. What no file has is English.
//!
//! In `formats` stand `{weekday}`, `{day}`, `{ordinal}`, `{month}`, `{short_month}`, `{year}`,
//! `{hour}` and `{minute}` (two digits each), `{clock}` (`1pm`, `1:30pm`) and `{zone}`, the
//! abbreviation of the offset that holds then. Not supported: other calendars and digits.

use std::borrow::Cow;
use std::collections::BTreeMap;

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, Timelike};
use memchr::{memchr, memrchr};
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::folded::similar;
use crate::model::When;
use crate::render::text;
use crate::zone::Zone;

const ENGLISH: &str = include_str!("languages/en.json");

/// The languages that are built in beside English.
const BUILT_IN: [(&str, &str); 1] = [("da", include_str!("languages/da.json"))];

/// What a page says in its own words, and how it writes dates.
#[derive(Clone, Debug, Deserialize, PartialEq)]
pub(crate) struct Language {
    months: [String; 12],
    short_months: [String; 12],
    weekdays: [String; 7],
    ordinals: Vec<String>,
    formats: Formats,
    /// Labels and pieces of sentences, by name.
    pub(crate) words: BTreeMap<String, String>,
}

#[derive(Clone, Debug, Deserialize, PartialEq)]
struct Formats {
    day: String,
    plain_day: String,
    short_day: String,
    month: String,
    time: String,
    announced: String,
    between: String,
}

impl Language {
    /// The language of a tag, with the keys of `own` before its own.
    ///
    /// # Errors
    /// What is wrong with `own`.
    pub(crate) fn of(tag: &str, own: Option<&str>) -> Result<Self, serde_json::Error> {
        let mut keys: Map<String, Value> = serde_json::from_str(ENGLISH)?;
        let primary = tag.split('-').next().unwrap_or_default();
        let built_in = BUILT_IN.iter().find(|(tag, _)| primary.eq_ignore_ascii_case(tag));
        for text in built_in.map(|(_, text)| *text).into_iter().chain(own) {
            merge(&mut keys, serde_json::from_str(text)?);
        }
        serde_json::from_value(Value::Object(keys))
    }

    /// A name in a file of one's own that nothing looks for, and the one that was probably meant. A word
    /// may be for templates of one's own: only one that none of them uses may be a slip.
    pub(super) fn unknown(
        own: &str,
        is_used: impl Fn(&str) -> bool,
    ) -> Result<Option<(String, Option<String>)>, serde_json::Error> {
        let known: Map<String, Value> = serde_json::from_str(ENGLISH)?;
        let own: Map<String, Value> = serde_json::from_str(own)?;
        let within = |group: &str| own.get(group)?.as_object().zip(known.get(group)?.as_object());
        let formats = within("formats").into_iter();
        let formats = formats.flat_map(|(own, known)| unknown(own, known, "formats."));
        let words = within("words").into_iter();
        let words = words.flat_map(|(own, known)| unknown(own, known, "words."));
        let slips = words
            .filter(|(name, meant)| meant.is_some() && !is_used(name.trim_start_matches("words.")));
        Ok(unknown(&own, &known, "").chain(formats).chain(slips).next())
    }

    /// A word that a language may lack is its own name, which is a word too.
    pub(crate) fn word<'a>(&'a self, name: &'a str) -> &'a str {
        self.words.get(name).map_or(name, String::as_str)
    }

    /// `Monday 18 September 2023`.
    pub(crate) fn day(&self, day: NaiveDate) -> String {
        self.fill(&self.formats.day, day, None)
    }

    /// `18 September 2023`.
    pub(crate) fn plain_day(&self, day: NaiveDate) -> String {
        self.fill(&self.formats.plain_day, day, None)
    }

    /// `18th September 2023`.
    fn short_day(&self, day: NaiveDate) -> String {
        self.fill(&self.formats.short_day, day, None)
    }

    /// `13:00`.
    pub(crate) fn time(&self, time: DateTime<FixedOffset>) -> String {
        self.fill(&self.formats.time, time.date_naive(), Some(time))
    }

    /// The day or days, in the short form of a list: `27th Feb 2023`. Empty while unknown.
    pub(crate) fn short(&self, when: When) -> String {
        match when {
            When::Timed { start, .. } => self.short_day(start.date_naive()),
            When::AllDay { start, end } => self.days(start, end, |day| self.short_day(day)),
            When::Month(first) => self.month(first),
            When::Unknown => String::new(),
        }
    }

    /// As it stands in an announcement: `18 September 2023 at 1pm CEST`. Empty while unknown.
    pub(crate) fn announced(&self, when: When, zone: &Zone) -> String {
        match when {
            When::Timed { start, .. } => {
                let zone = zone.offset_at(start.to_utc()).abbreviation;
                let format = &self.formats.announced;
                self.fill(format, start.date_naive(), Some(start)).replace("{zone}", &zone)
            }
            When::AllDay { start, end } => self.days(start, end, |day| self.plain_day(day)),
            When::Month(first) => self.month(first),
            When::Unknown => String::new(),
        }
    }

    /// The day or days, with weekdays. Empty while unknown.
    pub(crate) fn date(&self, when: When) -> String {
        match when {
            When::Timed { start, end } if spans_days(start, end) => {
                let both = [start, end]
                    .map(|at| format!("{} {}", self.day(at.date_naive()), self.time(at)));
                self.between(&both[0], &both[1])
            }
            When::Timed { start, .. } => self.day(start.date_naive()),
            When::AllDay { start, end } => self.days(start, end, |day| self.day(day)),
            When::Month(first) => self.month(first),
            When::Unknown => String::new(),
        }
    }

    /// `13:00–14:30 CEST`, where there are times that do not stand in the date already.
    pub(crate) fn times(&self, when: When, zone: &Zone) -> Option<String> {
        let When::Timed { start, end } = when else { return None };
        let [change, abbreviation] = text::abbreviations(start, end, zone);
        Some(match (spans_days(start, end), change.trim_start(), abbreviation.trim_start()) {
            (true, "", abbreviation) => abbreviation.to_owned(),
            // Of the start and of the end.
            (true, change, abbreviation) => format!("{change}–{abbreviation}"),
            _ => format!("{}{change}–{}{abbreviation}", self.time(start), self.time(end)),
        })
    }

    fn month(&self, first: NaiveDate) -> String {
        self.fill(&self.formats.month, first, None)
    }

    fn days(&self, start: NaiveDate, end: NaiveDate, day: impl Fn(NaiveDate) -> String) -> String {
        match end.pred_opt().filter(|last| *last > start) {
            Some(last) => self.between(&day(start), &day(last)),
            None => day(start),
        }
    }

    fn between(&self, start: &str, end: &str) -> String {
        self.formats.between.replace("{start}", start).replace("{end}", end)
    }

    /// A format with its parts, those of a time only where there is one.
    fn fill(&self, format: &str, day: NaiveDate, time: Option<DateTime<FixedOffset>>) -> String {
        let mut filled = String::with_capacity(2 * format.len());
        let mut rest = format;
        while let Some(end) = memchr(b'}', rest.as_bytes()) {
            let start = memrchr(b'{', &rest.as_bytes()[..end]);
            let part = start.and_then(|start| {
                let name = &rest[start + 1..end];
                self.part(name, day).or_else(|| part_of_time(name, time?).map(Cow::from))
            });
            match (start, part) {
                (Some(start), Some(part)) => filled.extend([&rest[..start], &*part]),
                // It is another's to fill in.
                _ => filled.push_str(&rest[..=end]),
            }
            rest = &rest[end + 1..];
        }
        filled.push_str(rest);
        filled
    }

    fn part(&self, name: &str, day: NaiveDate) -> Option<Cow<'_, str>> {
        Some(match name {
            "weekday" => named(&self.weekdays, day.weekday().num_days_from_monday()),
            "day" => day.day().to_string().into(),
            "ordinal" => named(&self.ordinals, day.day0()),
            "month" => named(&self.months, day.month0()),
            "short_month" => named(&self.short_months, day.month0()),
            "year" => day.year().to_string().into(),
            _ => return None,
        })
    }
}

fn part_of_time(name: &str, time: DateTime<FixedOffset>) -> Option<String> {
    Some(match name {
        "hour" => format!("{:02}", time.hour()),
        "minute" => format!("{:02}", time.minute()),
        "clock" => clock(time),
        _ => return None,
    })
}

fn named(names: &[String], at: u32) -> Cow<'_, str> {
    let name = usize::try_from(at).ok().and_then(|at| names.get(at));
    name.map_or("", String::as_str).into()
}

/// The names of an object that another one lacks, each with the one there that is like it.
fn unknown<'a>(
    own: &'a Map<String, Value>,
    known: &'a Map<String, Value>,
    path: &'a str,
) -> impl Iterator<Item = (String, Option<String>)> + 'a {
    // `$schema` and its like are for editors.
    let names = own.keys().filter(|name| !known.contains_key(*name) && !name.starts_with('$'));
    names.map(move |name| {
        let meant = similar(name, known.keys().map(String::as_str));
        (format!("{path}{name}"), meant.map(|meant| format!("{path}{meant}")))
    })
}

/// Takes over every key that is there, within objects too.
fn merge(keys: &mut Map<String, Value>, own: Map<String, Value>) {
    for (key, value) in own {
        match (keys.get_mut(&key), value) {
            (Some(Value::Object(before)), Value::Object(after)) => merge(before, after),
            (_, value) => {
                keys.insert(key, value);
            }
        }
    }
}

fn spans_days(start: DateTime<FixedOffset>, end: DateTime<FixedOffset>) -> bool {
    start.date_naive() != end.date_naive()
}

/// `1pm`, `1:30pm`.
fn clock(time: DateTime<FixedOffset>) -> String {
    let (afternoon, hour) = time.hour12();
    let half = if afternoon { "pm" } else { "am" };
    match time.minute() {
        0 => format!("{hour}{half}"),
        minute => format!("{hour}:{minute:02}{half}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    fn language(tag: &str) -> Language {
        Language::of(tag, None).unwrap()
    }

    fn event() -> (When, Zone) {
        let event = sample::event("S03", "Europe/Copenhagen", "2023-09-18T13:00:00");
        (event.when, event.zone)
    }

    #[test]
    fn english_announces_a_time_as_the_seed_does() {
        let (when, zone) = event();
        assert_eq!(language("en").announced(when, &zone), "18 September 2023 at 1pm CEST");
        assert_eq!(language("en").short(when), "18th September 2023");
        assert_eq!(language("en-GB").date(when), "Monday 18 September 2023");
        assert_eq!(language("en").times(when, &zone).unwrap(), "13:00–14:30 CEST");
    }

    #[test]
    fn danish_writes_its_own_dates() {
        let (when, zone) = event();
        let danish = language("da-DK");
        assert_eq!(danish.announced(when, &zone), "18. september 2023 kl. 13.00 CEST");
        assert_eq!(danish.short(when), "18. sep. 2023");
        assert_eq!(danish.date(when), "mandag den 18. september 2023");
        assert_eq!(danish.times(when, &zone).unwrap(), "13.00–14.30 CEST");
    }

    #[test]
    fn each_built_in_language_has_every_key() {
        fn keys(value: &Value, path: &str, found: &mut Vec<String>) {
            match value {
                Value::Object(object) => {
                    object
                        .iter()
                        .for_each(|(key, value)| keys(value, &format!("{path}/{key}"), found));
                }
                Value::Array(list) => found.push(format!("{path}[{}]", list.len())),
                _ => found.push(path.to_owned()),
            }
        }
        let keys_of = |text: &str| {
            let mut found = vec![];
            keys(&serde_json::from_str(text).unwrap(), "", &mut found);
            found
        };
        for (tag, text) in BUILT_IN {
            assert_eq!(keys_of(text), keys_of(ENGLISH), "{tag}");
        }
    }

    #[test]
    fn an_unknown_language_has_english_words() {
        assert_eq!(language("fo"), language("en"));
    }

    #[test]
    fn a_file_of_ones_own_may_change_a_single_word() {
        let own = r#"{"words": {"next": "Next seminar"}, "formats": {"month": "{year}: {month}"}}"#;
        let language = Language::of("en", Some(own)).unwrap();
        assert_eq!(language.words["next"], "Next seminar");
        assert_eq!(language.words["where"], "Where");
        assert_eq!(language.date(When::Month(sample::day(2023, 9, 1))), "2023: September");
        assert!(Language::of("en", Some(r#"{"months": ["one"]}"#)).is_err());
    }

    #[test]
    fn a_name_that_nothing_looks_for_is_told_with_the_one_that_was_meant() {
        let found = |own: &str| Language::unknown(own, |word| word == "dates").unwrap();
        let told =
            |name: &str, meant: Option<&str>| Some((name.to_owned(), meant.map(str::to_owned)));
        assert_eq!(found(r#"{"word": {}}"#), told("word", Some("words")));
        assert_eq!(found(r#"{"colours": {}}"#), told("colours", None));
        assert_eq!(
            found(r#"{"formats": {"dya": ""}, "words": {"nxt": ""}}"#),
            told("formats.dya", Some("formats.day"))
        );
        assert_eq!(found(r#"{"words": {"nxt": ""}}"#), told("words.nxt", Some("words.next")));
        for own in [
            ENGLISH,
            "{}",
            r#"{"$schema": "https://example.org/language.schema.json"}"#,
            // Words of templates of one's own: used there, or like none of ours.
            r#"{"words": {"dates": "", "keynote_of_honour": ""}}"#,
            r#"{"formats": 1, "words": []}"#,
        ] {
            assert_eq!(found(own), None, "{own}");
        }
    }

    #[test]
    fn days_and_times_over_midnight_are_both_told() {
        let zone = Zone::get("Europe/Copenhagen").unwrap();
        let late = sample::timed(&zone, "2023-09-18T23:00:00");
        let english = language("en");
        assert_eq!(
            english.date(late),
            "Monday 18 September 2023 23:00 to Tuesday 19 September 2023 00:30"
        );
        assert_eq!(english.times(late, &zone).unwrap(), "CEST");
        let days = When::AllDay { start: sample::day(2023, 9, 18), end: sample::day(2023, 9, 20) };
        assert_eq!(english.announced(days, &zone), "18 September 2023 to 19 September 2023");
        assert_eq!(english.times(days, &zone), None);
    }

    #[test]
    fn each_end_has_its_own_abbreviation_where_the_clocks_change_in_between() {
        let zone = Zone::get("Europe/Copenhagen").unwrap();
        let english = language("en");
        let night = sample::timed(&zone, "2023-10-29T01:30:00");
        assert_eq!(english.times(night, &zone).unwrap(), "01:30 CEST–02:00 CET");
        let [start, end] = ["2023-10-27T09:00:00+02:00", "2023-10-30T17:00:00+01:00"]
            .map(|time| DateTime::parse_from_rfc3339(time).unwrap());
        assert_eq!(english.times(When::Timed { start, end }, &zone).unwrap(), "CEST–CET");
    }

    #[test]
    fn the_clock_of_twelve_hours_knows_noon_and_midnight() {
        let zone = Zone::get("Europe/Copenhagen").unwrap();
        for (start, words) in [
            ("2023-02-27T00:00:00", "27 February 2023 at 12am CET"),
            ("2023-02-27T12:00:00", "27 February 2023 at 12pm CET"),
            ("2023-02-27T16:30:00", "27 February 2023 at 4:30pm CET"),
        ] {
            assert_eq!(language("en").announced(sample::timed(&zone, start), &zone), words);
        }
    }
}
