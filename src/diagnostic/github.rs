//! Diagnostics as GitHub's workflow commands, which become annotations on a pull request: one line
//! each, `::error file=…,line=…::message`, nothing when all is well.
//!
//! Not supported: columns of what runs over several lines, since annotations have none.

use std::ops::Range;

use super::{Diagnostic, Source};

/// The diagnostics as workflow commands. Lines and columns count from 1, and a column is a
/// character; the end is exclusive.
pub fn github(source: &Source, diagnostics: &[Diagnostic]) -> String {
    diagnostics.iter().map(|diagnostic| command(source, diagnostic) + "\n").collect()
}

fn command(source: &Source, diagnostic: &Diagnostic) -> String {
    let title = format!("{}: {}", diagnostic.code.name(), diagnostic.message);
    // An annotation without a message is not shown.
    let message = match (&diagnostic.help, diagnostic.label.as_str()) {
        (Some(help), _) => format!("help: {help}"),
        (None, "") => diagnostic.code.summary().to_owned(),
        (None, label) => label.to_owned(),
    };
    format!(
        "::{} file={},{},title={}::{}",
        diagnostic.severity().name(),
        property(source.name()),
        place(source, &diagnostic.span),
        property(&title),
        data(&message),
    )
}

fn place(source: &Source, span: &Range<usize>) -> String {
    let ((line, column), (end_line, end_column)) =
        (source.position(span.start), source.position(span.end));
    if line != end_line {
        return format!("line={line},endLine={end_line}");
    }
    format!("line={line},col={column},endLine={end_line},endColumn={end_column}")
}

/// A command's message: the one place where it is escaped.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A property's value, which `:` and `,` would end.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Code;

    fn source() -> Source {
        Source::new("a,b:c%.yaml", "series:\n  title: 👀 x\n".to_owned())
    }

    #[test]
    fn a_command_names_the_place_and_escapes_what_would_end_it() {
        let diagnostic = Diagnostic::new(Code::Yaml, 22..23, "100%: a,\nb").help("so:\r\nand, so");
        assert_eq!(
            github(&source(), &[diagnostic]),
            "::error file=a%2Cb%3Ac%25.yaml,line=2,col=12,endLine=2,endColumn=13,\
             title=yaml%3A 100%25%3A a%2C%0Ab::help: so:%0D%0Aand, so\n"
        );
    }

    #[test]
    fn what_runs_over_several_lines_has_no_columns() {
        let warning = Diagnostic::new(Code::UnusualOffset, 0..23, "off").label("here");
        assert_eq!(
            github(&source(), &[warning]),
            "::warning file=a%2Cb%3Ac%25.yaml,line=1,endLine=2,title=unusual-offset%3A off::here\n"
        );
    }

    #[test]
    fn nothing_wrong_is_no_command() {
        assert_eq!(github(&source(), &[]), "");
    }
}
