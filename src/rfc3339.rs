//! Instants as RFC 3339 writes them, for files and for serde. All that chrono reads and writes is read
//! and written here, and the same. But nearly all instants are whole seconds of a year with four
//! digits, at an offset of whole minutes; for these it takes a fraction of chrono's time.

use std::fmt;

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, SecondsFormat, TimeZone, Timelike};
use serde::de::{Deserializer, Error, Visitor};
use serde::ser::{Serialize, Serializer};

/// How an offset of zero is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Zero {
    /// `Z`.
    Letter,
    /// `+00:00`.
    Digits,
}

/// An instant to the second: `2023-09-18T13:00:00+02:00`.
pub(crate) fn text(time: DateTime<FixedOffset>, zero: Zero) -> String {
    let by_chrono = || time.to_rfc3339_opts(SecondsFormat::Secs, zero == Zero::Letter);
    ordinary(time, zero).unwrap_or_else(by_chrono)
}

/// For serde's `with`: what chrono writes, with the fraction of a second.
pub(crate) fn serialize<Z: TimeZone, S: Serializer>(
    time: &DateTime<Z>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    match ordinary(time.fixed_offset(), Zero::Letter) {
        Some(text) => serializer.serialize_str(&text),
        None => time.serialize(serializer),
    }
}

/// For serde's `with`: what chrono reads, of years with four digits. Beyond them are times to which not
/// even a second can be added, and only somebody else could have written them.
pub(crate) fn deserialize<'de, T: From<DateTime<FixedOffset>>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    deserializer.deserialize_str(Instant).map(T::from)
}

/// Takes an instant.
struct Instant;

impl Visitor<'_> for Instant {
    type Value = DateTime<FixedOffset>;

    // In chrono's words.
    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an RFC 3339 formatted date and time string")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        if let Some(time) = read_ordinary(text) {
            return Ok(time);
        }
        let time: Self::Value = text.parse().map_err(E::custom)?;
        match time.naive_utc().year() {
            0..10_000 => Ok(time),
            _ => Err(E::custom("years run from 0 to 9999")),
        }
    }
}

/// An ordinary instant, written.
fn ordinary(time: DateTime<FixedOffset>, zero: Zero) -> Option<String> {
    let seconds_east = time.offset().local_minus_utc();
    let time = time.naive_utc().checked_add_offset(*time.offset())?;
    let year = u32::try_from(time.year()).ok().filter(|year| *year < 10_000)?;
    if time.nanosecond() != 0 || seconds_east % 60 != 0 {
        return None;
    }
    let minutes = seconds_east.unsigned_abs() / 60;
    let mut text = *b"0000-00-00T00:00:00+00:00";
    // In their places, which takes half the time of one after the other.
    for (at, number) in [
        (0, year / 100),
        (2, year),
        (5, time.month()),
        (8, time.day()),
        (11, time.hour()),
        (14, time.minute()),
        (17, time.second()),
        (20, minutes / 60),
        (23, minutes % 60),
    ] {
        text[at..at + 2].copy_from_slice(&two_digits(number));
    }
    text[19] = match seconds_east {
        0 if zero == Zero::Letter => b'Z',
        0.. => b'+',
        _ => b'-',
    };
    let length = if text[19] == b'Z' { 20 } else { text.len() };
    String::from_utf8(text[..length].to_vec()).ok()
}

fn two_digits(number: u32) -> [u8; 2] {
    [number / 10, number].map(|number| b'0' + (number % 10) as u8)
}

/// An ordinary instant, read.
fn read_ordinary(text: &str) -> Option<DateTime<FixedOffset>> {
    let (time, offset) = text.as_bytes().split_first_chunk()?;
    let [y, e, a, r, b'-', m, o, b'-', d, t, b'T', h, i, b':', n, u, b':', s, c] = *time else {
        return None;
    };
    let year = 100 * number([y, e])? + number([a, r])?;
    let day = NaiveDate::from_ymd_opt(year.cast_signed(), number([m, o])?, number([d, t])?)?;
    let time = day.and_hms_opt(number([h, i])?, number([n, u])?, number([s, c])?)?;
    let seconds_east = match *offset {
        [b'Z'] => 0,
        [sign @ (b'+' | b'-'), h, i, b':', n, u] => {
            let minutes = number([n, u]).filter(|minutes| *minutes < 60)?;
            let seconds = (60 * (60 * number([h, i])? + minutes)).cast_signed();
            if sign == b'-' { -seconds } else { seconds }
        }
        _ => return None,
    };
    FixedOffset::east_opt(seconds_east)?.from_local_datetime(&time).single()
}

fn number(digits: [u8; 2]) -> Option<u32> {
    let [tens, ones] = digits.map(|digit| char::from(digit).to_digit(10));
    Some(10 * tens? + ones?)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde::Deserialize;
    use serde_json::{Value, json};

    use super::*;

    fn read(value: &Value) -> Result<DateTime<FixedOffset>, String> {
        deserialize(value).map_err(|error| error.to_string())
    }

    fn read_by_chrono(value: &Value) -> Result<DateTime<FixedOffset>, String> {
        let time =
            DateTime::<FixedOffset>::deserialize(value).map_err(|error| error.to_string())?;
        let is_near = (0..10_000).contains(&time.naive_utc().year());
        if is_near { Ok(time) } else { Err("years run from 0 to 9999".to_owned()) }
    }

    #[test]
    fn what_is_ordinary_is_told_apart() {
        for (text, zero) in [
            ("2023-09-18T11:00:00Z", Zero::Letter),
            ("2023-09-18T11:00:00+00:00", Zero::Digits),
            ("0000-01-01T00:00:00-12:34", Zero::Letter),
            ("9999-12-31T23:59:59+14:00", Zero::Digits),
        ] {
            let time = read_ordinary(text).expect("an ordinary instant");
            assert_eq!(ordinary(time, zero).as_deref(), Some(text));
        }
        for odd in ["2023-09-18T11:00:00.5Z", "2023-09-18 11:00:00Z", "2023-09-18T11:00:60Z", ""] {
            assert_eq!(read_ordinary(odd), None, "{odd}");
        }
    }

    #[test]
    fn what_is_no_instant_is_told_in_chronos_words() {
        for value in [
            json!(7),
            json!(null),
            json!("2023-09-18"),
            json!("2023-02-30T11:00:00Z"),
            json!("+262142-12-31T23:59:59Z"),
        ] {
            let told = read(&value).expect_err("no instant");
            assert_eq!(told, read_by_chrono(&value).expect_err("no instant"));
        }
    }

    proptest! {
        #[test]
        fn an_instant_is_written_as_chrono_writes_it(
            seconds in prop_oneof![-100_000_000_000_i64..300_000_000_000, 0_i64..4_000_000_000],
            nanoseconds in prop_oneof![Just(0), 0_u32..2_000_000_000],
            seconds_east in prop_oneof![(-1_439..1_440).prop_map(|it| 60 * it), -86_399..86_400, Just(0)],
        ) {
            let Some(time) = DateTime::from_timestamp(seconds, nanoseconds) else { return Ok(()) };
            let time = time.with_timezone(&FixedOffset::east_opt(seconds_east).expect("an offset"));
            for zero in [Zero::Letter, Zero::Digits] {
                let expected = time.to_rfc3339_opts(SecondsFormat::Secs, zero == Zero::Letter);
                prop_assert_eq!(text(time, zero), expected);
            }
            let written = serialize(&time, serde_json::value::Serializer).expect("a text");
            prop_assert_eq!(&written, &json!(time));
            prop_assert_eq!(read(&written), read_by_chrono(&written));
        }

        #[test]
        fn a_text_is_read_as_chrono_reads_it(
            text in "[012]?[0-9]{3}-[01][0-9]-[0-3][0-9][Tt ][0-2][0-9]:[0-6][0-9]:[0-6][0-9](\\.[0-9]{1,9})?\
                     (Z|z|[+-][0-2][0-9]:?[0-6][0-9])?|\\PC{0,30}",
        ) {
            let value = json!(text);
            prop_assert_eq!(read(&value), read_by_chrono(&value));
        }
    }
}
