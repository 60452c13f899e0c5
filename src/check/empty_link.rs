//! A link in a text whose target is empty. That a key of an address is empty is seen when it is
//! read.

use super::subject::Subject;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::Passage;

pub(super) fn check(subject: &Subject<'_>, passage: &Passage<'_>, found: &mut Vec<Diagnostic>) {
    for (shown, target) in subject.links(passage) {
        if !matches!(target.trim(), "" | "#") {
            continue;
        }
        let span = subject.place(passage, &format!("[{shown}]({target})"));
        let message = format!("the link `{shown}` has no target");
        found.push(
            Diagnostic::new(Code::EmptyLink, span, message)
                .label("leads nowhere")
                .help("write the address between the parentheses, or take the link out"),
        );
    }
}
