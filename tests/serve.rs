//! The preview, as browsers and worse meet it: over a socket, byte by byte.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that cannot go on fails

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Stdio};
use std::thread::sleep;
use std::time::Duration;

use common::{files, folder, run, said, seminar};
use tempfile::TempDir;

const CATALOGUE: &str = "\
series:
  id: looking-glass
  title: Datasets through the L👀king-Glass
  url: https://example.org/webinar/
  timezone: Europe/Copenhagen
events:
  - id: S03
    title: Rethinking Annotations
    start: 2023-09-18 13:00 CEST
    talks:
      - id: S03E01
        title: Rethinking annotation cost
        speakers: [Dr. Thijs Kooi]
        video: https://youtu.be/qhAYUfQlYfo
";

const NOW: &str = "--now 2023-09-19T12:00:00Z";

/// What is long enough to wait for anything; a test that gets there has failed.
const PATIENCE: Duration = Duration::from_secs(60);

/// A running preview of a folder; it ends with the test.
struct Preview {
    folder: TempDir,
    process: Child,
    address: String,
}

/// An answer, its fields by their names in small letters.
#[derive(Debug)]
struct Answer {
    status: u16,
    fields: BTreeMap<String, String>,
    body: Vec<u8>,
}

impl Preview {
    fn of(catalogue: &str) -> Self {
        Self::in_folder(folder(catalogue), &[])
    }

    fn in_folder(folder: TempDir, words: &[&str]) -> Self {
        let mut command = seminar(folder.path());
        command.args(["serve", "--port", "0"]).args(NOW.split(' ')).args(words);
        let mut process = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut address = String::new();
        BufReader::new(process.stdout.as_mut().unwrap()).read_line(&mut address).unwrap();
        let address = address.trim().strip_prefix("http://").expect("an address");
        let address = address.trim_end_matches('/').to_owned();
        Self { folder, process, address }
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Puts a file in its place in one step, as most editors do. (In two, a machine that is busy
    /// enough would show the half of it, which is right, and one event more than a test counts.)
    fn write(&self, name: &str, text: &str) {
        let new = self.path().join("new");
        fs::write(&new, text).unwrap();
        fs::rename(new, self.path().join(name)).unwrap();
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(&self.address).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream
    }

    /// Whatever comes back for these bytes. A preview that hangs up early is no failure here.
    fn raw(&self, bytes: &[u8]) -> Vec<u8> {
        let mut stream = self.connect();
        let _ = stream.write_all(bytes);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        answer
    }

    fn ask(&self, method: &str, target: &str, fields: &str) -> Answer {
        let host = &self.address;
        let head = format!("{method} {target} HTTP/1.1\r\nHost: {host}\r\n{fields}\r\n");
        answer(&self.raw(head.as_bytes()))
    }

    fn get(&self, target: &str) -> Answer {
        self.ask("GET", target, "")
    }

    fn events(&self) -> Events {
        let mut stream = self.connect();
        write!(stream, "GET /.reload HTTP/1.1\r\nHost: {}\r\n\r\n", self.address).unwrap();
        let mut lines = BufReader::new(stream);
        let mut line = String::new();
        while line != "\r\n" {
            line.clear();
            assert_ne!(lines.read_line(&mut line).unwrap(), 0, "no head");
        }
        Events(lines)
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The stream of versions.
struct Events(BufReader<TcpStream>);

impl Events {
    fn next(&mut self) -> String {
        let mut line = String::new();
        while !line.starts_with("data: ") {
            line.clear();
            assert_ne!(self.0.read_line(&mut line).unwrap(), 0, "the stream has ended");
        }
        line["data: ".len()..].trim_end().to_owned()
    }
}

fn answer(bytes: &[u8]) -> Answer {
    let end = bytes.windows(4).position(|it| it == b"\r\n\r\n").expect("a whole head");
    let head = str::from_utf8(&bytes[..end]).unwrap();
    let (first, fields) = head.split_once("\r\n").unwrap();
    let status = first.strip_prefix("HTTP/1.1 ").unwrap()[..3].parse().unwrap();
    let field = |line: &str| {
        let (name, value) = line.split_once(": ").unwrap();
        (name.to_ascii_lowercase(), value.to_owned())
    };
    Answer { status, fields: fields.lines().map(field).collect(), body: bytes[end + 4..].to_vec() }
}

impl Answer {
    fn text(&self) -> &str {
        str::from_utf8(&self.body).unwrap()
    }
}

#[test]
fn every_file_is_what_a_build_writes_and_has_its_type() {
    let preview = Preview::of(CATALOGUE);
    run(preview.path(), &format!("build --out built {NOW}"));
    let built = files(&preview.path().join("built"));
    for (name, media_type) in [
        ("S03.ics", "text/calendar; charset=utf-8"),
        ("calendar.ics", "text/calendar; charset=utf-8"),
        ("videos.rss", "application/rss+xml"),
        ("news.atom", "application/atom+xml"),
        ("videos.json", "application/feed+json"),
        ("news.json", "application/feed+json"),
        ("series.json", "application/json"),
        ("history.json", "application/json"),
        ("page.md", "text/markdown; charset=utf-8"),
    ] {
        let answer = preview.get(&format!("/{name}"));
        assert_eq!(answer.status, 200, "{name}");
        assert_eq!(answer.fields["content-type"], media_type, "{name}");
        assert_eq!(answer.fields["content-length"], answer.body.len().to_string(), "{name}");
        assert!(answer.body == built[name], "{name} differs from that of a build");
    }
}

#[test]
fn only_the_page_that_is_served_has_the_script_that_loads_it_again() {
    let preview = Preview::of(CATALOGUE);
    run(preview.path(), &format!("build --out built {NOW}"));
    let built = fs::read_to_string(preview.path().join("built/index.html")).unwrap();
    let page = preview.get("/index.html");
    assert_eq!(page.fields["content-type"], "text/html; charset=utf-8");
    assert_eq!(preview.get("/").body, page.body);
    let version = preview.events().next();
    let script = format!("<script src=\"/.reload.js?{version}\"></script>\n");
    assert!(page.text().contains(&script) && !built.contains(".reload"));
    // Besides the script, the page's policy is the only difference: it permits the script.
    let policy = |page: &str| {
        let start = page.find("content=\"default-src").expect("a policy");
        page[start..start + page[start..].find('>').unwrap()].to_owned()
    };
    let (ours, theirs) = (policy(page.text()), policy(&built));
    assert!(ours.contains("connect-src 'self'") && ours != theirs, "{ours}");
    assert_eq!(page.text().replace(&script, "").replace(&ours, &theirs), built);
    let script = preview.get(&format!("/.reload.js?{version}"));
    assert_eq!(script.fields["content-type"], "text/javascript; charset=utf-8");
    assert!(script.text().contains("EventSource"));
}

#[test]
fn a_file_that_did_not_change_is_not_sent_again() {
    let preview = Preview::of(CATALOGUE);
    for target in ["/S03.ics", "/", "/.reload.js"] {
        let tag = preview.get(target).fields["etag"].clone();
        assert!(tag.starts_with('"') && tag.len() > 20, "a strong tag: {tag}");
        for list in [tag.clone(), format!("W/{tag}"), format!("\"other\", {tag}"), "*".to_owned()] {
            let answer = preview.ask("GET", target, &format!("If-None-Match: {list}\r\n"));
            assert_eq!((answer.status, answer.body.len()), (304, 0), "{list}");
            assert_eq!(answer.fields["etag"], tag);
        }
        let answer = preview.ask("GET", target, "If-None-Match: \"other\"\r\n");
        assert_eq!(answer.status, 200);
    }
    let tags = ["/S03.ics", "/calendar.ics"].map(|it| preview.get(it).fields["etag"].clone());
    assert_ne!(tags[0], tags[1]);
}

#[test]
fn head_is_get_without_the_body() {
    let preview = Preview::of(CATALOGUE);
    for target in ["/", "/S03.ics", "/nothing"] {
        let mut get = preview.get(target);
        let mut head = preview.ask("HEAD", target, "");
        assert_eq!((head.status, head.body.len()), (get.status, 0), "{target}");
        for answer in [&mut get, &mut head] {
            answer.fields.remove("date").expect("a date");
        }
        assert_eq!(head.fields, get.fields, "{target}");
    }
    assert_eq!(preview.ask("HEAD", "/.reload", "").status, 200);
}

#[test]
fn other_methods_are_told_which_there_are() {
    let preview = Preview::of(CATALOGUE);
    for (method, target, rest) in [
        ("POST", "/S03.ics", "Content-Length: 3\r\n\r\nabc"),
        ("PUT", "/", "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n"),
        ("DELETE", "/S03.ics", ""),
        ("OPTIONS", "*", ""),
        ("CONNECT", "localhost:80", ""),
        ("get", "/", ""),
    ] {
        let answer = preview.ask(method, target, rest);
        assert_eq!(answer.status, 405, "{method}");
        assert_eq!(answer.fields["allow"], "GET, HEAD", "{method}");
    }
}

#[test]
fn what_is_not_there_is_a_page_with_what_is() {
    let preview = Preview::of(CATALOGUE);
    fs::create_dir(preview.path().join("templates")).unwrap();
    preview.write("templates/secret.txt", "secret");
    for target in [
        "/nothing",
        "/S03",
        "/s03.ics",
        "//S03.ics",
        "/events.yaml",
        "/../events.yaml",
        "/%2e%2e/events.yaml",
        "/..%2fevents.yaml",
        "/..%5cevents.yaml",
        "/templates/secret.txt",
        "/feeds/../../events.yaml",
        "/S03.ics%00",
        "/S03.ics/",
        "/%",
        "/%zz",
        "/%ff%fe",
        "/%3Cscript%3Ealert(1)%3C/script%3E",
        "/etc/passwd",
        "nothing",
    ] {
        let answer = preview.get(target);
        assert_eq!(answer.status, 404, "{target}");
        assert_eq!(answer.fields["content-type"], "text/html; charset=utf-8");
        assert!(answer.text().contains("<a href=\"/S03.ics\">S03.ics</a>"), "{target}");
        assert!(!answer.text().contains("<script>alert"), "{target}");
        assert!(!answer.fields.contains_key("etag"), "{target}");
    }
    for target in ["/S03%2Eics", "/S03.ics?x=/../..", "http://localhost/S03.ics"] {
        assert_eq!(preview.get(target).status, 200, "{target}");
    }
}

#[test]
fn another_hosts_name_gets_nothing() {
    let preview = Preview::of(CATALOGUE);
    for host in ["example.org", "localhost.example.org", "127.0.0.1.example.org:80", ""] {
        let head = format!("GET / HTTP/1.1\r\nHost: {host}\r\n\r\n");
        let answer = answer(&preview.raw(head.as_bytes()));
        assert_eq!(answer.status, 421, "{host}");
        assert!(!answer.text().contains("Annotations"), "{host}");
    }
}

#[test]
fn a_wrong_request_is_refused_and_ends_nothing() {
    let preview = Preview::of(CATALOGUE);
    let long = |length: usize| "x".repeat(length);
    let host = "Host: localhost\r\n";
    for (head, status) in [
        ("\0\0\0\0\r\n\r\n".to_owned(), 400),
        ("\u{16}\u{3}\u{1}\u{2}".to_owned() + &long(200), 400),
        ("GET\r\n\r\n".to_owned(), 400),
        ("GET / HTTP/9.9\r\n\r\n".to_owned(), 400),
        (format!("GET / HTTP/1.1\r\n{host}no colon\r\n\r\n"), 400),
        (format!("GET / HTTP/1.1\r\n{host} folded: 1\r\n\r\n"), 400),
        (format!("GET / HTTP/1.1\r\n{host}{host}\r\n"), 400),
        ("GET / HTTP/1.1\r\n\r\n".to_owned(), 400),
        (format!("GET /{} HTTP/1.1\r\n{host}\r\n", long(100_000)), 431),
        (format!("GET / HTTP/1.1\r\n{host}A: {}\r\n\r\n", long(1_000_000)), 431),
        (format!("GET / HTTP/1.1\r\n{host}{}\r\n", "A: b\r\n".repeat(1_000)), 431),
        (long(1_000_000), 431),
    ] {
        assert_eq!(answer(&preview.raw(head.as_bytes())).status, status, "{:.60}", head);
    }
    preview.raw(b"GET /\xff\xfe HTTP/1.1\r\nHost: localhost\r\n\r\n");
    preview.raw(b"GET / HTTP/1.1\r\nHost: \xff\xfe\r\n\r\n");
    assert_eq!(preview.get("/S03.ics").status, 200);
}

#[test]
fn a_request_that_does_not_arrive_is_given_up() {
    let preview = Preview::of(CATALOGUE);
    assert_eq!(answer(&preview.raw(b"GET / HTTP/1.1\r\nHost: loc")).status, 408);
    assert_eq!(preview.raw(b""), b"", "no answer where nothing was asked");
}

#[test]
fn many_half_open_connections_keep_nobody_out() {
    let preview = Preview::of(CATALOGUE);
    let mut open: Vec<_> = (0..50).map(|_| preview.connect()).collect();
    for (number, stream) in open.iter_mut().enumerate() {
        stream.write_all(&b"GET / HTTP/1.1\r\nA: b"[..number % 20]).unwrap();
    }
    assert_eq!(preview.get("/S03.ics").status, 200);
}

#[test]
fn when_too_many_connections_are_open_new_ones_are_told_so_until_there_is_room() {
    let preview = Preview::of(CATALOGUE);
    let open: Vec<_> = (0..200).map(|_| preview.connect()).collect();
    let mut refused = open.last().unwrap();
    let mut told = Vec::new();
    refused.read_to_end(&mut told).unwrap();
    assert_eq!(answer(&told).status, 503);
    drop(open);
    // Its threads are told by the system that their clients have gone.
    let is_served = |_: &u32| {
        sleep(Duration::from_millis(20));
        let answer = preview.raw(b"GET /S03.ics HTTP/1.1\r\nHost: localhost\r\n\r\n");
        answer.starts_with(b"HTTP/1.1 200 ")
    };
    assert!((0..1_000).find(is_served).is_some());
}

#[test]
fn an_open_page_follows_the_catalogue_from_right_to_wrong_and_back() {
    let preview = Preview::of(CATALOGUE);
    let mut events = preview.events();
    let right = events.next();
    assert!(preview.get("/").text().contains("Rethinking Annotations"));

    preview.write("events.yaml", &CATALOGUE.replace("13:00 CEST", "13:00 CET # <img src=x>"));
    let wrong = events.next();
    assert_ne!(wrong, right);
    let page = preview.get("/");
    assert_eq!(page.status, 503);
    assert_eq!(page.fields["content-type"], "text/html; charset=utf-8");
    for part in [
        "<h2>events.yaml:9:12: Europe/Copenhagen is not on CET then, but on CEST</h2>",
        "error[wrong-abbreviation]: ",
        "help: write `2023-09-18 13:00 CEST`",
        "&lt;img src=x&gt;",
        &format!("<script src=\"/.reload.js?{wrong}\"></script>"),
    ] {
        assert!(page.text().contains(part), "{part}: {}", page.text());
    }
    assert!(!page.text().contains("<img"), "{}", page.text());
    let file = preview.get("/S03.ics");
    assert_eq!((file.status, &*file.fields["content-type"]), (503, "text/plain; charset=utf-8"));
    assert!(file.text().starts_with("error[wrong-abbreviation]: "), "{}", file.text());

    preview.write("events.yaml", &CATALOGUE.replace("Rethinking Annotations", "Another title"));
    let other = events.next();
    assert!(other != wrong && other != right);
    let page = preview.get("/");
    assert_eq!(page.status, 200);
    assert!(page.text().contains("Another title"));

    preview.write("events.yaml", CATALOGUE);
    assert_eq!(events.next(), right, "what is as it was has the version that it had");
    assert_eq!(preview.events().next(), right, "who comes later hears the present version first");
}

#[test]
fn a_catalogue_that_is_gone_for_a_while_is_waited_for() {
    let preview = Preview::of(CATALOGUE);
    let mut events = preview.events();
    let right = events.next();
    fs::remove_file(preview.path().join("events.yaml")).unwrap();
    events.next();
    let page = preview.get("/");
    assert_eq!(page.status, 503);
    assert!(page.text().contains("cannot read `events.yaml`"), "{}", page.text());
    preview.write("events.yaml", CATALOGUE);
    assert_eq!(events.next(), right);
}

#[test]
fn templates_are_watched_and_what_is_wrong_in_them_is_shown() {
    let preview = Preview::of(CATALOGUE);
    let mut events = preview.events();
    let built_in = events.next();
    fs::create_dir(preview.path().join("templates")).unwrap();
    preview.write("templates/index.html", "<h1>{{ series.title }}</h1>");
    events.next();
    let page = preview.get("/");
    assert!(page.text().starts_with("<h1>Datasets through the L👀king-Glass</h1>"), "{page:?}");
    preview.write("templates/index.html", "<p>\n{{ series.nothing.at.all }}");
    events.next();
    let page = preview.get("/");
    assert_eq!(page.status, 503);
    let place = Path::new("templates").join("index.html").display().to_string();
    assert!(page.text().contains(&place) && page.text().contains("line 2"), "{}", page.text());
    fs::remove_dir_all(preview.path().join("templates")).unwrap();
    while events.next() != built_in {}
    assert_eq!(preview.get("/").status, 200);
}

#[test]
fn a_preview_begins_with_a_wrong_catalogue_too() {
    let preview = Preview::of("series: {}\n");
    assert!(preview.get("/").text().contains("<h2>events.yaml:1:1"));
    let mut events = preview.events();
    events.next();
    preview.write("events.yaml", CATALOGUE);
    events.next();
    assert_eq!(preview.get("/").status, 200);
}

#[test]
fn what_was_published_and_is_gone_is_a_mistake_in_the_preview_as_in_a_build() {
    for out in ["feeds", "public"] {
        let folder = folder(CATALOGUE);
        run(folder.path(), &format!("build {NOW} --out {out}"));
        let preview = Preview::in_folder(folder, &["--out", out]);
        let mut events = preview.events();
        let right = events.next();
        let (first, _) = CATALOGUE.split_once("    talks:").unwrap();
        preview.write("events.yaml", first);
        assert_ne!(events.next(), right);
        assert!(preview.get("/").text().contains("error[vanished-id]"));
    }
}

#[test]
fn nothing_is_written_into_the_folder_that_builds_write() {
    let preview = Preview::of(CATALOGUE);
    preview.get("/");
    assert!(!preview.path().join("feeds").exists());
    drop(preview);

    let folder = folder(CATALOGUE);
    run(folder.path(), &format!("build {NOW}"));
    let before = files(&folder.path().join("feeds"));
    let preview = Preview::in_folder(folder, &[]);
    let mut events = preview.events();
    events.next();
    preview.write("events.yaml", &CATALOGUE.replace("13:00", "14:00"));
    events.next();
    assert!(preview.get("/S03.ics").text().contains("DTSTART;TZID=Europe/Copenhagen:20230918T14"));
    assert_eq!(files(&preview.path().join("feeds")), before);
    let names: Vec<_> = fs::read_dir(preview.path()).unwrap().collect();
    assert_eq!(names.len(), 2, "{names:?}");
}

#[test]
fn a_port_that_is_taken_is_an_error_with_a_next_step() {
    let preview = Preview::of(CATALOGUE);
    let (_, port) = preview.address.rsplit_once(':').unwrap();
    let (status, data, errors) = said(preview.path(), &format!("serve --port {port}"));
    assert_eq!((status, data.as_str()), (3, ""));
    let message = format!("error: cannot listen at port {port} of 127.0.0.1: ");
    assert!(errors.starts_with(&message), "{errors}");
    assert!(errors.contains("\n  help: ") && errors.contains("`--port 0`"), "{errors}");
}

#[test]
fn a_catalogue_that_is_not_there_is_not_served() {
    let folder = tempfile::tempdir().unwrap();
    let (status, _, errors) = said(folder.path(), "serve --port 0");
    assert_eq!(status, 3);
    assert!(errors.starts_with("error: cannot read `events.yaml`: "), "{errors}");
}
