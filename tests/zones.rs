//! The zone database against a second one: that of chrono-tz, which others made from the same
//! source, with other code, at an earlier time.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that cannot go on fails

use std::collections::BTreeSet;

use chrono::{DateTime, Offset as _, TimeDelta, TimeZone, Utc};
use chrono_tz::OffsetName as _;
use seminar::zone::Zone;

/// Zones whose rules have changed since chrono-tz was released, or that it does not have. A zone
/// that is no longer one of them must leave the list.
const STALE: [&str; 14] = [
    "Africa/Casablanca",
    "Africa/El_Aaiun",
    "America/Edmonton",
    "America/Havana",
    "America/Inuvik",
    "America/Rainy_River",
    "America/Vancouver",
    "America/Winnipeg",
    "America/Yellowknife",
    "Canada/Central",
    "Canada/Mountain",
    "Canada/Pacific",
    "Europe/Chisinau",
    "Europe/Tiraspol",
];

/// Both sides of each transition, and every third day.
fn instants(zone: &Zone, from: DateTime<Utc>, to: DateTime<Utc>) -> Vec<DateTime<Utc>> {
    let turns = zone.transitions_after(from).map(|transition| transition.at);
    let turns = turns.take_while(|at| *at < to);
    let days = std::iter::successors(Some(from), |day| Some(*day + TimeDelta::days(3)));
    let days = days.take_while(|day| *day < to);
    turns.flat_map(|at| [at - TimeDelta::seconds(1), at]).chain(days).collect()
}

/// Whether both have the same offsets, and the same abbreviations where chrono-tz has letters.
fn agrees(zone: &Zone, from: DateTime<Utc>, to: DateTime<Utc>) -> bool {
    let Ok(other) = zone.name().parse::<chrono_tz::Tz>() else {
        return false;
    };
    instants(zone, from, to).into_iter().all(|instant| {
        let ours = zone.offset_at(instant);
        let theirs = other.offset_from_utc_datetime(&instant.naive_utc());
        theirs.fix() == ours.utc
            && theirs.abbreviation().is_none_or(|letters| letters == ours.abbreviation)
    })
}

#[test]
fn every_zone_but_the_stale_ones_has_the_offsets_of_chrono_tz_from_2020_to_2040() {
    let new_year = |year| Utc.with_ymd_and_hms(year, 1, 1, 0, 0, 0).single().expect("an instant");
    let (from, to) = (new_year(2020), new_year(2041));
    let zones = Zone::names().into_iter().filter_map(Zone::get);
    let different: BTreeSet<_> =
        zones.filter(|zone| !agrees(zone, from, to)).map(|zone| zone.name().to_owned()).collect();
    assert_eq!(different, STALE.map(str::to_owned).into());
}

#[test]
fn chrono_tz_has_no_zone_with_an_area_that_is_missing_here() {
    let names = chrono_tz::TZ_VARIANTS.iter().map(|zone| zone.name());
    let names = names.filter(|name| name.contains('/') && !name.starts_with("Etc/"));
    let missing: Vec<_> = names.filter(|name| Zone::get(name).is_none()).collect();
    assert_eq!(missing, [""; 0]);
}
