//! The answer to a request: a pure function of it and of what is shown at present.

use std::borrow::Cow;

use super::preview::{Content, Preview, fingerprint};
use super::request::{Refusal, Request};
use super::{pages, reload};

/// The types of files, by the ends of their names; the first that fits.
const TYPES: [(&str, &str); 8] = [
    ("series.json", "application/json"),
    ("history.json", "application/json"),
    (".json", "application/feed+json"),
    (".ics", "text/calendar; charset=utf-8"),
    (".rss", "application/rss+xml"),
    (".atom", "application/atom+xml"),
    (".md", "text/markdown; charset=utf-8"),
    (".html", HTML),
];

const HTML: &str = "text/html; charset=utf-8";
const TEXT: &str = "text/plain; charset=utf-8";
const SCRIPT: &str = "text/javascript; charset=utf-8";
const EVENTS: &str = "text/event-stream";

/// The methods that there are.
const METHODS: &str = "GET, HEAD";

/// Status and name (RFC 9110, 15).
pub(super) type Status = (u16, &'static str);

const OK: Status = (200, "OK");
const NOT_MODIFIED: Status = (304, "Not Modified");
const NOT_FOUND: Status = (404, "Not Found");
const METHOD_NOT_ALLOWED: Status = (405, "Method Not Allowed");
const UNAVAILABLE: Status = (503, "Service Unavailable");

/// What is sent back, but for what goes with every answer.
pub(super) struct Answer<'a> {
    pub(super) status: Status,
    pub(super) media_type: &'static str,
    /// The entity tag (RFC 9110, 8.8.3) of a body that may be kept.
    pub(super) tag: Option<String>,
    /// The field `Allow`.
    pub(super) allow: Option<&'static str>,
    pub(super) body: Body<'a>,
}

/// What follows the head.
pub(super) enum Body<'a> {
    /// These bytes.
    Whole(Cow<'a, [u8]>),
    /// Nothing, where there would be this many bytes.
    Omitted(usize),
    /// The stream of versions, for as long as somebody listens.
    Events,
    /// Nothing, and nothing would be.
    None,
}

/// Answers a request.
pub(super) fn answer<'a>(request: &Request, preview: &'a Preview) -> Answer<'a> {
    if !matches!(request.method.as_str(), "GET" | "HEAD") {
        let answer = message(METHOD_NOT_ALLOWED, "there is only something to be read here\n");
        return Answer { allow: Some(METHODS), ..answer };
    }
    let mut answer = found(&request.path, preview);
    if let Body::Whole(body) = &answer.body
        && answer.status == OK
    {
        answer.tag = Some(format!("\"{}\"", fingerprint(body)));
    }
    let condition = request.if_none_match.as_deref();
    if let (Some(condition), Some(tag)) = (condition, &answer.tag)
        && matches(condition, tag)
    {
        return Answer { status: NOT_MODIFIED, body: Body::None, ..answer };
    }
    if request.method == "HEAD" {
        answer.body = match answer.body {
            Body::Whole(body) => Body::Omitted(body.len()),
            Body::Omitted(_) | Body::Events | Body::None => Body::None,
        };
    }
    answer
}

/// Whether a list of entity tags, or `*`, has this one (RFC 9110, 13.1.2). Tags of ours have no
/// commas.
fn matches(list: &str, tag: &str) -> bool {
    list.split(',').map(str::trim).any(|it| it == "*" || it.trim_start_matches("W/") == tag)
}

/// What is at a path.
fn found<'a>(path: &str, preview: &'a Preview) -> Answer<'a> {
    match path {
        reload::SCRIPT => return whole(OK, SCRIPT, Cow::Borrowed(reload::SCRIPT_TEXT.as_bytes())),
        reload::EVENTS => {
            return Answer { body: Body::Events, ..whole(OK, EVENTS, Cow::default()) };
        }
        _ => {}
    }
    let name = path.strip_prefix('/').unwrap_or(path);
    let page = |status, page: &str| {
        let page = reload::with_script(page, &preview.version);
        whole(status, HTML, page.into_bytes().into())
    };
    let files = match &preview.content {
        Content::Site(site) => site.files(),
        // A page says what is wrong; a program had better not take it for the file it asked for.
        Content::Problem(problem) => {
            return match media_type(name) {
                HTML | UNKNOWN => page(UNAVAILABLE, &problem.html),
                _ => whole(UNAVAILABLE, TEXT, problem.text.as_bytes().into()),
            };
        }
    };
    let name = if name.is_empty() { "index.html" } else { name };
    match files.get(name) {
        Some(bytes) if media_type(name) == HTML => page(OK, &String::from_utf8_lossy(bytes)),
        Some(bytes) => whole(OK, media_type(name), bytes.into()),
        None if path == "/" => page(OK, &pages::list("The files of the site", files.keys())),
        None => page(NOT_FOUND, &pages::list(&format!("There is no {path}"), files.keys())),
    }
}

/// The type of a file without an end that is known.
const UNKNOWN: &str = "application/octet-stream";

fn media_type(name: &str) -> &'static str {
    let known = TYPES.iter().find(|(end, _)| name.ends_with(end));
    known.map_or(UNKNOWN, |(_, media_type)| media_type)
}

fn whole<'a>(status: Status, media_type: &'static str, body: Cow<'a, [u8]>) -> Answer<'a> {
    Answer { status, media_type, tag: None, allow: None, body: Body::Whole(body) }
}

fn message(status: Status, text: &'static str) -> Answer<'static> {
    whole(status, TEXT, text.as_bytes().into())
}

/// The answer to what is no request; `None` where nobody listens.
pub(super) fn refusal(refusal: Refusal) -> Option<Answer<'static>> {
    let (status, text) = match refusal {
        Refusal::Malformed => ((400, "Bad Request"), "this is no request\n"),
        Refusal::TooSlow => ((408, "Request Timeout"), "the request took too long\n"),
        Refusal::TooLarge => {
            ((431, "Request Header Fields Too Large"), "the head of the request is too long\n")
        }
        Refusal::Misdirected => (
            (421, "Misdirected Request"),
            "the preview answers to localhost and 127.0.0.1, and to no other name\n",
        ),
        Refusal::Gone => return None,
    };
    Some(message(status, text))
}

/// The answer while all threads are taken.
pub(super) fn busy() -> Answer<'static> {
    message(UNAVAILABLE, "too many connections at once; try again\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_found_in_a_list_weak_or_strong() {
        for (list, expected) in [
            ("\"a\"", true),
            ("W/\"a\"", true),
            ("\"b\", \"a\"", true),
            ("*", true),
            ("\"b\"", false),
            ("a", false),
            ("", false),
        ] {
            assert_eq!(matches(list, "\"a\""), expected, "{list}");
        }
    }
}
