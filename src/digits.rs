//! Numbers as the digits of dates and times. `format!` takes ten times as long, and each item of a feed
//! has some thirty of them.

/// Pushes the last digits of a number.
pub(crate) fn push_digits<const COUNT: u32>(number: u32, text: &mut String) {
    for place in (0..COUNT).rev() {
        let digit = char::from_digit(number / 10_u32.pow(place) % 10, 10);
        text.push(digit.unwrap_or_default());
    }
}

/// Pushes the number of a day or a year, as `{}` writes it.
pub(crate) fn push_number(number: impl Into<i64>, text: &mut String) {
    match number.into() {
        day @ 0..10 => push_digits::<1>(day as u32, text),
        day @ 10..100 => push_digits::<2>(day as u32, text),
        year @ 1_000..10_000 => push_digits::<4>(year as u32, text),
        other => text.push_str(&other.to_string()),
    }
}

/// Pushes the number of a year, as `{:04}` writes it.
pub(crate) fn push_year(year: i32, text: &mut String) {
    match year {
        0..10_000 => push_digits::<4>(year.unsigned_abs(), text),
        _ => text.push_str(&format!("{year:04}")),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn numbers_are_written_as_formats_write_them(number in prop_oneof![0..100, -20_000..20_000]) {
            let mut text = String::new();
            push_number(number, &mut text);
            text.push(' ');
            push_year(number, &mut text);
            text.push(' ');
            push_digits::<2>(number.unsigned_abs(), &mut text);
            prop_assert_eq!(text, format!("{number} {number:04} {:02}", number.abs() % 100));
        }
    }
}
