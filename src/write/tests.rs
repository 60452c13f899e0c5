//! Builds into folders of their own.

use std::sync::mpsc;
use std::thread;

use tempfile::{TempDir, tempdir};

use super::*;

mod faults;
mod recovery;

type Files = BTreeMap<String, Vec<u8>>;

fn files(pairs: &[(&str, &str)]) -> Files {
    pairs.iter().map(|&(name, text)| (name.to_owned(), text.into())).collect()
}

fn names(names: &[&str]) -> Vec<String> {
    names.iter().map(|&name| name.to_owned()).collect()
}

fn lock(folder: &Path) -> Folder {
    Folder::lock(folder, || panic!("nobody else builds here")).expect("a folder")
}

/// Everything in a folder, hidden files too.
fn contents(folder: &Path) -> Files {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry"));
    let named =
        entries.map(|entry| (entry.file_name().into_string().expect("a name"), entry.path()));
    named.map(|(name, path)| (name, fs::read(path).expect("a file"))).collect()
}

fn old_files() -> Files {
    files(&[("a.ics", "same"), ("b.ics", "old"), ("gone.ics", "old"), (HISTORY, "old")])
}

fn new_files() -> Files {
    files(&[("a.ics", "same"), ("b.ics", "newer"), ("c.ics", "new"), (HISTORY, "newer")])
}

fn wrote_old() -> Vec<String> {
    old_files().into_keys().collect()
}

/// A folder that the old site was built into.
fn built() -> TempDir {
    let folder = tempdir().expect("a folder");
    lock(folder.path()).write(&old_files(), &[]).expect("a build");
    folder
}

#[test]
fn a_folder_that_does_not_exist_is_made_with_its_parents() {
    let place = tempdir().expect("a folder");
    let folder = place.path().join("site/feeds");
    let report = lock(&folder).write(&old_files(), &[]).expect("a build");
    assert_eq!(contents(&folder), old_files());
    assert_eq!(report.created, names(&["a.ics", "b.ics", "gone.ics", HISTORY]));
    assert!(!report.is_up_to_date());
}

#[test]
fn the_report_tells_what_a_build_did_and_a_comparison_tells_it_before() {
    let folder = built();
    let before = compare(folder.path(), &new_files(), &wrote_old(), &|_| ()).expect("a comparison");
    assert_eq!(contents(folder.path()), old_files());
    let after = lock(folder.path()).write(&new_files(), &wrote_old()).expect("a build");
    assert_eq!(contents(folder.path()), new_files());
    let expected = Report {
        created: names(&["c.ics"]),
        changed: names(&["b.ics", HISTORY]),
        removed: names(&["gone.ics"]),
        unchanged: names(&["a.ics"]),
        digests: after.digests.clone(),
    };
    assert_eq!((before, after), (expected.clone(), expected));
    let again = compare(folder.path(), &new_files(), &wrote_old(), &|_| ()).expect("a comparison");
    assert!(again.is_up_to_date());
}

#[test]
fn a_folder_holds_what_was_written_until_any_of_it_is_another() {
    let folder = tempdir().expect("a folder");
    let large: String = (0..100_000).map(|number| format!("{number} ")).collect();
    let site = files(&[("a.ics", ""), ("b.ics", &large), (HISTORY, "text")]);
    let report = lock(folder.path()).write(&site, &[]).expect("a build");
    let told = compare(folder.path(), &site, &[], &|_| ()).expect("a comparison");
    assert_eq!(told.digests, report.digests);
    let holds = || holds(folder.path(), &report.digests);
    let path = |name| folder.path().join(name);
    assert!(holds());
    fs::write(path("CNAME"), "example.org").expect("a file of somebody else");
    assert!(holds());
    for (name, bytes) in &site {
        let mut others = vec![[bytes, &b"more"[..]].concat()];
        if let [.., last] = &bytes[..] {
            others.push([&bytes[..bytes.len() - 1], &[last ^ 1]].concat());
            others.push(bytes[..bytes.len() - 1].to_vec());
        }
        for other in others {
            fs::write(path(name), other).expect("a file");
            assert!(!holds(), "{name}");
        }
        fs::remove_file(path(name)).expect("a file");
        assert!(!holds(), "{name} is gone");
        fs::write(path(name), bytes).expect("a file");
        assert!(holds());
    }
    fs::write(path(".seminar-1-0.tmp"), "half").expect("a killed build's");
    assert!(!holds());
}

#[test]
fn a_folder_that_does_not_exist_can_be_compared_and_is_not_made() {
    let place = tempdir().expect("a folder");
    let folder = place.path().join("feeds");
    let report = compare(&folder, &old_files(), &[], &|_| ()).expect("a comparison");
    assert_eq!(report.created.len(), 4);
    assert!(!folder.exists());
}

#[test]
#[cfg(unix)]
fn a_file_whose_bytes_are_the_same_is_not_touched() {
    use std::os::unix::fs::MetadataExt as _;
    let folder = built();
    let stamps = |name| {
        let found = fs::metadata(folder.path().join(name)).expect("a file");
        (found.ino(), found.mtime(), found.mtime_nsec(), found.ctime(), found.ctime_nsec())
    };
    let before = (stamps("a.ics"), stamps("b.ics"));
    lock(folder.path()).write(&new_files(), &wrote_old()).expect("a build");
    assert_eq!(stamps("a.ics"), before.0);
    assert_ne!(stamps("b.ics"), before.1, "a changed file is another file");
}

#[test]
fn files_that_no_build_wrote_are_left_alone() {
    let folder = built();
    fs::write(folder.path().join("CNAME"), "example.org").expect("a file");
    fs::create_dir(folder.path().join("kept.ics")).expect("a folder");
    fs::remove_file(folder.path().join("gone.ics")).expect("gone before");
    let wrote = [wrote_old(), names(&["kept.ics"])].concat();
    let report = lock(folder.path()).write(&new_files(), &wrote).expect("a build");
    assert_eq!(report.removed, names(&[]));
    assert_eq!(fs::read(folder.path().join("CNAME")).expect("a file"), b"example.org");
    assert!(folder.path().join("kept.ics").is_dir());
}

#[test]
fn a_name_that_changes_its_case_is_one_file_afterwards() {
    let folder = tempdir().expect("a folder");
    lock(folder.path()).write(&files(&[("s03.ics", "old")]), &[]).expect("a build");
    let renamed = files(&[("S03.ics", "newer")]);
    lock(folder.path()).write(&renamed, &names(&["s03.ics"])).expect("a build");
    assert_eq!(fs::read(folder.path().join("S03.ics")).expect("a file"), b"newer");
    assert_eq!(contents(folder.path()).len(), 1);
}

#[test]
#[cfg(unix)]
fn a_written_file_has_the_mode_of_any_new_file() {
    use std::os::unix::fs::MetadataExt as _;
    let folder = built();
    let mode = |name| fs::metadata(folder.path().join(name)).expect("a file").mode();
    File::create(folder.path().join("by-hand")).expect("a file");
    assert_eq!(mode("a.ics"), mode("by-hand"));
    assert_eq!(mode(HISTORY), mode("by-hand"));
}

#[test]
#[cfg(unix)]
fn a_symbolic_link_stays_and_the_file_it_leads_to_is_replaced() {
    use std::os::unix::fs::symlink;
    let (folder, elsewhere) = (built(), tempdir().expect("a folder"));
    let real = elsewhere.path().join("real.ics");
    fs::write(&real, "old").expect("a file");
    fs::write(elsewhere.path().join(".seminar-1-0.tmp"), "half").expect("a killed build's");
    fs::remove_file(folder.path().join("b.ics")).expect("removed");
    symlink(&real, folder.path().join("b.ics")).expect("a link");
    symlink(elsewhere.path().join("later.ics"), folder.path().join("c.ics")).expect("a link");

    lock(folder.path()).write(&new_files(), &wrote_old()).expect("a build");
    let expected = files(&[("real.ics", "newer"), ("later.ics", "new")]);
    assert_eq!(contents(elsewhere.path()), expected);
    assert!(folder.path().join("b.ics").is_symlink() && folder.path().join("c.ics").is_symlink());
}

#[test]
#[cfg(unix)]
fn a_device_is_never_replaced() {
    let folder = built();
    fs::remove_file(folder.path().join("b.ics")).expect("removed");
    std::os::unix::fs::symlink("/dev/null", folder.path().join("b.ics")).expect("a link");
    let error = lock(folder.path()).write(&new_files(), &wrote_old()).expect_err("refused");
    assert_eq!(error.to_string(), "cannot write `/dev/null`: it is not a file");
}

#[test]
fn names_that_lead_out_of_the_folder_or_hide_in_it_are_refused() {
    let folder = built();
    for name in ["../a.ics", "/a.ics", "a/b.ics", "a\\b.ics", "", ".", "..", ".hidden", "a\0b"] {
        let site = files(&[(name, "text")]);
        let error = lock(folder.path()).write(&site, &[]).expect_err(name);
        assert_eq!(error.to_string(), format!("cannot use `{name}` as the name of a file"));
        lock(folder.path()).write(&files(&[]), &names(&[name])).expect_err(name);
    }
    assert_eq!(contents(folder.path()), old_files());
}

#[test]
fn a_file_where_the_folder_should_be_is_an_error_with_its_path() {
    let place = tempdir().expect("a folder");
    let file = place.path().join("file");
    fs::write(&file, "text").expect("a file");
    for folder in [file.clone(), file.join("feeds")] {
        let error = Folder::lock(&folder, || ()).expect_err("no folder");
        assert_eq!(error.path(), folder);
        assert!(error.to_string().starts_with(&format!("cannot create `{}`: ", folder.display())));
        assert!(error.help().is_some());
    }
}

#[test]
fn a_folder_where_a_file_should_be_is_an_error_and_changes_nothing() {
    let folder = built();
    let path = folder.path().join("c.ics");
    fs::create_dir(&path).expect("a folder");
    let error = lock(folder.path()).write(&new_files(), &wrote_old()).expect_err("refused");
    let expected = format!("cannot write `{}`: it is not a file", path.display());
    assert_eq!(error.to_string(), expected);
    fs::remove_dir(path).expect("a folder");
    assert_eq!(contents(folder.path()), old_files());
}

#[test]
fn a_second_build_says_that_it_waits_and_goes_on_when_the_first_is_done() {
    let folder = built();
    let first = lock(folder.path());
    let (waits, waiting) = mpsc::channel();
    thread::scope(|scope| {
        let second = scope.spawn(|| {
            let locked = Folder::lock(folder.path(), move || waits.send(()).expect("a listener"));
            // Had it not waited, the first one's files would not be there yet.
            let found = contents(folder.path());
            locked.expect("a folder").write(&new_files(), &wrote_old()).expect("a build");
            found
        });
        waiting.recv().expect("it says that it waits");
        let between = files(&[("between.ics", "whole"), (HISTORY, "between")]);
        first.write(&between, &wrote_old()).expect("a build");
        drop(first);
        assert_eq!(second.join().expect("a build"), between);
    });
    assert_eq!(contents(folder.path()).get(HISTORY), new_files().get(HISTORY));
}

#[test]
fn builds_at_once_do_not_mix() {
    let folder = tempdir().expect("a folder");
    let site = |builder: usize| -> Files {
        let name = |number| format!("{number}.ics");
        (0..40).map(|number| (name(number), vec![b'a' + builder as u8; 999])).collect()
    };
    thread::scope(|scope| {
        for builder in 0..4 {
            let folder = folder.path();
            scope.spawn(move || {
                for _ in 0..5 {
                    let folder = Folder::lock(folder, || ()).expect("a folder");
                    folder.write(&site(builder), &[]).expect("a build");
                    assert_eq!(contents(folder.path()), site(builder));
                }
            });
        }
    });
}

#[test]
fn a_file_of_any_size_is_whole_wherever_it_begins_to_differ() {
    let folder = tempdir().expect("a folder");
    let old: Vec<u8> = (0..1_000_000_u32).map(|number| number as u8).collect();
    let mut texts =
        vec![old.clone(), old[..999_999].to_vec(), [&old[..], b"more"].concat(), vec![]];
    for at in [0, 1, 262_143, 262_144, 500_000, 999_999] {
        let mut text = old.clone();
        text[at] ^= 1;
        texts.push(text);
    }
    for text in texts {
        let (before, after) = ([("a", &old)], [("a", &text)]);
        let site =
            |pair: [(&str, &Vec<u8>); 1]| pair.map(|(name, it)| (name.to_owned(), it.clone()));
        lock(folder.path()).write(&site(before).into(), &[]).expect("a build");
        let report = lock(folder.path()).write(&site(after).into(), &[]).expect("a build");
        assert_eq!(report.is_up_to_date(), text == old);
        assert!(contents(folder.path())["a"] == text, "{} bytes", text.len());
    }
}
