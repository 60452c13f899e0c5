//! `seminar init`: the first text of a catalogue.

use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

use clap::ValueHint;
use seminar::Catalogue;
use seminar::draft::Start;
use seminar::zone::Zone;

use super::ask::{Blank, Conversation, Ended, Question, mistakes};
use super::told::{self, Told};
use super::words::naming;
use super::{Args, Outcome, Terminal, Verdict};

/// The words of `seminar init`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
The new file holds what a series cannot do without, and comments that teach the rest. It is ready to
be built. A file that is there already is left alone.

Asks for what is not told; where nobody can be asked, --title, --url and --timezone are needed.

Examples:
  seminar init
  seminar init --title \"Data Talks\" --url https://example.org/talks/ --timezone Europe/Copenhagen")]
pub(crate) struct InitOptions {
    /// The file to write [default: the catalogue]
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    file: Option<PathBuf>,

    /// What the series is called
    #[arg(long)]
    title: Option<String>,

    /// The series' own page
    #[arg(long, value_hint = ValueHint::Url)]
    url: Option<String>,

    /// The zone of its times, such as Europe/Copenhagen
    #[arg(long, value_name = "ZONE")]
    timezone: Option<String>,

    /// Its name for ever, which calendars and feed readers know it by
    #[arg(long)]
    id: Option<String>,
}

pub(crate) fn init(args: &Args, options: &InitOptions, terminal: &mut Terminal) -> Outcome {
    let path = options.file.as_ref().unwrap_or(&args.catalogue);
    // Looked at first, so that nobody answers for nothing.
    if std::fs::symlink_metadata(path).is_ok() {
        let help = "edit that one, or name another file: `seminar init FILE`";
        terminal.error(format!("`{}` is there already", path.display()), Some(help));
        return Ok(Verdict::Usage);
    }
    let start = match options.told() {
        Some(start) => start,
        None if io::stdin().is_terminal() => {
            let answers = terminal.ask(|person| options.asked(path, zone_here(), person));
            match answers {
                Ok(start) => start,
                Err(verdict) => return Ok(verdict),
            }
        }
        None => {
            let help = format!("add {}", options.missing().join(", "));
            terminal.error("a catalogue needs to know more of the series", Some(&help));
            return Ok(Verdict::Usage);
        }
    };
    let text = start.catalogue();
    let catalogue = Catalogue::read(&path.display().to_string(), text.as_bytes());
    if catalogue.series().is_none() {
        told::mistakes(&catalogue, &options.values(), terminal);
        terminal.error("nothing was written", Some("say it in another way, then try again"));
        return Ok(Verdict::Usage);
    }
    seminar::create(path, &text)?;
    terminal.say(format!("{}: the catalogue of `{}`", path.display(), start.title));
    let named = naming(path);
    terminal.say(format!("next: `seminar new event{named}`, then `seminar build{named}`"));
    Ok(Verdict::Done)
}

impl InitOptions {
    fn values(&self) -> [Told<'_>; 4] {
        [
            ("--timezone", self.timezone.as_deref()),
            ("--url", self.url.as_deref()),
            ("--id", self.id.as_deref()),
            ("--title", self.title.as_deref()),
        ]
    }

    /// What was told, if that is all that is needed.
    fn told(&self) -> Option<Start> {
        Some(Start {
            id: self.id.clone().or_else(|| Start::id_of(self.title.as_deref()?))?,
            title: self.title.clone()?,
            url: self.url.clone()?,
            timezone: self.timezone.clone()?,
        })
    }

    /// The options that were not told and cannot do without.
    fn missing(&self) -> Vec<String> {
        let has_id =
            self.id.is_some() || self.title.as_deref().is_none_or(|it| Start::id_of(it).is_some());
        let all = [
            ("--title \"...\"", self.title.is_some()),
            ("--url https://...", self.url.is_some()),
            ("--timezone Europe/Copenhagen, or where it lives", self.timezone.is_some()),
            ("--id with a short name for ever", has_id),
        ];
        all.iter().filter(|(_, is_told)| !is_told).map(|(words, _)| (*words).to_owned()).collect()
    }

    /// Asks for what was not told, and reads each answer at once.
    fn asked(
        &self,
        path: &Path,
        zone: Option<String>,
        person: &mut Conversation<'_>,
    ) -> Result<Start, Ended> {
        person.say(&format!(
            "a catalogue in {}; Enter takes what stands in brackets",
            path.display()
        ));
        let mut start = Start {
            id: "series".to_owned(),
            title: "Series".to_owned(),
            url: "https://example.org/".to_owned(),
            timezone: "Europe/Copenhagen".to_owned(),
        };
        let mut ask = |start: &mut Start, told: &Option<String>, words: &str, blank, key: Key| {
            let with = |answer: &str| {
                let mut start = start.clone();
                answer.clone_into(key(&mut start));
                mistakes(&Catalogue::read("", start.catalogue().as_bytes()))
            };
            let answer = match told {
                Some(told) if with(told).is_ok() => Some(told.clone()),
                _ => person.ask(&Question { words, blank }, with)?,
            };
            *key(start) = answer.unwrap_or_default();
            Ok::<(), Ended>(())
        };
        ask(&mut start, &self.title, "Title of the series", Blank::NotYet, |it| &mut it.title)?;
        ask(&mut start, &self.url, "Address of its page", Blank::NotYet, |it| &mut it.url)?;
        let zone = zone.map_or(Blank::NotYet, Blank::Is);
        let words = "Zone of its times, such as Europe/Copenhagen";
        ask(&mut start, &self.timezone, words, zone, |it| &mut it.timezone)?;
        let id = Start::id_of(&start.title).map_or(Blank::NotYet, Blank::Is);
        let words = "Short name, which it keeps for ever";
        ask(&mut start, &self.id, words, id, |it| &mut it.id)?;
        Ok(start)
    }
}

/// A key of the start.
type Key = fn(&mut Start) -> &mut String;

/// The zone of this machine, if a catalogue may name it.
pub(super) fn zone_here() -> Option<String> {
    let zone = Zone::of_this_machine()?;
    Zone::get(zone.name()).map(|zone| zone.name().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOTHING: InitOptions =
        InitOptions { file: None, title: None, url: None, timezone: None, id: None };

    fn asked(options: &InitOptions, answers: &str) -> (Option<Start>, String) {
        let mut shown = Vec::new();
        let mut answers = answers.as_bytes();
        let mut person = Conversation { answers: &mut answers, questions: &mut shown };
        let zone = Some("Europe/Rome".to_owned());
        let start = options.asked(Path::new("events.yaml"), zone, &mut person).ok();
        (start, anstream::adapter::strip_str(&String::from_utf8_lossy(&shown)).to_string())
    }

    #[test]
    fn a_person_is_asked_for_what_the_series_cannot_do_without() {
        let answers = "\nDåta: a tour\nexample.org\nhttps://example.org/\n\nno id\n\n";
        let (start, shown) = asked(&NOTHING, answers);
        let start = start.expect("a start");
        assert_eq!((start.id.as_str(), start.title.as_str()), ("data-a-tour", "Dåta: a tour"));
        assert_eq!(
            (start.url.as_str(), start.timezone.as_str()),
            ("https://example.org/", "Europe/Rome")
        );
        for said in [
            "error: this cannot be left out\n",
            "error: the URL `example.org` lacks its scheme\n  help: did you mean `https://example.org`?\n",
            "Zone of its times, such as Europe/Copenhagen [Europe/Rome]: ",
            "error: the id `no id` has characters that do not work in file names and URLs\n",
        ] {
            assert!(shown.contains(said), "{said}\n{shown}");
        }
        assert_eq!(asked(&NOTHING, "Title\n").0, None);
    }

    #[test]
    fn what_was_told_is_not_asked_for_unless_it_is_wrong() {
        let options = InitOptions {
            title: Some("T".to_owned()),
            url: Some("https://example.org/".to_owned()),
            timezone: Some("CET".to_owned()),
            ..NOTHING
        };
        let (start, shown) = asked(&options, "Europe/Berlin\n\n");
        assert_eq!(start.map(|it| it.timezone), Some("Europe/Berlin".to_owned()));
        assert!(!shown.contains("Title"), "{shown}");
    }
}
