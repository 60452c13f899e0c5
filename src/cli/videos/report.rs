//! What was found, as an organiser reads it.

use seminar::draft::VideoDraft;
use seminar::recordings::{Comparison, Finding, List, Standing};

use crate::cli::Terminal;
use crate::cli::terminal::{count, named};

/// How many talks are named before the rest is counted.
const NAMED: usize = 12;

/// A few lines for each finding that is worth a look: the talk, the video with its score, why, and
/// what would be written.
pub(super) fn blocks(comparison: &Comparison) -> Vec<String> {
    comparison.findings.iter().filter_map(block).collect()
}

fn block(finding: &Finding) -> Option<String> {
    let Finding { talk, title, video, score, why, standing, addition } = finding;
    let mark = if matches!(standing, Standing::Unclear(_)) { "?" } else { "" };
    let mut lines = vec![
        format!("\x1b[1m{talk}{mark}\x1b[0m  {title}"),
        format!("  {:>3.0} %  {}", (score * 100.0).floor(), video.title),
    ];
    let mut below = |text: String| lines.push(format!("         {text}"));
    match standing {
        Standing::Withheld => return None,
        Standing::Linked if addition.is_none() => return None,
        Standing::Linked | Standing::Clear => below(why.clone()),
        Standing::Unclear(None) => below(format!("{why}; not enough to be sure")),
        Standing::Unclear(Some(but)) => below(format!("{why}; but {but}")),
        Standing::Taken(there) => {
            below(why.clone());
            below(format!("left alone: the talk has {there}"));
        }
    }
    match (standing, addition) {
        (Standing::Unclear(_), _) => below(format!("if it is: video: {}", video.url)),
        (Standing::Taken(_), _) => below(format!("this one is {}", video.url)),
        (_, Some(draft)) => keys(draft, standing).into_iter().for_each(below),
        (_, None) => {}
    }
    Some(lines.join("\n"))
}

/// `+ published: 2023-09-19`, a line for each key that would be written.
fn keys(draft: &VideoDraft, standing: &Standing) -> Vec<String> {
    let url = Some(&draft.url).filter(|_| *standing == Standing::Clear);
    let keys = [
        ("url", url),
        ("title", draft.title.as_ref()),
        ("published", draft.published.as_ref()),
        ("duration", draft.duration.as_ref()),
    ];
    let line =
        |(key, text): (&str, Option<&String>)| Some(format!("\x1b[32m+\x1b[0m {key}: {}", text?));
    keys.into_iter().filter_map(line).collect()
}

/// Points out what must not be public.
pub(super) fn withheld(comparison: &Comparison, terminal: &Terminal) {
    for finding in comparison.findings.iter().filter(|it| it.standing == Standing::Withheld) {
        let Finding { talk, video, why, .. } = finding;
        terminal.caution(
            format!(
                "`{}` ({}) looks like {talk}, whose speakers did not agree to share it ({why})",
                video.title, video.url
            ),
            "if it is, take it offline; if they agreed after all, take out `recording: none`. \
             Nothing of it is written",
        );
    }
}

/// How much was found.
pub(super) fn summary(list: &List, comparison: &Comparison) -> String {
    let number = |is: fn(&Standing) -> bool| {
        comparison.findings.iter().filter(|finding| is(&finding.standing)).count()
    };
    let parts = [
        (number(|it| *it == Standing::Clear), "found"),
        (number(|it| *it == Standing::Linked), "linked already"),
        (number(|it| matches!(it, Standing::Unclear(_))), "doubtful"),
        (number(|it| matches!(it, Standing::Taken(_))), "of a talk that has another"),
        (number(|it| *it == Standing::Withheld), "not to be shared"),
        (comparison.others.len(), "of no talk"),
    ];
    let parts = parts.into_iter().filter(|(number, _)| *number > 0);
    let parts: Vec<_> = parts.map(|(number, what)| format!("{number} {what}")).collect();
    let videos = count(list.videos.len(), "video");
    let found = if parts.is_empty() { videos } else { format!("{videos}: {}", parts.join(", ")) };
    match &comparison.open[..] {
        [] => found,
        open => format!("{found}\nstill without a recording: {}", named(open, NAMED)),
    }
}
