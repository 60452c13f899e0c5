//! Connections: a thread for each, bounded in number, and in time while anything is owed.

use std::io::{self, ErrorKind, Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::Arc;
use std::thread::{self, Scope};
use std::time::{Duration, Instant, SystemTime};

use chrono::{DateTime, Utc};

use super::answer::{Answer, Body, answer, busy, refusal};
use super::preview::Shown;
use super::{reload, request};

/// How many connections there are at once. Every open page has one that lasts.
const MOST: usize = 128;

/// How long a request may take to arrive, and an answer to be taken.
const PATIENCE: Duration = Duration::from_secs(10);

/// How long the thread that takes connections may be kept by one of them.
const HASTE: Duration = Duration::from_millis(50);

/// How long, and to how much, to listen when a client has its answer and still talks: a connection
/// that is closed on unheard words takes the answer away again.
const FAREWELL: (Duration, u64) = (Duration::from_secs(1), 1024 * 1024);

/// How often who listens to events hears something. Only an attempt to write tells who has gone.
const HEARTBEAT: Duration = Duration::from_secs(5);

/// The stack of a connection's thread, which calls nothing deep.
const STACK: usize = 256 * 1024;

/// Takes connections, and never ends.
pub(super) fn accept<'scope>(
    listener: &TcpListener,
    shown: &'scope Shown,
    scope: &'scope Scope<'scope, '_>,
) {
    // Each connection holds a clone for as long as it lasts.
    let open = Arc::new(());
    loop {
        match listener.accept() {
            Ok((stream, _)) if Arc::strong_count(&open) > MOST => {
                let _ = send(&mut Timed::new(&stream, HASTE), &busy());
            }
            Ok((stream, _)) => {
                let held = Arc::clone(&open);
                let talk = move || {
                    let _held = held;
                    // A client that goes away has broken nothing.
                    let _ = converse(&stream, shown);
                };
                // Where there are no more threads to be had, this closes the connection.
                let _ = thread::Builder::new().stack_size(STACK).spawn_scoped(scope, talk);
            }
            // The machine is short of something that it may have again later.
            Err(_) => thread::sleep(Duration::from_millis(100)),
        }
    }
}

/// One request and its answer.
fn converse(stream: &TcpStream, shown: &Shown) -> io::Result<()> {
    stream.set_nodelay(true)?;
    let request = request::read(&mut Timed::new(stream, PATIENCE));
    let preview = shown.now();
    let answer = match &request {
        Ok(request) => Some(answer(request, &preview)),
        Err(reason) => refusal(*reason),
    };
    let Some(answer) = answer else { return Ok(()) };
    send(&mut Timed::new(stream, PATIENCE), &answer)?;
    match answer.body {
        Body::Events => tell(stream, shown),
        Body::Whole(_) | Body::Omitted(_) | Body::None => part(stream),
    }
}

/// Writes an answer. It may be kept, but is asked for again before it is used: it changes with
/// every edit.
fn send(out: &mut impl Write, answer: &Answer<'_>) -> io::Result<()> {
    let (status, name) = answer.status;
    let mut head = format!("HTTP/1.1 {status} {name}\r\n");
    let mut field = |name: &str, value: &str| head.push_str(&format!("{name}: {value}\r\n"));
    let now: DateTime<Utc> = SystemTime::now().into();
    field("Date", &now.format("%a, %d %b %Y %H:%M:%S GMT").to_string());
    field("Connection", "close");
    field("Cache-Control", "no-cache");
    field("X-Content-Type-Options", "nosniff");
    field("Content-Type", answer.media_type);
    if let Some(tag) = &answer.tag {
        field("ETag", tag);
    }
    if let Some(methods) = answer.allow {
        field("Allow", methods);
    }
    match &answer.body {
        Body::Whole(body) => field("Content-Length", &body.len().to_string()),
        Body::Omitted(length) => field("Content-Length", &length.to_string()),
        Body::Events | Body::None => {}
    }
    head.push_str("\r\n");
    out.write_all(head.as_bytes())?;
    match &answer.body {
        Body::Whole(body) => out.write_all(body),
        Body::Omitted(_) | Body::Events | Body::None => Ok(()),
    }
}

/// Tells the version, and every other one that takes its place, until nobody listens.
fn tell(stream: &TcpStream, shown: &Shown) -> io::Result<()> {
    let say = |text: &str| Timed::new(stream, PATIENCE).write_all(text.as_bytes());
    let mut version = shown.now().version.clone();
    say(&reload::event(&version))?;
    loop {
        match shown.after(&version, HEARTBEAT) {
            Some(preview) => {
                version.clone_from(&preview.version);
                say(&reload::event(&version))?;
            }
            None => say(reload::COMMENT)?,
        }
    }
}

/// Lets the client finish what it was saying.
fn part(stream: &TcpStream) -> io::Result<()> {
    stream.shutdown(Shutdown::Write)?;
    let (patience, length) = FAREWELL;
    io::copy(&mut Timed::new(stream, patience).take(length), &mut io::sink())?;
    Ok(())
}

/// A stream that has until a certain time for all of it, however small the steps.
struct Timed<'a> {
    stream: &'a TcpStream,
    deadline: Instant,
}

impl<'a> Timed<'a> {
    fn new(stream: &'a TcpStream, patience: Duration) -> Self {
        Self { stream, deadline: Instant::now() + patience }
    }

    fn left(&self) -> io::Result<Option<Duration>> {
        match self.deadline.saturating_duration_since(Instant::now()) {
            Duration::ZERO => Err(ErrorKind::TimedOut.into()),
            left => Ok(Some(left)),
        }
    }
}

impl Read for Timed<'_> {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        self.stream.set_read_timeout(self.left()?)?;
        self.stream.read(bytes)
    }
}

impl Write for Timed<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.stream.set_write_timeout(self.left()?)?;
        self.stream.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.stream.flush()
    }
}
