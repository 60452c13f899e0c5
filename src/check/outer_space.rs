//! A space at the beginning or the end of a quoted text. It is taken off wherever the text is
//! shown, so the catalogue says something that nothing else does.

use super::subject::{Subject, written};
use crate::diagnostic::{Code, Diagnostic};
use crate::document::Passage;

pub(super) fn check(subject: &Subject<'_>, passage: &Passage<'_>, found: &mut Vec<Diagnostic>) {
    let written = written(subject.source, &passage.whole);
    let quoted = written.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    let quoted =
        quoted.or_else(|| written.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\'')));
    let Some(text) = quoted.filter(|text| !text.contains(['\n', '\\'])) else { return };
    let trimmed = text.trim_matches(' ');
    if trimmed == text || trimmed.is_empty() {
        return;
    }
    let place = match (text.starts_with(' '), text.ends_with(' ')) {
        (true, true) => "begins and ends",
        (true, false) => "begins",
        _ => "ends",
    };
    let message = format!("`{}` {place} with a space", passage.key);
    let span = passage.whole.start + 1..passage.whole.end - 1;
    found.push(
        Diagnostic::new(Code::OuterSpace, passage.span.clone(), message)
            .help(format!("write `{trimmed}` between the quotes"))
            .repair(span, trimmed),
    );
}
