//! What a list knows of a recording and its catalogue does not say.

use chrono::{NaiveDate, TimeDelta};
use url::Url;

use super::Listed;
use super::matching::{Clip, Likeness};
use crate::model::{Series, Talk};

/// The keys of a talk's `video` that could be added. What the catalogue has stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Addition {
    /// The recording's address, where the talk has no recording yet.
    pub url: Option<Url>,
    /// The recording's own title, where its words differ from those of the talk's title.
    pub title: Option<String>,
    /// The day on which it was published, by the series' clocks. A day, and not the instant, since
    /// not every list knows that, and a second list must not find anything to change.
    pub published: Option<NaiveDate>,
    /// Its length, in whole seconds.
    pub duration: Option<TimeDelta>,
}

impl Addition {
    /// Whether there is nothing to add.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Each key with its value as a catalogue writes it, in the order in which they are written.
    pub fn entries(&self) -> Vec<(&'static str, String)> {
        let url = self.url.as_ref().map(|url| ("url", url.to_string()));
        let title = self.title.as_ref().map(|title| ("title", title.clone()));
        let published = self.published.map(|day| ("published", day.to_string()));
        let duration = self.duration.map(|length| ("duration", written(length)));
        [url, title, published, duration].into_iter().flatten().collect()
    }
}

/// What can be added to a talk.
pub(super) fn addition(
    series: &Series,
    talk: &Talk,
    listed: &Listed,
    own_title: Option<String>,
) -> Addition {
    let there = talk.video();
    let is_open = |has: bool| there.is_none() || !has;
    Addition {
        url: there.is_none().then(|| listed.url.clone()),
        title: own_title.filter(|_| is_open(there.is_some_and(|it| it.title.is_some()))),
        published: listed
            .published
            .map(|published| published.day(&series.zone))
            .filter(|_| is_open(there.is_some_and(|it| it.published.is_some()))),
        duration: listed
            .duration
            .filter(|_| is_open(there.is_some_and(|it| it.duration.is_some()))),
    }
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
