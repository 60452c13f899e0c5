//! One request: what it asks, what it keeps, and what is said when it fails.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use super::common::{files, folder, seminar};
use super::matching::unlinked;
use super::server::{Server, answer};
use super::youtube::{entries, feed};

/// Runs the command in a folder, where nothing but this machine can be reached.
fn said(folder: &Path, words: &[&str]) -> (i32, String, String) {
    let mut command = seminar(folder);
    command.env("HTTPS_PROXY", "http://127.0.0.1:1").env("HTTP_PROXY", "http://127.0.0.1:1");
    let output = command.arg("videos").args(words).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

fn fetched(server: &Server, words: &[&str]) -> (i32, String, String) {
    let folder = folder(&unlinked());
    let before = files(folder.path());
    let words = [&["--feed", &server.address, "--write"], words].concat();
    let said = said(folder.path(), &words);
    if said.0 != 0 {
        assert_eq!(files(folder.path()), before, "a failure changed a file");
        assert_eq!(said.1, "");
    }
    said
}

/// Asserts how a fetch fails: its status, its first line, its next step.
fn fails(server: &Server, words: &[&str], status: i32, message: &str, help: &str) {
    let found = fetched(server, words);
    let host = server.address.trim_start_matches("http://").split(':').next().unwrap();
    let message = message.replace("HOST", host).replace("URL", &format!("{}/", server.address));
    let lines: Vec<_> = found.2.lines().collect();
    assert!(lines[0].starts_with(&format!("error: {message}")), "{found:?}");
    assert!(lines.last().unwrap().contains(help), "{found:?}");
    assert_eq!(found.0, status, "{found:?}");
}

#[test]
fn a_list_is_fetched_with_one_request_that_says_who_asks() {
    let server = Server::saying("200 OK", feed(&entries()).as_bytes());
    let (status, _, rest) = fetched(&server, &[]);
    assert_eq!(status, 0, "{rest}");
    assert!(rest.contains("15 videos: 8 found"), "{rest}");
    let requests = server.requests();
    assert_eq!(requests.len(), 1);
    let request = requests[0].to_lowercase();
    assert!(request.starts_with("get / http/1.1\r\n"), "{request}");
    assert!(request.contains("\r\nuser-agent: seminar/"), "{request}");
    assert!(!request.contains("accept-encoding: gzip"), "{request}");
}

#[test]
fn an_unchanged_list_is_not_sent_again() {
    let body = feed(&entries());
    let server = Server::new(move |request, connection| {
        let is_known = request.to_lowercase().contains("\r\nif-none-match: \"v1\"\r\n");
        let dated = "\r\nif-modified-since: tue, 19 sep 2023 09:00:00 gmt\r\n";
        let said = if is_known && request.to_lowercase().contains(dated) {
            answer("304 Not Modified\nETag: \"v1\"", 0)
        } else {
            let head = "200 OK\nETag: \"v1\"\nLast-Modified: Tue, 19 Sep 2023 09:00:00 GMT";
            answer(head, body.len()) + &body
        };
        drop(connection.write_all(said.as_bytes()));
    });
    let folder = folder(&unlinked());
    let run = || said(folder.path(), &["--feed", &server.address]);
    let first = run();
    assert_eq!(first.0, 0, "{first:?}");
    let kept = folder.path().join("cache/seminar/fetched");
    assert_eq!(fs::read_dir(&kept).unwrap().count(), 1);
    assert_eq!(run(), first);
    let asked = |number: usize| server.requests()[number].contains("\"v1\"");
    assert_eq!((asked(0), asked(1)), (false, true));

    // What was kept and is damaged is as good as nothing.
    let file = fs::read_dir(&kept).unwrap().next().unwrap().unwrap().path();
    let whole = fs::read(&file).unwrap();
    let other = String::from_utf8(whole.clone()).unwrap().replace("<feed", "<food");
    for broken in [&b""[..], &whole[..whole.len() / 2], &[0xff, 0xfe], other.as_bytes()] {
        fs::write(&file, broken).unwrap();
        assert_eq!(run(), first);
        assert!(!asked(server.requests().len() - 1));
        assert_eq!(fs::read(&file).unwrap(), whole, "it is kept again");
    }
    // Nothing depends on there being a place to keep it.
    fs::remove_dir_all(folder.path().join("cache")).unwrap();
    fs::write(folder.path().join("cache"), "a file").unwrap();
    assert_eq!(run(), first);
}

#[test]
fn what_is_not_a_list_is_not_kept() {
    let server =
        Server::saying("200 OK\nETag: \"v1\"", b"<!DOCTYPE html><title>Before you continue");
    let folder = folder(&unlinked());
    let (status, _, rest) = said(folder.path(), &["--feed", &server.address]);
    assert_eq!(status, 1);
    let place = format!("{}/:1:1", server.address);
    assert_eq!(
        rest.lines().take(2).collect::<Vec<_>>(),
        ["error: this is a web page, not a list of videos".to_owned(), format!("  --> {place}")],
    );
    assert!(!folder.path().join("cache").exists());
}

#[test]
fn each_status_has_its_words() {
    let server = Server::saying("404 Not Found", b"<html>");
    fails(&server, &[], 3, "there is nothing at `URL` (status 404)", "is public");
    let server = Server::saying("403 Forbidden", b"");
    fails(&server, &[], 3, "`HOST` does not show `URL` to us (status 403)", "is public");
    let server = Server::saying("503 Unavailable", b"");
    fails(&server, &[], 3, "`HOST` has a problem of its own (status 503)", "in a while");
    let server = Server::saying("429 Too Many Requests", b"");
    fails(&server, &[], 3, "`HOST` has had enough requests", "in a while");
    // It was not asked whether anything has changed.
    let server = Server::saying("304 Not Modified", b"");
    fails(&server, &[], 3, "`HOST` answered `URL` with status 304", "--feed FILE");
}

#[test]
fn a_server_that_does_not_end_is_left() {
    let server = Server::new(|_, connection| {
        drop(connection.write_all(answer("200 OK", 100).as_bytes()));
        // Held open until the other side goes.
        drop(std::io::Read::read(connection, &mut [0]));
    });
    fails(&server, &["--timeout", "1"], 3, "`HOST` was not done within 1 second", "--timeout");
}

#[test]
fn a_list_that_is_too_large_is_not_read_to_its_end() {
    static IS_READ: AtomicBool = AtomicBool::new(false);
    let server = Server::new(|_, connection| {
        drop(connection.write_all(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n<feed>"));
        let megabyte = vec![b' '; 1 << 20];
        let sent = (0..64).take_while(|_| connection.write_all(&megabyte).is_ok()).count();
        IS_READ.store(sent == 64, Ordering::Relaxed);
    });
    fails(&server, &[], 3, "the list at `URL` is larger than 8 MiB", "check the address");
    assert!(!IS_READ.load(Ordering::Relaxed));
}

#[test]
fn a_list_that_breaks_off_is_not_taken_for_a_whole_one() {
    let whole = feed(&entries());
    let half = &whole[..whole.len() / 2];
    let body = half.to_owned();
    let length = whole.len();
    let server = Server::new(move |_, connection| {
        let said = answer("200 OK", length) + &body;
        drop(connection.write_all(said.as_bytes()));
    });
    fails(&server, &[], 3, "`HOST` broke the connection off in the middle", "in a while");
    // Without a length, the list itself has to tell.
    let body = half.to_owned();
    let server = Server::new(move |_, connection| {
        let said = format!("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{body}");
        drop(connection.write_all(said.as_bytes()));
    });
    fails(&server, &[], 1, "", "fetch it again");
}

#[test]
fn a_server_that_leads_in_circles_is_left() {
    let server = Server::saying("302 Found\nLocation: /", b"");
    fails(&server, &[], 3, "`URL` leads on and on", "check the address");
    assert_eq!(server.requests().len(), 6);
}

#[test]
fn one_step_elsewhere_is_followed() {
    let body = feed(&entries());
    let server = Server::new(move |request, connection| {
        let said = match request.starts_with("GET /new ") {
            true => answer("200 OK", body.len()) + &body,
            false => answer("301 Moved Permanently\nLocation: /new", 0),
        };
        drop(connection.write_all(said.as_bytes()));
    });
    assert_eq!(fetched(&server, &[]).0, 0);
}

#[test]
fn what_is_no_http_is_said_to_be_none() {
    let server = Server::new(|_, connection| drop(connection.write_all(b"220 mail ready\r\n\r\n")));
    fails(&server, &[], 3, "`HOST` does not speak HTTP as expected", "--feed FILE");
    let server = Server::new(|_, _| {});
    fails(&server, &[], 3, "`HOST` broke the connection off in the middle", "in a while");
}

#[test]
fn who_cannot_be_reached_is_named() {
    let folder = folder(&unlinked());
    let said = |address: &str| said(folder.path(), &["--feed", address]);
    let (status, _, rest) = said("http://127.0.0.1:1/feed");
    assert_eq!(
        (status, rest.lines().next()),
        (3, Some("error: `127.0.0.1` refuses the connection"))
    );
    let (status, _, rest) = said("http://example.org/feed");
    assert_eq!(status, 2);
    assert_eq!(
        rest,
        "error: `http://example.org/feed` would be fetched without encryption\n  \
         help: write `https://example.org/feed`\n"
    );
}
