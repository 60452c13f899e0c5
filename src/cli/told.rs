//! What the words of a call make wrong, told by the options that said it: the catalogue has no line
//! for it yet.

use seminar::Catalogue;
use seminar::diagnostic::{Diagnostic, Severity};

use super::Terminal;

/// An option and its value.
pub(crate) type Told<'a> = (&'static str, Option<&'a str>);

/// Says what is wrong in a catalogue that has the values of these options.
pub(crate) fn mistakes(catalogue: &Catalogue, told: &[Told<'_>], terminal: &Terminal) {
    let errors = catalogue.diagnostics().iter().filter(|it| it.severity() == Severity::Error);
    for error in errors {
        let text = catalogue.source().text().get(error.span.clone()).unwrap_or_default();
        say(error, option(text, told), terminal);
    }
}

fn say(error: &Diagnostic, option: Option<&str>, terminal: &Terminal) {
    match option {
        Some(option) => {
            terminal.error(format!("{option}: {}", error.message), error.help.as_deref());
        }
        None => terminal.error(&error.message, error.help.as_deref()),
    }
}

/// The option that said a text of the catalogue: all of it, else a part.
fn option(text: &str, told: &[Told<'_>]) -> Option<&'static str> {
    let text = text.trim_matches(['"', '\'']);
    let all = told.iter().find(|(_, value)| *value == Some(text));
    let part = || told.iter().find(|(_, value)| value.is_some_and(|it| it.contains(text)));
    all.or_else(|| part().filter(|_| !text.is_empty())).map(|(option, _)| *option)
}
