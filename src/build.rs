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
    /// a file is made, `made` is called with the number of all files; it may be on another thread.
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
