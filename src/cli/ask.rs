//! Questions to a person: one line each, with an answer that is checked before the next one comes.
//!
//! It reads and writes whatever it is given, so that a test can be the person.

use std::io::{self, BufRead, Write};

use seminar::Catalogue;
use seminar::diagnostic::{Diagnostic, Severity};

/// What is asked.
pub(crate) struct Question<'a> {
    /// What to type.
    pub(crate) words: &'a str,
    pub(crate) blank: Blank,
}

/// What an empty answer means.
pub(crate) enum Blank {
    /// This.
    Is(String),
    /// This, and `-` means nothing.
    IsUnlessDash(String),
    /// Nothing: the key is left out.
    Nothing,
    /// That there is no answer yet.
    NotYet,
}

/// An answer was expected and the input has ended, or cannot be read.
#[derive(Debug)]
pub(crate) struct Ended;

/// Why an answer cannot be taken, and the next step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Wrong {
    pub(crate) message: String,
    pub(crate) help: Option<String>,
}

/// Somebody who is asked.
pub(crate) struct Conversation<'a> {
    pub(crate) answers: &'a mut dyn BufRead,
    pub(crate) questions: &'a mut dyn Write,
}

impl Conversation<'_> {
    /// Says something.
    pub(crate) fn say(&mut self, words: &str) {
        // Who does not see the questions can still answer them.
        let _ = writeln!(self.questions, "{words}");
    }

    /// Asks until there is an answer that can be taken; `None` is an answer that leaves the key
    /// out.
    pub(crate) fn ask(
        &mut self,
        question: &Question<'_>,
        mut check: impl FnMut(&str) -> Result<(), Vec<Wrong>>,
    ) -> Result<Option<String>, Ended> {
        loop {
            let answer = match self.answer(question)? {
                Ok(None) => return Ok(None),
                Ok(Some(answer)) => check(&answer).map(|()| answer),
                Err(wrong) => Err(vec![wrong]),
            };
            match answer {
                Ok(answer) => return Ok(Some(answer)),
                Err(wrong) => wrong.iter().for_each(|wrong| self.refuse(wrong)),
            }
        }
    }

    /// One answer, in which nothing is invisible.
    fn answer(&mut self, question: &Question<'_>) -> Result<Result<Option<String>, Wrong>, Ended> {
        let default = match &question.blank {
            Blank::Is(default) => format!(" [{default}]"),
            Blank::IsUnlessDash(default) => format!(" [{default}; - for none]"),
            Blank::Nothing | Blank::NotYet => String::new(),
        };
        let _ = write!(self.questions, "\x1b[1m{}\x1b[0m{default}: ", question.words);
        let _ = self.questions.flush();
        let line = self.line().map_err(|_| Ended)?.ok_or(Ended)?;
        let Ok(line) = String::from_utf8(line) else {
            return Ok(Err(wrong("the answer is not UTF-8 text", "type it again")));
        };
        let answer = line.trim();
        if answer.contains(char::is_control) {
            let message = "the answer has signs that nobody sees, such as those of arrow keys";
            return Ok(Err(wrong(message, "type it again")));
        }
        Ok(match &question.blank {
            Blank::IsUnlessDash(_) if answer == "-" => Ok(None),
            Blank::Is(default) | Blank::IsUnlessDash(default) if answer.is_empty() => {
                Ok(Some(default.clone()))
            }
            Blank::Nothing if answer.is_empty() => Ok(None),
            Blank::NotYet if answer.is_empty() => {
                Err(wrong("this cannot be left out", "type it, or press Ctrl-C to stop"))
            }
            _ => Ok(Some(answer.to_owned())),
        })
    }

    /// The next line; `None` where there is none.
    fn line(&mut self) -> io::Result<Option<Vec<u8>>> {
        let mut line = Vec::new();
        let length = self.answers.read_until(b'\n', &mut line)?;
        if length == 0 {
            // The question is left standing without an answer.
            self.say("");
        }
        Ok((length > 0).then_some(line))
    }

    fn refuse(&mut self, wrong: &Wrong) {
        self.say(&format!("\x1b[1;31merror\x1b[0m: {}", wrong.message));
        if let Some(help) = &wrong.help {
            self.say(&format!("  \x1b[1;36mhelp\x1b[0m: {help}"));
        }
    }
}

/// What an answer made wrong in a catalogue, in the words of `seminar check`.
pub(crate) fn mistakes(catalogue: &Catalogue) -> Result<(), Vec<Wrong>> {
    let errors = catalogue.diagnostics().iter().filter(|it| it.severity() == Severity::Error);
    let wrong = |it: &Diagnostic| Wrong { message: it.message.clone(), help: it.help.clone() };
    let wrong: Vec<_> = errors.map(wrong).collect();
    if wrong.is_empty() { Ok(()) } else { Err(wrong) }
}

/// A message of our own.
pub(crate) fn wrong(message: impl Into<String>, help: impl Into<String>) -> Wrong {
    Wrong { message: message.into(), help: Some(help.into()) }
}
