//! What is not said yet is filled with what is said elsewhere.

use crate::draft::SeriesDraft;
use crate::folded::folded;

/// Sets what is not said yet; what is said otherwise already comes back. Punctuation, capitals and
/// white space make no difference.
pub(super) fn fill(first: &mut Option<String>, second: Option<String>) -> Option<String> {
    match first {
        None => {
            *first = second;
            None
        }
        Some(kept) => second.filter(|second| folded(second) != folded(kept)),
    }
}

/// The series, as a first file says it, its gaps filled by a second one. That a list of abstracts
/// has a title and an introduction of its own is no contradiction.
pub(crate) fn series(first: &SeriesDraft, second: SeriesDraft) -> SeriesDraft {
    let or = |first: &Option<String>, second: Option<String>| first.clone().or(second);
    SeriesDraft {
        id: or(&first.id, second.id),
        title: or(&first.title, second.title),
        url: or(&first.url, second.url),
        timezone: or(&first.timezone, second.timezone),
        duration: or(&first.duration, second.duration),
        language: or(&first.language, second.language),
        description: or(&first.description, second.description),
        organizers: match first.organizers.is_empty() {
            true => second.organizers,
            false => first.organizers.clone(),
        },
        playlist: or(&first.playlist, second.playlist),
        newsletter: first.newsletter.clone().or(second.newsletter),
        funding: or(&first.funding, second.funding),
    }
}
