//! `seminar new`: an event or a talk, asked for or told, at its place in the catalogue.

mod event;
mod id;
mod options;
mod talk;
#[cfg(test)]
mod tests;

use std::io::{self, IsTerminal};

use seminar::diagnostic::diff;
use seminar::draft::{EventDraft, TalkDraft};
use seminar::model::Series;
use seminar::{Catalogue, Now, Refused};

use super::ask::{Conversation, Wrong, mistakes};
use super::event::chosen;
use super::told::{self, Told};
use super::{Args, Outcome, Terminal, Verdict};
pub(crate) use options::NewOptions;
use options::{EventOptions, TalkOptions};

pub(crate) fn new(args: &Args, options: &NewOptions, terminal: &mut Terminal) -> Outcome {
    let Some(now) = terminal.now(args) else { return Ok(Verdict::Usage) };
    let catalogue = terminal.read(&args.catalogue)?;
    let Some(series) = catalogue.series() else {
        terminal.diagnostics(&catalogue);
        let name = catalogue.source().name();
        terminal
            .error(format!("{name} has mistakes, so nothing was added"), Some("mend them first"));
        return Ok(Verdict::Problems);
    };
    let subject = Subject { args, catalogue: &catalogue, series, now };
    match options {
        NewOptions::Event(options) => subject.event(options, terminal),
        NewOptions::Talk(options) => subject.talk(options, terminal),
    }
}

/// What is added to.
struct Subject<'a> {
    args: &'a Args,
    catalogue: &'a Catalogue,
    series: &'a Series,
    now: Now,
}

impl Subject<'_> {
    fn event(&self, options: &EventOptions, terminal: &Terminal) -> Outcome {
        let told = options.draft();
        let draft = if told == EventDraft::default() && io::stdin().is_terminal() {
            terminal.ask(|person| {
                self.greet("event", person);
                event::asked(self.catalogue, self.series, person)
            })
        } else {
            event::completed(&told, self.series).map_err(|wrong| missing(&wrong, terminal))
        };
        let draft = match draft {
            Ok(draft) => draft,
            Err(verdict) => return Ok(verdict),
        };
        let id = draft.id.as_deref().unwrap_or_default();
        let build = self.args.call("build");
        let next = match draft.talks.is_empty() {
            true => {
                format!("{}, or {build}", self.args.call(&format!("new talk --event {id}")))
            }
            false => build,
        };
        let added = Added { what: "event", id, next, told: told_of_event(&draft) };
        self.write(|catalogue| catalogue.with_event(&draft), &added, terminal)
    }

    fn talk(&self, options: &TalkOptions, terminal: &Terminal) -> Outcome {
        let abstract_ = match options.abstract_file.as_deref().map(talk::abstract_of).transpose() {
            Ok(abstract_) => abstract_,
            Err(unusable) => {
                missing(&unusable.wrong, terminal);
                return Ok(unusable.verdict);
            }
        };
        let told = TalkDraft { abstract_, ..options.draft() };
        let is_asked = told == TalkDraft::default() && io::stdin().is_terminal();
        let found = match &options.event {
            Some(id) => match chosen(self.series, Some(id), &self.now, terminal) {
                Ok(event) => event,
                Err(verdict) => return Ok(verdict),
            },
            None => talk::event(self.series, &self.now),
        };
        let Some(event) = found else {
            let help = format!("add one first: {}", self.args.call("new event"));
            terminal.error("there is no event that the talk could be of", Some(&help));
            return Ok(Verdict::Usage);
        };
        let draft = match is_asked {
            true => terminal.ask(|person| {
                self.greet("talk", person);
                let event = match options.event {
                    Some(_) => event,
                    None => talk::asked_event(self.series, event, person)?,
                };
                let draft = talk::asked(self.catalogue, self.series, event, person)?;
                Ok((event, draft))
            }),
            false => talk::completed(&told, self.series, event)
                .map(|draft| (event, draft))
                .map_err(|wrong| missing(&wrong, terminal)),
        };
        let (event, draft) = match draft {
            Ok(draft) => draft,
            Err(verdict) => return Ok(verdict),
        };
        let id = draft.id.as_deref().unwrap_or_default();
        let told = told_of_talk(&draft);
        let added = Added { what: "talk", id, next: self.args.call("build"), told };
        self.write(|catalogue| catalogue.with_talk(&event.id, &draft), &added, terminal)
    }

    fn greet(&self, what: &str, person: &mut Conversation<'_>) {
        let name = self.catalogue.source().name();
        person.say(&format!("a new {what} for {name}; Enter takes what stands in brackets"));
    }

    /// Writes the catalogue with what is new, if it has no mistakes then.
    fn write(
        &self,
        with: impl Fn(&Catalogue) -> Result<Catalogue, Refused>,
        added: &Added<'_>,
        terminal: &Terminal,
    ) -> Outcome {
        // Read again: it may have been edited while somebody was asked.
        let mut before = Catalogue::open(&self.args.catalogue)?;
        let mut after = match with(&before) {
            Ok(after) => after,
            Err(refused) => return Ok(refuse(&refused, terminal)),
        };
        if after.series().is_none() {
            told::mistakes(&after, &added.told, terminal);
            let message = format!("the {} was not added, and nothing was written", added.what);
            terminal.error(message, Some("mend the options, then try again"));
            return Ok(Verdict::Usage);
        }
        let (old, new) = (before.source().text(), after.source().text());
        seminar::rewrite(&self.args.catalogue, old, new)?;
        terminal.lines(diff(before.source(), after.source()));
        before.check(&self.now);
        after.check(&self.now);
        terminal.warnings(&after, &before);
        let name = after.source().name();
        terminal.say(format!("{name}: the {} `{}` is added", added.what, added.id));
        terminal.say(format!("next: {}", added.next));
        Ok(Verdict::Done)
    }
}

/// What is said of what was added.
struct Added<'a> {
    what: &'a str,
    id: &'a str,
    next: String,
    told: Vec<Told<'a>>,
}

fn told_of_event(draft: &EventDraft) -> Vec<Told<'_>> {
    let EventDraft { id, title, start, duration, location, registration, join, .. } = draft;
    let mut told = vec![
        ("--id", id.as_deref()),
        ("--start", start.as_deref()),
        ("--duration", duration.as_deref()),
        ("--registration", registration.as_deref()),
        ("--join", join.as_deref()),
        ("--title", title.as_deref()),
        ("--location", location.as_deref()),
    ];
    told.extend(draft.talks.iter().map(|talk| ("--talk", talk.title.as_deref())));
    told
}

fn told_of_talk(draft: &TalkDraft) -> Vec<Told<'_>> {
    let mut told = vec![("--id", draft.id.as_deref()), ("--title", draft.title.as_deref())];
    told.extend(draft.speakers.iter().map(|speaker| ("--speaker", Some(speaker.name.as_str()))));
    told.push(("--abstract-file", draft.abstract_.as_deref()));
    told
}

fn missing(wrong: &Wrong, terminal: &Terminal) -> Verdict {
    terminal.error(&wrong.message, wrong.help.as_deref());
    Verdict::Usage
}

/// Shows what to write by hand.
fn refuse(refused: &Refused, terminal: &Terminal) -> Verdict {
    terminal.error(format!("{refused}, so nothing was written"), Some(refused.help()));
    if let Some(block) = refused.block() {
        terminal.warn(format!("\n{}", block.trim_end()));
    }
    Verdict::Problems
}

/// What an answer would make wrong in the catalogue. Where it could not be put into it, it is
/// taken: what to write by hand is shown in the end.
fn in_catalogue(with: &Result<Catalogue, Refused>) -> Result<(), Vec<Wrong>> {
    with.as_ref().map_or(Ok(()), mistakes)
}
