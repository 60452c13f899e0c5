//! Diagnostics as JSON for programs: an array, `[]` when all is well.

use serde::Serialize;

use super::{Diagnostic, Source};

/// Lines and columns count from 1; columns count characters, and the end is exclusive.
#[derive(Serialize)]
struct Record<'a> {
    code: &'a str,
    severity: &'a str,
    message: &'a str,
    file: &'a str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    help: Option<&'a str>,
}

/// The diagnostics as a JSON array.
pub fn json(source: &Source, diagnostics: &[Diagnostic]) -> String {
    let records: Vec<_> = diagnostics.iter().map(|it| record(source, it)).collect();
    // Strings and numbers always serialise.
    serde_json::to_string_pretty(&records).unwrap_or_default()
}

fn record<'a>(source: &'a Source, diagnostic: &'a Diagnostic) -> Record<'a> {
    let (line, column) = source.position(diagnostic.span.start);
    let (end_line, end_column) = source.position(diagnostic.span.end);
    Record {
        code: diagnostic.code.name(),
        severity: diagnostic.severity().name(),
        message: &diagnostic.message,
        file: &source.name,
        line,
        column,
        end_line,
        end_column,
        help: diagnostic.help.as_deref(),
    }
}
