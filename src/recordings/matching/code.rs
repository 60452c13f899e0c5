//! Codes of episodes: `S03E02`, as people write it.

use std::ops::Range;

/// A season and an episode.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Code {
    season: u32,
    episode: u32,
}

/// The code that a talk's id is.
pub(super) fn of_id(id: &str) -> Option<Code> {
    match codes(&super::words::words(id))[..] {
        [(code, _)] => Some(code),
        _ => None,
    }
}

/// The codes among words, and the words that each takes: `s03e02`, `s3 e2`, `season 3 episode 2`.
pub(super) fn codes(words: &[String]) -> Vec<(Code, Range<usize>)> {
    let mut codes = Vec::new();
    let mut at = 0;
    while at < words.len() {
        match code(&words[at..]) {
            Some((code, length)) => {
                codes.push((code, at..at + length));
                at += length;
            }
            None => at += 1,
        }
    }
    codes
}

fn code(words: &[String]) -> Option<(Code, usize)> {
    let first = words.first()?;
    let joined = first.strip_prefix('s').and_then(|rest| rest.split_once('e'));
    if let Some((season, episode)) = joined
        && let (Some(season), Some(episode)) = (number(season), number(episode))
    {
        return Some((Code { season, episode }, 1));
    }
    let (season, taken) = numbered(words, &["s", "season"])?;
    let (episode, more) = numbered(&words[taken..], &["e", "ep", "episode"])?;
    Some((Code { season, episode }, taken + more))
}

/// `s3` or `season 3`: the number, and how many words it takes.
fn numbered(words: &[String], names: &[&str]) -> Option<(u32, usize)> {
    let first = words.first()?;
    if names.contains(&first.as_str()) {
        return Some((number(words.get(1)?)?, 2));
    }
    let figures = names.iter().find_map(|name| first.strip_prefix(name).and_then(number));
    Some((figures?, 1))
}

fn number(figures: &str) -> Option<u32> {
    let is_short = (1..=4).contains(&figures.len());
    let plain = is_short && figures.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| figures.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::recordings::matching::words::words;

    #[test]
    fn a_code_is_known_in_every_way_that_people_write_it() {
        let found = |text: &str| codes(&words(text)).into_iter().map(|it| it.1).collect::<Vec<_>>();
        for text in
            ["S03E02", "s3e2", "S03 E02", "S3.E2", "Season 3, Episode 2", "S03-Ep. 2", "S3 Ep 02"]
        {
            assert_eq!(codes(&words(text))[0].0, of_id("S03E02").unwrap(), "{text}");
        }
        assert_eq!(found("the S03E02: talk S1E1"), [1..2, 3..4]);
        for text in ["S03", "see", "sE1", "S3 and E2", "PAD-UFES-20", "s99999e1", "se", "s e"] {
            assert!(found(text).is_empty(), "{text}");
        }
        assert_eq!(of_id("shortcuts"), None);
    }
}
