//! A build: an edition is rendered and written, file by file, so that no more of it is in memory
//! than is being made. [`Site`](crate::Site) has the same files, all at once.

use std::path::Path;
use std::sync::Arc;

use crate::error::Error;
use crate::history::{Change, History};
use crate::model::Series;
use crate::now::Now;
use crate::render::{Outputs, Templates, with_outputs};
use crate::write::{self, Folder, Report};

/// What a build did, or would do.
#[derive(Clone, Debug)]
pub struct Built {
    /// What happened to the folder.
    pub report: Report,
    /// What subscribers are told by it that the history does not know; nothing is news in a
    /// first build.
    pub changes: Vec<Change>,
}

impl Folder {
    /// Builds a series into the folder: all that [`Site::render_with`](crate::Site::render_with)
    /// makes. What the history says was written, and is not any more, is removed. Each time that
    /// another one of so many equal parts of the work is done, `made` is called with their number; it
    /// may be on another thread.
    ///
    /// # Errors
    /// What is wrong with a template, and what [`Folder::write`] tells.
    pub fn build(
        &self,
        series: impl Into<Arc<Series>>,
        history: &History,
        now: &Now,
        templates: &Templates,
        made: impl Fn(usize) + Sync,
    ) -> Result<Built, Error> {
        build(series, history, now, templates, |outputs| {
            self.publish(outputs, history.files(), &made)
        })
    }
}

/// What [`Folder::build`] would do to a folder. Writes nothing, and takes no lock.
///
/// # Errors
/// What is wrong with a template; and where a file can be neither read nor written, with its path.
pub fn compare(
    folder: &Path,
    series: impl Into<Arc<Series>>,
    history: &History,
    now: &Now,
    templates: &Templates,
    made: impl Fn(usize) + Sync,
) -> Result<Built, Error> {
    build(series, history, now, templates, |outputs| {
        write::compare(folder, outputs, history.files(), &made)
    })
}

fn build(
    series: impl Into<Arc<Series>>,
    history: &History,
    now: &Now,
    templates: &Templates,
    write: impl FnOnce(&Outputs<'_>) -> Result<Report, Error>,
) -> Result<Built, Error> {
    with_outputs(series, history, now, templates, |outputs| {
        let report = write(outputs)?;
        let changes = match history.is_first_build() {
            true => Vec::new(),
            false => outputs.changes_since(history),
        };
        Ok(Built { report, changes })
    })
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::*;
    use crate::sample;
    use crate::write::Files as _;

    #[test]
    fn every_part_of_the_making_is_told() {
        let place = tempfile::tempdir().expect("a folder");
        let (history, templates) = (History::default(), Templates::default());
        let now = "2023-10-01T12:00:00Z".parse().expect("a time");
        for number in [0, 1, 300] {
            let told = Mutex::new(Vec::new());
            let tell = |parts| told.lock().expect("no panic").push(parts);
            let event =
                |number| sample::event(&format!("S{number}"), "Europe/Rome", "2023-10-02T13:00:00");
            let mut series = sample::series();
            series.events = (0..number).map(event).collect();
            compare(place.path(), series.clone(), &history, &now, &templates, tell)
                .expect("a comparison");
            let compared = std::mem::take(&mut *told.lock().expect("no panic"));
            let folder = Folder::lock(place.path(), || ()).expect("a folder");
            folder.build(series, &history, &now, &templates, tell).expect("a build");
            for told in [compared, told.into_inner().expect("no panic")] {
                assert_eq!(told, vec![told.len(); told.len()], "{number}");
                assert!(!told.is_empty(), "{number}");
            }
        }
    }

    #[test]
    fn a_file_of_all_events_is_as_much_work_as_those_of_each() {
        let mut series = sample::series();
        series.events = vec![series.events[0].clone(); 5];
        let now = "2023-10-01T12:00:00Z".parse().expect("a time");
        let (history, templates, event) =
            (History::default(), Templates::default(), &series.events[0]);
        let work = |name: &str| {
            with_outputs(series.clone(), &history, &now, &templates, |outputs| outputs.work(name))
        };
        assert_eq!(work(&format!("{}.ics", event.id)), 1);
        for name in ["calendar.ics", "index.html", "videos.rss", "history.json"] {
            assert_eq!(work(name), 5, "{name}");
        }
    }
}
