//! The next id, in the pattern of those that are there: `S04` after `S03`, `S03E03` after `S03E02`.

use seminar::model::{Event, Series};

/// An id that ends in a number.
struct Numbered<'a> {
    prefix: &'a str,
    number: u64,
    /// How many figures it has.
    width: usize,
}

impl Numbered<'_> {
    fn of(id: &str) -> Option<Numbered<'_>> {
        let prefix = id.trim_end_matches(|c: char| c.is_ascii_digit());
        let figures = &id[prefix.len()..];
        let number = figures.parse().ok().filter(|number| *number < u64::MAX)?;
        Some(Numbered { prefix, number, width: figures.len() })
    }

    fn with(&self, number: u64) -> String {
        format!("{}{number:0width$}", self.prefix, width = self.width)
    }
}

/// The id of the next event; `None` where the ids that are there have no numbers.
pub(super) fn event(series: &Series) -> Option<String> {
    if series.events.is_empty() {
        return Some("S01".to_owned());
    }
    let ids = series.events.iter().map(|event| event.id.as_str()).filter(|id| !is_date(id));
    next(&ids.collect::<Vec<_>>(), &taken(series))
}

/// The id of the next talk of an event, which has these already.
pub(super) fn talk(series: &Series, event: &str, own: &[&str]) -> String {
    let mut taken = taken(series);
    taken.extend(own);
    let others = || series.events.iter().filter(|other| other.id != event);
    let of_others = || others().flat_map(|event| &event.talks).map(|talk| talk.id.as_str());
    let first =
        || others().rev().find_map(|other| Some(format!("{event}{}", first_suffix(other)?)));
    let is_free = |id: &String| !taken.iter().any(|taken| taken.eq_ignore_ascii_case(id));
    next(own, &taken)
        .or_else(|| first().filter(is_free))
        .or_else(|| next(&of_others().collect::<Vec<_>>(), &taken))
        .unwrap_or_else(|| format!("{event}E{:02}", own.len() + 1))
}

/// Every id that is there.
fn taken(series: &Series) -> Vec<&str> {
    let talks = series.events.iter().flat_map(|event| &event.talks).map(|talk| talk.id.as_str());
    series.events.iter().map(|event| event.id.as_str()).chain(talks).collect()
}

/// What the first talk of an event has behind the event's id.
fn first_suffix(event: &Event) -> Option<String> {
    let suffixes = event.talks.iter().filter_map(|talk| talk.id.strip_prefix(&event.id));
    let mut numbered = suffixes.filter_map(Numbered::of);
    numbered.next().map(|suffix| suffix.with(1))
}

/// The id behind the last of these that ends in a number, and behind all that are taken and alike.
fn next(ids: &[&str], taken: &[&str]) -> Option<String> {
    let last = ids.iter().rev().find_map(|id| Numbered::of(id))?;
    let taken = taken.iter().filter_map(|id| Numbered::of(id));
    let alike = taken.filter(|id| id.prefix.eq_ignore_ascii_case(last.prefix));
    let highest = alike.map(|id| id.number).max()?;
    Some(last.with(highest + 1))
}

/// Whether an id is a day, such as `2023-09-18`, which no number follows.
fn is_date(id: &str) -> bool {
    id.len() == 10 && chrono::NaiveDate::parse_from_str(id, "%Y-%m-%d").is_ok()
}

#[cfg(test)]
mod tests {
    use seminar::Catalogue;

    use super::*;

    /// A series of events with these talks.
    fn series(events: &[(&str, &[&str])]) -> Series {
        let mut yaml =
            "series: {id: s, title: S, url: https://a.b, timezone: Europe/Rome}\nevents: \
                        ["
            .to_owned();
        for (index, (id, talks)) in events.iter().enumerate() {
            let talks: Vec<_> = talks.iter().map(|talk| format!("{{id: '{talk}'}}")).collect();
            let talks = talks.join(", ");
            yaml += &format!("{{id: '{id}', start: 20{:02}-01-01, talks: [{talks}]}},", index + 10);
        }
        let catalogue = Catalogue::read("events.yaml", format!("{yaml}]").as_bytes());
        catalogue.series().cloned().unwrap_or_else(|| panic!("{:?}", catalogue.diagnostics()))
    }

    #[test]
    fn the_next_event_goes_on_counting() {
        let next = |ids: &[&str]| {
            let events: Vec<_> = ids.iter().map(|id| (*id, &[][..])).collect();
            event(&series(&events))
        };
        let some = |id: &str| Some(id.to_owned());
        assert_eq!(next(&[]), some("S01"));
        assert_eq!(next(&["S03"]), some("S04"));
        assert_eq!(next(&["S09", "S08"]), some("S10"));
        assert_eq!(next(&["s9", "S10", "kick-off"]), some("S11"));
        assert_eq!(next(&["2023-1", "2023-2"]), some("2023-3"));
        assert_eq!(next(&["99"]), some("100"));
        assert_eq!(next(&["kick-off"]), None);
        assert_eq!(next(&["2023-09-18"]), None);
        assert_eq!(next(&["18446744073709551615"]), None);
    }

    #[test]
    fn the_next_talk_goes_on_counting_in_its_event() {
        let series = series(&[("S01", &["S01E01", "S01E02"]), ("S02", &["S02E01"]), ("S03", &[])]);
        let own = |own: &[&str]| talk(&series, "S03", own);
        assert_eq!(own(&[]), "S03E01");
        assert_eq!(own(&["S03E01", "S03E03", "S03E02"]), "S03E04");
        assert_eq!(own(&["keynote"]), "S03E01");
    }

    #[test]
    fn talks_that_are_counted_through_are_counted_on() {
        let series = series(&[("a", &["T1", "T2"]), ("b", &[])]);
        assert_eq!(talk(&series, "b", &[]), "T3");
        assert_eq!(talk(&series, "b", &["T3"]), "T4");
        let two = self::series(&[("a", &["T1"]), ("b", &["T2"])]);
        assert_eq!(talk(&two, "a", &["T1"]), "T3");
        assert_eq!(talk(&self::series(&[("b", &[])]), "b", &[]), "bE01");
        assert_eq!(talk(&self::series(&[("b", &["x", "y"])]), "b", &["x", "y"]), "bE03");
    }
}
