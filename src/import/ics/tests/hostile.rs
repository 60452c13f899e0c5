//! Nothing that is called a calendar makes an import panic or run on.

use std::fs;

use proptest::prelude::*;

use super::{event, folder, found, remarks};

#[test]
fn a_weekday_with_a_letter_that_went_wrong_is_no_rule() {
    let found = event("DTSTART:20230918T110000Z\nRRULE:FREQ=MONTHLY;COUNT=4;BYDAY=1MￒO");
    assert!(remarks(&found.remarks).contains("RRULE"), "{}", remarks(&found.remarks));
}

#[test]
fn a_duration_is_not_longer_than_can_be_counted() {
    for duration in
        ["P".to_owned() + &"999999W".repeat(16_000), "PT".to_owned() + &"999999H".repeat(3_000)]
    {
        let found = event(&format!("DTSTART:20230918T110000Z\nDURATION:{duration}"));
        assert!(remarks(&found.remarks).contains("is no duration"), "{}", remarks(&found.remarks));
    }
    for duration in ["P142857W", "P1000000D", "P999999DT24H", "PT999999H"] {
        event(&format!("DTSTART:22000101T110000Z\nDURATION:{duration}"));
        event(&format!("DTSTART;VALUE=DATE:22000101\nDURATION:{duration}"));
    }
}

proptest! {
    #[test]
    fn no_text_makes_it_panic(text in "\\PC*") {
        found(&text);
        event(&text);
    }

    #[test]
    fn no_value_makes_it_panic(
        name in "DTSTART|DTEND|DURATION|RRULE|RDATE|EXDATE|RECURRENCE-ID|DESCRIPTION|LOCATION|URL|CATEGORIES",
        zone in "(;TZID=(Europe/Copenhagen|Romance Standard Time|X|\"|/|//))?",
        value in "([0-9TZ;,:=/ ]|FREQ=|DAILY|YEARLY|BYDAY=|COUNT=|UNTIL=|MO|<a href=|</a>|&|http://|\\PC){0,30}",
    ) {
        event(&format!("DTSTART:20230918T110000Z\n{name}{zone}:{value}"));
        event(&format!("{name}{zone}:{value}"));
    }

    #[test]
    fn no_rule_makes_it_panic_or_run_on(
        freq in "SECONDLY|MINUTELY|HOURLY|DAILY|WEEKLY|MONTHLY|YEARLY",
        parts in proptest::collection::vec(
            "INTERVAL=[0-9]{1,5}|COUNT=[0-9]{1,9}|UNTIL=[0-9]{8}T[0-9]{6}Z?|BYDAY=(-?[0-9]{1,2})?(MO|SU)\
             |BYMONTHDAY=-?[0-9]{1,2}|BYMONTH=[0-9]{1,2}|BYSETPOS=-?[0-9]{1,3}|BYWEEKNO=-?[0-9]{1,2}\
             |BYYEARDAY=-?[0-9]{1,3}|BYHOUR=[0-9]{1,2}|WKST=SU", 0..4),
        start in "(16|19|20|21)[0-9]{2}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])T(0[0-9]|2[0-3])0000Z?",
    ) {
        let found = event(&format!("DTSTART:{start}\nRRULE:FREQ={freq};{}", parts.join(";")));
        prop_assert!(found.events.len() <= 501);
    }

    #[test]
    fn an_export_with_bytes_that_went_wrong_is_imported_or_refused(at in 0_usize..4000, byte in "\\PC|\n|:|;|\"") {
        let mut text = fs::read_to_string(folder("ics/google.ics")).unwrap();
        let at = (at % text.len()..).find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        text.insert_str(at, &byte);
        found(&text);
    }
}
