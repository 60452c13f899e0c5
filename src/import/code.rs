//! The codes that people number talks with: `S01E02` is the second talk of the event `S01`.

/// `S01E01`, `S01`: capitals and figures in turn.
pub(crate) fn is_code(code: &str) -> bool {
    let letters = code.len() - code.trim_start_matches(|c: char| c.is_ascii_uppercase()).len();
    let rest = &code[letters..];
    let (event, talk) = rest.split_once(['E', 'T']).unwrap_or((rest, "1"));
    let is_number =
        |text: &str| (1..=3).contains(&text.len()) && text.chars().all(|c| c.is_ascii_digit());
    (1..=3).contains(&letters) && is_number(event) && is_number(talk)
}

/// The part of a talk's code that names its event.
pub(crate) fn event_of(code: &str) -> Option<&str> {
    let digits = code.trim_end_matches(|c: char| c.is_ascii_digit());
    digits.strip_suffix(['E', 'T']).filter(|event| is_code(event) && event.len() > 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_code_of_a_talk_holds_that_of_its_event() {
        assert_eq!(event_of("S01E02"), Some("S01"));
        assert_eq!(event_of("S01"), None);
        assert!(is_code("S1") && is_code("DL03E1"));
        assert!(!is_code("Ada") && !is_code("") && !is_code("2023") && !is_code("s01"));
    }
}
