//! What a list knows of a recording and its catalogue does not say.

use chrono::TimeDelta;

use super::Listed;
use super::matching::{Clip, Likeness};
use crate::draft::VideoDraft;
use crate::model::{Series, Talk};

/// The recording of a talk as far as the catalogue does not say it yet; `None` where it says all
/// that the list does. What the catalogue has stays as it is.
///
/// `published` is a day by the series' clocks, and not the instant: not every list knows that, and
/// a second list must not find anything to change.
pub(super) fn addition(
    series: &Series,
    talk: &Talk,
    listed: &Listed,
    own_title: Option<&str>,
) -> Option<VideoDraft> {
    let there = talk.video();
    let title = own_title.filter(|_| there.is_none_or(|it| it.title.is_none()));
    let published = listed.published.filter(|_| there.is_none_or(|it| it.published.is_none()));
    let duration = listed.duration.filter(|_| there.is_none_or(|it| it.duration.is_none()));
    let draft = VideoDraft {
        url: listed.url.to_string(),
        title: title.map(str::to_owned),
        published: published.map(|published| published.day(&series.zone).to_string()),
        duration: duration.map(written),
    };
    let says_more = draft.title.is_some() || draft.published.is_some() || draft.duration.is_some();
    (there.is_none() || says_more).then_some(draft)
}

/// A video's title without the code, the speaker and the series around it, where its words are
/// others than the talk's. One that is cut short says less than the talk's own.
pub(super) fn own_title(clip: &Clip<'_>, likeness: &Likeness) -> Option<String> {
    if likeness.is_same() || clip.is_cut {
        return None;
    }
    let is_own = |part: &&super::matching::Part| part.words.clone().any(|at| !likeness.around[at]);
    let first = clip.parts.iter().find(is_own)?;
    let last = clip.parts.iter().rfind(is_own)?;
    let title = clip.listed.title.get(first.text.start..last.text.end)?;
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    let title = title.trim_matches(|c: char| c.is_whitespace() || "-–—|:,.".contains(c)).to_owned();
    (!title.is_empty()).then_some(title)
}

/// `1h2m30s`.
fn written(length: TimeDelta) -> String {
    let seconds = length.num_seconds();
    let parts = [(seconds / 3600, "h"), (seconds / 60 % 60, "m"), (seconds % 60, "s")];
    parts
        .iter()
        .filter(|(number, _)| *number > 0)
        .map(|(number, unit)| format!("{number}{unit}"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::duration;

    #[test]
    fn a_length_is_written_as_a_catalogue_reads_it() {
        for (seconds, text) in [(3750, "1h2m30s"), (1680, "28m"), (59, "59s"), (7205, "2h5s")] {
            let length = TimeDelta::seconds(seconds);
            assert_eq!(written(length), text);
            assert_eq!(duration::read(text).unwrap().exact(), length);
        }
    }
}
