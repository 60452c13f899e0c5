//! The terminal: data on standard output, everything else on standard error.

use std::cell::RefCell;
use std::fmt::Display;
use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

use anstream::{AutoStream, ColorChoice};
use seminar::diagnostic::{Diagnostic, Severity, Style, draw};
use seminar::{Catalogue, Error, Now};

use super::ask::{Conversation, Ended};
use super::stage::Stage;
use super::{Args, Outcome, Verdict};

/// What is said, and how loudly.
pub(crate) struct Terminal {
    color: ColorChoice,
    quiet: bool,
    verbose: bool,
    begun: Instant,
    stage: Option<Stage>,
    /// Why data did not reach standard output.
    lost: RefCell<Option<io::Error>>,
}

impl Terminal {
    pub(crate) fn new(args: &Args) -> Self {
        let color = match args.color {
            clap::ColorChoice::Auto => ColorChoice::Auto,
            clap::ColorChoice::Always => ColorChoice::Always,
            clap::ColorChoice::Never => ColorChoice::Never,
        };
        Self { quiet: args.quiet, verbose: args.verbose, ..Self::plain(color) }
    }

    fn plain(color: ColorChoice) -> Self {
        let (begun, lost) = (Instant::now(), RefCell::default());
        Self { color, quiet: false, verbose: false, begun, stage: None, lost }
    }

    /// Shows what there is to say of the words of a call: help that they ask for is data. The exit
    /// status.
    pub(crate) fn show(said: &clap::Error) -> ExitCode {
        let mut terminal = Self::plain(ColorChoice::Auto);
        let shown = said.print();
        if said.use_stderr() {
            return terminal.finish(Ok(Verdict::Usage));
        }
        terminal.keep(shown);
        terminal.finish(Ok(Verdict::Done))
    }

    /// The present time; `None` after saying what is wrong with the one that was given.
    pub(crate) fn now(&self, args: &Args) -> Option<Now> {
        args.now().map(Now::from).map_err(|message| self.error(message, None)).ok()
    }

    /// Begins another run, so that a short one shows nothing of its progress either.
    pub(crate) fn begin_anew(&mut self) {
        self.begun = Instant::now();
    }

    /// Says that another build has the folder.
    pub(crate) fn waiting(&self, folder: &Path) {
        self.warn(format!("another build is writing `{}`; waiting for it", folder.display()));
    }

    /// Prints data.
    pub(crate) fn data(&self, data: impl Display) {
        let mut stdout = AutoStream::new(io::stdout(), self.color);
        self.keep(writeln!(stdout, "{data}").and_then(|()| stdout.flush()));
    }

    /// Prints a file, as it is.
    pub(crate) fn file(&self, bytes: &[u8]) {
        let mut stdout = io::stdout();
        self.keep(stdout.write_all(bytes).and_then(|()| stdout.flush()));
    }

    /// Remembers that data was lost. A reader that has had enough (`| head`) is no failure.
    fn keep(&self, result: io::Result<()>) {
        let lost = result.err().filter(|error| error.kind() != io::ErrorKind::BrokenPipe);
        if lost.is_some() {
            self.lost.replace(lost);
        }
    }

    /// Prints data that is made of whole lines, or of none.
    pub(crate) fn lines(&self, lines: impl Display) {
        let mut stdout = AutoStream::new(io::stdout(), self.color);
        self.keep(write!(stdout, "{lines}").and_then(|()| stdout.flush()));
    }

    /// Says something that a quiet run leaves out.
    pub(crate) fn say(&self, message: impl Display) {
        if !self.quiet {
            self.warn(message);
        }
    }

    /// Says some things that a quiet run leaves out, a line each.
    pub(crate) fn say_lines(&self, messages: impl IntoIterator<Item: Display>) {
        messages.into_iter().for_each(|message| self.say(message));
    }

    /// Says something that only a verbose run has.
    pub(crate) fn detail(&self, message: impl Display) {
        if self.verbose {
            self.warn(message);
        }
    }

    /// Says what has to be said.
    pub(crate) fn warn(&self, message: impl Display) {
        let _ = writeln!(AutoStream::new(io::stderr(), self.color), "{message}");
    }

    /// Says what went wrong, and the next step.
    pub(crate) fn error(&self, message: impl Display, help: Option<&str>) {
        self.warn(format!("\x1b[1;31merror\x1b[0m: {message}"));
        if let Some(help) = help {
            self.warn(format!("  \x1b[1;36mhelp\x1b[0m: {help}"));
        }
    }

    /// Says what has to be looked at, though nothing went wrong, and the next step.
    pub(crate) fn caution(&self, message: impl Display, help: &str) {
        self.warn(format!("\x1b[1;33mwarning\x1b[0m: {message}"));
        self.warn(format!("  \x1b[1;36mhelp\x1b[0m: {help}"));
    }

    /// Draws the diagnostics of a catalogue. Gives what was drawn.
    pub(crate) fn diagnostics(&self, catalogue: &Catalogue) -> String {
        let text = draw(catalogue.source(), catalogue.diagnostics(), Style::Coloured);
        self.drawn(&text);
        text
    }

    /// Shows what was drawn.
    pub(crate) fn drawn(&self, text: &str) {
        let _ = write!(self.messages(), "{text}");
    }

    /// Draws the warnings of a catalogue that it did not have before.
    pub(crate) fn warnings(&self, after: &Catalogue, before: &Catalogue) {
        let is_old = |it: &Diagnostic| {
            before.diagnostics().iter().any(|old| old.code == it.code && old.message == it.message)
        };
        let new = after.diagnostics().iter().filter(|it| !is_old(it)).cloned();
        let text = draw(after.source(), &new.collect::<Vec<_>>(), Style::Coloured);
        self.drawn(&text);
    }

    /// Asks the person at the terminal.
    pub(crate) fn ask<T>(
        &self,
        questions: impl FnOnce(&mut Conversation<'_>) -> Result<T, Ended>,
    ) -> Result<T, Verdict> {
        let (mut answers, mut shown) = (io::stdin().lock(), self.messages());
        let mut person = Conversation { answers: &mut answers, questions: &mut shown };
        questions(&mut person).map_err(|Ended| {
            self.error("there are no more answers, so nothing was written", None);
            Verdict::Usage
        })
    }

    /// Where everything is written that is no data.
    pub(crate) fn messages(&self) -> AutoStream<io::Stderr> {
        AutoStream::new(io::stderr(), self.color)
    }

    /// Begins a stage of the work and ends the one before: a long one shows on a terminal, and a
    /// verbose run says how long it took.
    pub(crate) fn stage(&mut self, name: &'static str) {
        self.end_stage();
        let is_shown = !self.quiet && io::stderr().is_terminal();
        self.stage = Some(Stage::begin(name, is_shown.then_some(self.begun)));
    }

    /// Reads a catalogue, which is a stage.
    pub(crate) fn read(&mut self, path: &Path) -> Result<Catalogue, Error> {
        self.stage("read");
        let catalogue = Catalogue::open_with(path, self.counter());
        self.end_stage();
        catalogue
    }

    /// What is to be called each time that another one of so many parts of this stage is done.
    pub(crate) fn counter(&self) -> impl Fn(usize) + Sync + use<> {
        let count = self.stage.as_ref().and_then(Stage::counter);
        move |parts| {
            if let Some(count) = &count {
                count(parts);
            }
        }
    }

    /// Ends the stage that is going on.
    pub(crate) fn end_stage(&mut self) {
        let Some(stage) = self.stage.take() else { return };
        let name = stage.name();
        self.detail(format!("{:>9.1} ms  {name}", stage.end().as_secs_f64() * 1000.0));
    }

    /// The exit status, after the last words: 0 done, 1 problems in the catalogue, 2 usage, 3 the
    /// machine.
    pub(crate) fn finish(&mut self, outcome: Outcome) -> ExitCode {
        self.end_stage();
        if let Some(error) = self.lost.take() {
            self.error(format!("cannot write to standard output: {error}"), None);
            return ExitCode::from(3);
        }
        match outcome {
            Ok(Verdict::Done) => ExitCode::SUCCESS,
            Ok(Verdict::Problems) => ExitCode::from(1),
            Ok(Verdict::Usage) => ExitCode::from(2),
            Ok(Verdict::Machine) => ExitCode::from(3),
            Err(error) => {
                self.error(&error, error.help());
                ExitCode::from(3)
            }
        }
    }
}

/// `2 errors and 1 warning`; `None` where there are neither.
pub(crate) fn problems(catalogue: &Catalogue) -> Option<String> {
    let number =
        |severity| catalogue.diagnostics().iter().filter(|it| it.severity() == severity).count();
    match (number(Severity::Error), number(Severity::Warning)) {
        (0, 0) => None,
        (errors, 0) => Some(count(errors, "error")),
        (0, warnings) => Some(count(warnings, "warning")),
        (errors, warnings) => {
            Some(format!("{} and {}", count(errors, "error"), count(warnings, "warning")))
        }
    }
}

/// `a, b and 3 more`: as many are named at most.
pub(crate) fn named(names: &[impl AsRef<str>], most: usize) -> String {
    let first: Vec<_> = names.iter().take(most).map(AsRef::as_ref).collect();
    match names.len() - first.len() {
        0 => first.join(", "),
        more => format!("{} and {more} more", first.join(", ")),
    }
}

/// `1 talk`, `2 talks`.
pub(crate) fn count(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}
