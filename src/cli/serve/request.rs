//! A request (RFC 9110, RFC 9112): as much of it as a preview looks at, within limits.
//!
//! Bodies are not read: nothing here takes any.

use std::io::{ErrorKind, Read};

/// How long the head of a request may be, in bytes; no browser sends as much to this machine.
const LONGEST_HEAD: usize = 16 * 1024;

/// How many fields a head may have.
const MOST_FIELDS: usize = 64;

/// What is asked for.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Request {
    pub(super) method: String,
    /// Decoded, without the query; in a form that names nothing if it cannot be decoded.
    pub(super) path: String,
    /// The field `If-None-Match`.
    pub(super) if_none_match: Option<String>,
}

/// Why a request is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    /// It is not HTTP.
    Malformed,
    /// Its head is too long, or has too many fields.
    TooLarge,
    /// It takes too long to arrive.
    TooSlow,
    /// It is for another host than this machine.
    Misdirected,
    /// Nothing, or no more, is to be heard.
    Gone,
}

/// Reads the head of a request.
pub(super) fn read(stream: &mut impl Read) -> Result<Request, Refusal> {
    let mut head = Vec::new();
    let mut chunk = [0; 2048];
    loop {
        match stream.read(&mut chunk) {
            Ok(0) => return Err(Refusal::Gone),
            Ok(length) => head.extend_from_slice(&chunk[..length]),
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            // Browsers open connections ahead of their needs: silence is no request.
            Err(_) if head.is_empty() => return Err(Refusal::Gone),
            Err(error) => {
                let slow = matches!(error.kind(), ErrorKind::TimedOut | ErrorKind::WouldBlock);
                return Err(if slow { Refusal::TooSlow } else { Refusal::Gone });
            }
        }
        if let Some(request) = parse(&head)? {
            return Ok(request);
        }
        if head.len() >= LONGEST_HEAD {
            return Err(Refusal::TooLarge);
        }
    }
}

/// The request of a head; `None` while the head is not all there.
fn parse(head: &[u8]) -> Result<Option<Request>, Refusal> {
    let mut fields = [httparse::EMPTY_HEADER; MOST_FIELDS];
    let mut request = httparse::Request::new(&mut fields);
    match request.parse(head) {
        Ok(httparse::Status::Partial) => return Ok(None),
        Ok(httparse::Status::Complete(_)) => {}
        Err(httparse::Error::TooManyHeaders) => return Err(Refusal::TooLarge),
        Err(_) => return Err(Refusal::Malformed),
    }
    let (Some(method), Some(target)) = (request.method, request.path) else {
        return Err(Refusal::Malformed);
    };
    let (authority, target) = split(target);
    let hosts: Vec<_> = values(request.headers, "host").collect();
    let host = match (authority, hosts.as_slice()) {
        (Some(host), [] | [_]) | (None, &[host]) => host,
        // HTTP/1.0 knew no hosts.
        (None, []) if request.version == Some(0) => "localhost",
        (None, []) | (_, [_, _, ..]) => return Err(Refusal::Malformed),
    };
    if !is_this_machine(host) {
        return Err(Refusal::Misdirected);
    }
    let tags: Vec<_> = values(request.headers, "if-none-match").collect();
    Ok(Some(Request {
        method: method.to_owned(),
        path: decoded(target.split(['?', '#']).next().unwrap_or_default()),
        if_none_match: (!tags.is_empty()).then(|| tags.join(",")),
    }))
}

/// The target in absolute form (RFC 9112, 3.2.2) as authority and path; in any other as it is.
fn split(target: &str) -> (Option<&str>, &str) {
    match target.split_once("://") {
        Some((scheme, rest)) if !scheme.contains('/') => {
            let path = rest.find('/').unwrap_or(rest.len());
            (Some(&rest[..path]), if path < rest.len() { &rest[path..] } else { "/" })
        }
        _ => (None, target),
    }
}

/// The values of a field that are text.
fn values<'a>(fields: &'a [httparse::Header<'_>], name: &'a str) -> impl Iterator<Item = &'a str> {
    let named = fields.iter().filter(move |field| field.name.eq_ignore_ascii_case(name));
    named.map(|field| str::from_utf8(field.value).unwrap_or_default())
}

/// Whether a host is a name of this machine. A page of the web may have its own name lead here,
/// and would then read the preview as if it were its own; but it cannot change the name.
fn is_this_machine(host: &str) -> bool {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    };
    let name = name.to_ascii_lowercase();
    matches!(name.as_str(), "127.0.0.1" | "localhost" | "[::1]") || name.ends_with(".localhost")
}

/// A path without its percent-encoding (RFC 3986, 2.1). What is not UTF-8 then names no file.
fn decoded(path: &str) -> String {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let [first, after @ ..] = rest {
        let escape = after.first_chunk().filter(|_| *first == b'%').and_then(byte);
        bytes.push(escape.unwrap_or(*first));
        rest = if escape.is_some() { &after[2..] } else { after };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The byte that two hexadecimal digits stand for.
fn byte(digits: &[u8; 2]) -> Option<u8> {
    let [high, low] = digits.map(|digit| char::from(digit).to_digit(16));
    u8::try_from(high? * 16 + low?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(head: &str) -> Result<Request, Refusal> {
        read(&mut head.as_bytes())
    }

    fn path(target: &str) -> String {
        asked(&format!("GET {target} HTTP/1.1\r\nHost: localhost\r\n\r\n")).unwrap().path
    }

    #[test]
    fn the_path_is_decoded_and_has_no_query() {
        for (target, expected) in [
            ("/", "/"),
            ("/S03.ics?x=1", "/S03.ics"),
            ("/S%30%33.ics", "/S03.ics"),
            ("/%C3%B8", "/ø"),
            ("/%ff", "/\u{fffd}"),
            ("/%2e%2E/events.yaml", "/../events.yaml"),
            ("/%", "/%"),
            ("/%4", "/%4"),
            ("/%zz%30", "/%zz0"),
            ("http://127.0.0.1:4000/a", "/a"),
            ("http://localhost", "/"),
            ("/?next=http://example.org/", "/"),
        ] {
            assert_eq!(path(target), expected, "{target}");
        }
    }

    #[test]
    fn only_names_of_this_machine_are_answered_to() {
        for (host, expected) in [
            ("localhost", true),
            ("LOCALHOST:4000", true),
            ("127.0.0.1:4000", true),
            ("[::1]:4000", true),
            ("seminar.localhost", true),
            ("example.org", false),
            ("localhost.example.org", false),
            ("127.0.0.1.example.org:4000", false),
            ("", false),
        ] {
            let head = format!("GET / HTTP/1.1\r\nHost: {host}\r\n\r\n");
            let answer = asked(&head).map(|_| ()).err();
            assert_eq!(answer, (!expected).then_some(Refusal::Misdirected), "{host}");
        }
        let absolute = "GET http://example.org/ HTTP/1.1\r\nHost: localhost\r\n\r\n";
        assert_eq!(asked(absolute), Err(Refusal::Misdirected));
        assert!(asked("GET / HTTP/1.0\r\n\r\n").is_ok());
        for head in [
            "GET / HTTP/1.1\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\n\r\n",
        ] {
            assert_eq!(asked(head), Err(Refusal::Malformed));
        }
    }

    #[test]
    fn the_tags_of_several_fields_are_one_list() {
        let head = "GET / HTTP/1.1\r\nHost: localhost\r\nIf-None-Match: \"a\"\r\n\
                    if-none-match: \"b\"\r\n\r\n";
        assert_eq!(asked(head).unwrap().if_none_match.as_deref(), Some("\"a\",\"b\""));
    }

    #[test]
    fn a_head_has_limits() {
        let long = format!("GET / HTTP/1.1\r\nHost: localhost\r\nA: {}", "x".repeat(LONGEST_HEAD));
        assert_eq!(asked(&long), Err(Refusal::TooLarge));
        let many = format!("GET / HTTP/1.1\r\n{}\r\n", "A: b\r\n".repeat(MOST_FIELDS + 1));
        assert_eq!(asked(&many), Err(Refusal::TooLarge));
        assert_eq!(asked("GET / HT"), Err(Refusal::Gone));
    }

    proptest::proptest! {
        #[test]
        fn whatever_arrives_is_read_or_refused(bytes: Vec<u8>, target: String) {
            let _ = read(&mut bytes.as_slice());
            let head = format!("GET /{target} HTTP/1.1\r\nHost: localhost\r\n\r\n");
            let _ = read(&mut head.as_bytes());
        }
    }
}
