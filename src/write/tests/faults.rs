//! A step of a build can fail (the disk is full) or be its last (the build is killed). A failing
//! step returns an error; a kill unwinds, so that nothing is cleared away after it.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

use super::*;

/// Writes the new site, and meets `fate` before the step of this number (from 0). `None` when the
/// build has fewer steps.
fn interrupted(
    folder: &Path,
    at: usize,
    fate: impl Fn() -> io::Result<()> + Sync,
) -> Option<Result<Report, Error>> {
    let mut steps = 0;
    let result = lock(folder).write_stepwise(&new_files(), &wrote_old(), &mut |_, _| {
        steps += 1;
        if steps > at { fate() } else { Ok(()) }
    });
    (steps > at).then_some(result)
}

#[test]
fn a_build_killed_before_any_step_leaves_whole_files_and_the_next_one_does_the_rest() {
    let mut kills = 0;
    loop {
        let folder = built();
        let killed = catch_unwind(AssertUnwindSafe(|| {
            interrupted(folder.path(), kills, || resume_unwind(Box::new("killed")))
        }));
        if matches!(killed, Ok(None)) {
            break;
        }
        let left = contents(folder.path());
        for (name, bytes) in left.iter().filter(|(name, _)| !name.starts_with('.')) {
            let whole = [old_files().get(name), new_files().get(name)].contains(&Some(bytes));
            assert!(whole, "step {kills}: {name}");
        }
        let finished = left.get(HISTORY) == new_files().get(HISTORY);
        assert!(!finished, "step {kills}: no step comes after the history");

        lock(folder.path()).write(&new_files(), &wrote_old()).expect("a build");
        assert_eq!(contents(folder.path()), new_files(), "step {kills}");
        kills += 1;
    }
    assert_eq!(kills, 3 + 3 + 1, "three files are written and renamed, and one is removed");
}

#[test]
fn a_half_written_temporary_file_of_a_killed_build_is_cleared_away() {
    let folder = built();
    fs::write(folder.path().join(".seminar-1-0.tmp"), "BEGIN:VCAL").expect("a file");
    lock(folder.path()).write(&old_files(), &wrote_old()).expect("a build");
    assert_eq!(contents(folder.path()), old_files());
}

#[test]
fn a_disk_that_fails_at_any_step_leaves_whole_files_and_at_most_the_history_that_they_are_of() {
    for at in 0..7 {
        let folder = built();
        let result = interrupted(folder.path(), at, || Err(io::ErrorKind::StorageFull.into()));
        let error = result.expect("a step").expect_err("a failure");
        assert!(error.path().starts_with(folder.path()), "{error}");
        assert_eq!(error.help(), Some("make room, then build again"));
        let left = contents(folder.path());
        assert_eq!(left.get(HISTORY), old_files().get(HISTORY), "step {at}");
        let hidden = left.iter().filter(|(name, _)| name.starts_with('.'));
        assert!(hidden.eq(left.iter().filter(|(name, _)| name.ends_with("-history.tmp"))));
        if at <= 3 {
            assert_eq!(left, old_files(), "step {at}: nothing was renamed yet");
        }
    }
}

#[test]
fn a_failure_names_the_file_it_is_about() {
    let folder = built();
    let full = || Err(io::ErrorKind::PermissionDenied.into());
    let error = interrupted(folder.path(), 0, full).expect("a step").expect_err("a failure");
    let path = folder.path().join("b.ics");
    assert_eq!(error.to_string(), format!("cannot write `{}`: permission denied", path.display()));
}
