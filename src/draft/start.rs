//! The first text of a catalogue: the keys without which there is none, and comments that teach the
//! others.

use super::yaml::scalar::scalar;
use crate::folded::folded;

/// What a new catalogue cannot do without.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Start {
    /// The series' name for ever.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// Its own page.
    pub url: String,
    /// The zone of its times.
    pub timezone: String,
}

/// How long an id is that is made of a title.
const LONGEST_ID: usize = 40;

impl Start {
    /// An id that looks like a title: its words without accents and capitals, joined by `-`; `None`
    /// where it has no Latin letters.
    ///
    /// ```
    /// let id = seminar::draft::Start::id_of("Dåta: a tour");
    /// assert_eq!(id.as_deref(), Some("data-a-tour"));
    /// ```
    pub fn id_of(title: &str) -> Option<String> {
        let ascii = |c: char| if c.is_ascii() { c } else { ' ' };
        let words: String = folded(title).chars().map(ascii).collect();
        let mut id = String::new();
        for word in words.split_whitespace() {
            if id.len() + word.len() >= LONGEST_ID {
                break;
            }
            id.push_str(if id.is_empty() { "" } else { "-" });
            id.push_str(word);
        }
        (!id.is_empty()).then_some(id)
    }

    /// The text of the catalogue. It has no events yet, and comments that say how to go on.
    ///
    /// ```
    /// let start = seminar::draft::Start {
    ///     id: "looking-glass".to_owned(),
    ///     title: "Datasets: a series".to_owned(),
    ///     url: "https://example.org/".to_owned(),
    ///     timezone: "Europe/Copenhagen".to_owned(),
    /// };
    /// let text = start.catalogue();
    /// assert!(text.contains("\n  title: \"Datasets: a series\"\n"));
    /// let catalogue = seminar::Catalogue::read("events.yaml", text.as_bytes());
    /// assert!(catalogue.series().is_some());
    /// ```
    pub fn catalogue(&self) -> String {
        let values = [
            ("{id}", &self.id),
            ("{title}", &self.title),
            ("{url}", &self.url),
            ("{timezone}", &self.timezone),
        ];
        let line = |line: &str| {
            let value = values.iter().find(|(place, _)| line.ends_with(place));
            match value {
                Some((place, text)) => format!("{}\n", line.replace(place, &scalar(text))),
                None => format!("{line}\n"),
            }
        };
        include_str!("start.yaml").lines().map(line).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Catalogue;
    use crate::diagnostic::{Style, draw};
    use crate::model::Recording;

    fn start() -> Start {
        Start {
            id: "looking-glass".to_owned(),
            title: "L👀king-Glass: \"a\" # {id}".to_owned(),
            url: "https://example.org/webinar/".to_owned(),
            timezone: "Europe/Copenhagen".to_owned(),
        }
    }

    fn read(text: &str) -> Catalogue {
        let mut catalogue = Catalogue::read("events.yaml", text.as_bytes());
        catalogue.check(&"2027-03-09T12:00:00Z".parse().unwrap());
        let said = draw(catalogue.source(), catalogue.diagnostics(), Style::Plain);
        assert!(said.is_empty(), "{said}\n{text}");
        catalogue
    }

    #[test]
    fn an_id_looks_like_the_title() {
        let of = |title| Start::id_of(title).unwrap_or_default();
        assert_eq!(of("Datasets through the L👀king-Glass"), "datasets-through-the-l-king-glass");
        assert_eq!(
            of("Talks of a series that goes on and on and on"),
            "talks-of-a-series-that-goes-on-and-on"
        );
        assert_eq!(Start::id_of("データ"), None);
    }

    #[test]
    fn a_new_catalogue_is_right_as_it_is_and_says_what_was_told() {
        let catalogue = read(&start().catalogue());
        let series = catalogue.series().unwrap();
        assert_eq!((&series.id, &series.title), (&start().id, &start().title));
        assert_eq!(
            (series.url.as_str(), series.zone.name()),
            (start().url.as_str(), "Europe/Copenhagen")
        );
        assert!(series.events.is_empty());
    }

    /// The text with every comment that is a key in use, as an editor would take `# ` away.
    fn uncommented(text: &str) -> String {
        let mut block = None;
        let line = |line: &str| {
            let start = line.trim_start();
            let Some(rest) = start.strip_prefix('#') else { return format!("{line}\n") };
            let rest = rest.strip_prefix(' ').unwrap_or(rest);
            let indent = rest.len() - rest.trim_start().len();
            let outer = line.len() - start.len();
            if block.is_some_and(|block| indent > block || rest.is_empty()) {
                return format!("{}{rest}\n", &line[..outer]);
            }
            block = rest.ends_with(": |").then_some(indent);
            let word = rest.trim_start().trim_start_matches("- ");
            let key = word.split(':').next().unwrap_or_default();
            let is_key = word.contains(':')
                && key.chars().all(|c| c.is_ascii_lowercase() || c == '_')
                || rest.trim_start().starts_with("- ");
            if is_key { format!("{}{rest}\n", &line[..outer]) } else { format!("{line}\n") }
        };
        text.lines().map(line).collect::<String>().replace("events: []", "events:")
    }

    #[test]
    fn every_example_in_its_comments_can_be_used_as_it_stands() {
        let catalogue = read(&uncommented(&start().catalogue()));
        let series = catalogue.series().unwrap();
        assert_eq!(series.feeds_url.as_str(), "https://example.org/feeds/");
        assert!(series.description.as_ref().is_some_and(|it| it.plain.contains("welcome")));
        assert_eq!(series.organizers.len(), 1);
        assert!(series.playlist.is_some() && series.newsletter.is_some());
        let [event] = series.events.as_slice() else { panic!("{:?}", series.events) };
        assert_eq!(event.ends().unwrap() - event.starts().unwrap(), chrono::TimeDelta::minutes(90));
        assert!(event.location.is_some() && event.registration.is_some());
        let [first, second] = event.talks.as_slice() else { panic!("{:?}", event.talks) };
        assert_eq!(first.speakers.len(), 2);
        assert!(first.abstract_.is_some() && first.slides.is_some() && first.video().is_some());
        assert_eq!(second.recording, Recording::Withheld);
    }

    #[test]
    fn the_first_event_goes_above_the_comments_that_show_one() {
        let event = crate::draft::EventDraft {
            id: Some("S01".to_owned()),
            start: Some("TBA".to_owned()),
            ..crate::draft::EventDraft::default()
        };
        let text = start().catalogue();
        let longer = read(&text).with_event(&event).unwrap();
        let expected = text.replace("events: []\n", "events:\n  - id: S01\n    start: TBA\n");
        assert_eq!(longer.source().text(), expected);
    }
}
