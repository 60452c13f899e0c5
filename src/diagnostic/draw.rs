//! Diagnostics as text for people: the author's line, a mark under the text, the reason, the next
//! step.

use std::borrow::Cow;
use std::ops::Range;

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::{Diagnostic, Severity, Source};

/// Whether to colour the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Readable without any colour.
    Plain,
    /// With ANSI escape sequences.
    Coloured,
}

/// Draws diagnostics one after the other, each followed by an empty line.
pub fn draw(source: &Source, diagnostics: &[Diagnostic], style: Style) -> String {
    let renderer = match style {
        Style::Plain => Renderer::plain(),
        Style::Coloured => Renderer::styled(),
    };
    let mut text = String::new();
    for diagnostic in diagnostics {
        text.push_str(&renderer.render(&[group(source, diagnostic)]));
        text.push_str("\n\n");
    }
    text
}

fn group<'a>(source: &'a Source, diagnostic: &'a Diagnostic) -> Group<'a> {
    let level = match diagnostic.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level.primary_title(shown(&diagnostic.message)).id(diagnostic.code.name());
    let mut group = Group::with_title(title);
    for marks in together(source, &marks(diagnostic)) {
        group = match lines(source, &marks) {
            Some((line, lines)) => group.element(snippet(source, line, lines, &marks)),
            None => group.element(origin(source, &marks)),
        };
    }
    for help in diagnostic.help.iter().flat_map(|help| help.lines()) {
        group = group.element(Level::HELP.message(shown(help)));
    }
    group
}

/// A text of the author's in a message must not command the terminal.
fn shown(text: &str) -> Cow<'_, str> {
    if text.contains(char::is_control) {
        text.replace(char::is_control, "\u{fffd}").into()
    } else {
        text.into()
    }
}

/// The most text that is drawn at once, in bytes. Marks that lie farther apart are drawn each by
/// itself, and of a longer line only the place is told: the cost of a diagnostic does not depend on
/// the length of the file.
const DRAWN: usize = 16 << 10;

/// A mark under a text.
type Mark<'a> = (AnnotationKind, &'a Range<usize>, &'a str);

fn marks(diagnostic: &Diagnostic) -> Vec<Mark<'_>> {
    let primary = (AnnotationKind::Primary, &diagnostic.span, diagnostic.label.as_str());
    let related = diagnostic.related.as_ref();
    let related = related.map(|(span, label)| (AnnotationKind::Context, span, label.as_str()));
    std::iter::once(primary).chain(related).collect()
}

/// Marks that are drawn in one picture.
fn together<'a>(source: &Source, marks: &[Mark<'a>]) -> Vec<Vec<Mark<'a>>> {
    match lines(source, marks) {
        Some(_) => vec![marks.to_vec()],
        None => marks.iter().map(|mark| vec![*mark]).collect(),
    }
}

/// The whole lines between the marks, and the number of the first; `None` where they are too long.
fn lines(source: &Source, marks: &[Mark<'_>]) -> Option<(usize, Range<usize>)> {
    let text = &source.text;
    let first = marks.iter().map(|(_, span, _)| span.start).min()?.min(text.len());
    let last = marks.iter().map(|(_, span, _)| span.end).max()?.clamp(first, text.len());
    let lines = source.line_start(first)..source.line_end(last);
    (lines.len() <= DRAWN).then(|| (source.line(first), lines))
}

fn snippet<'a>(
    source: &'a Source,
    line: usize,
    lines: Range<usize>,
    marks: &[Mark<'a>],
) -> Snippet<'a, Annotation<'a>> {
    let within =
        |span: &Range<usize>| span.start - lines.start..span.end.min(lines.end) - lines.start;
    let annotation = |(kind, span, label): &Mark<'a>| kind.span(within(span)).label(*label);
    Snippet::source(&source.text[lines.clone()])
        .path(&source.name)
        .line_start(line)
        .annotations(marks.iter().map(annotation))
}

fn origin<'a>(source: &'a Source, marks: &[Mark<'a>]) -> Origin<'a> {
    let start = marks.first().map_or(0, |(_, span, _)| span.start);
    let (line, column) = source.position(start);
    Origin::path(&source.name).line(line).char_column(column)
}
