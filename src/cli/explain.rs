//! `seminar explain`.

use seminar::diagnostic::Code;

use super::{Outcome, Terminal, Verdict};

pub(crate) fn explain(name: Option<&str>, terminal: &mut Terminal) -> Outcome {
    let Some(name) = name else {
        terminal.data(list());
        return Ok(Verdict::Done);
    };
    // As it is copied from a message: `error[invalid-url]`.
    let bare = name.rsplit('[').next().unwrap_or(name).trim_end_matches([']', ':']);
    let Some(code) = Code::from_name(&bare.to_lowercase()) else {
        let help = "`seminar explain` lists all codes";
        terminal.error(format!("there is no code `{name}`"), Some(help));
        return Ok(Verdict::Usage);
    };
    let heading = format!("{}[{}]: {}", code.severity().name(), code.name(), code.summary());
    terminal.data(format!("{heading}\n\n{}", without_fences(code.explanation()).trim_end()));
    Ok(Verdict::Done)
}

/// Every code with its meaning, a line each.
fn list() -> String {
    let width = Code::ALL.iter().map(|code| code.name().len()).max().unwrap_or_default();
    let line = |code: &Code| {
        format!("{:width$}  {:7}  {}", code.name(), code.severity().name(), code.summary())
    };
    Code::ALL.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// Markdown with its examples indented below what they show (`wrong`, `right`), as a terminal wants
/// them.
fn without_fences(markdown: &str) -> String {
    let mut inside = false;
    let mut text = String::new();
    for line in markdown.lines() {
        match (line.strip_prefix("```"), inside) {
            (Some(_), true) => inside = false,
            (Some(info), false) => {
                inside = true;
                text += &format!("  {}:\n", info.rsplit(' ').next().unwrap_or(info));
            }
            (None, true) => text += &format!("    {line}\n"),
            (None, false) => text += &format!("{line}\n"),
        }
    }
    text
}
