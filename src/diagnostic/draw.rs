//! Diagnostics as text for people: the author's line, a mark under the text, the reason, the next
//! step.

use std::borrow::Cow;
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::{Diagnostic, Severity, Source};

/// Whether to colour the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Readable without any colour.
    Plain,
    /// With ANSI escape sequences.
    Coloured,
}

/// How many lines two marks may be apart to be drawn together.
const NEAR: usize = 60;

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
    let (near, far) = match &diagnostic.related {
        Some((span, label)) if is_near(source, &diagnostic.span, span) => {
            (Some((span, label)), None)
        }
        Some((span, label)) => (None, Some((span, label))),
        None => (None, None),
    };
    let mut group = title.element(snippet(source, diagnostic, near));
    if let Some((span, label)) = far {
        let (line, column) = source.position(span.start);
        let note = format!("{label}: {}:{line}:{column}", source.name);
        group = group.element(Level::NOTE.message(shown(&note).into_owned()));
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

/// Whether two places can be shown in one piece of the source.
fn is_near(source: &Source, one: &Range<usize>, other: &Range<usize>) -> bool {
    let line = |span: &Range<usize>| source.position(span.start).0;
    line(one).abs_diff(line(other)) <= NEAR
}

/// Only the lines between the marks are handed over, so that the cost of a diagnostic does not
/// depend on the length of the file.
fn snippet<'a>(
    source: &'a Source,
    diagnostic: &'a Diagnostic,
    related: Option<(&'a Range<usize>, &'a String)>,
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let spans = || std::iter::once(&diagnostic.span).chain(related.map(|(span, _)| span));
    let first = spans().map(|span| span.start).min().unwrap_or(0).min(source.text.len());
    let last = spans().map(|span| span.end).max().unwrap_or(first).clamp(first, source.text.len());
    let (line, _) = source.position(first);
    let start = source.line_start(line);
    let end = source.text[last..].find('\n').map_or(source.text.len(), |length| last + length);

    let within = |span: &Range<usize>| span.start - start..span.end.min(end) - start;
    let mut snippet =
        Snippet::source(&source.text[start..end]).path(&source.name).line_start(line).annotation(
            AnnotationKind::Primary.span(within(&diagnostic.span)).label(&*diagnostic.label),
        );
    if let Some((span, label)) = related {
        snippet = snippet.annotation(AnnotationKind::Context.span(within(span)).label(&**label));
    }
    snippet
}
