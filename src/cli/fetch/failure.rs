//! Why a document could not be fetched, in words, with the next step.

use std::io::ErrorKind;
use std::time::Duration;

use ureq::{Error, Timeout};
use url::Url;

use super::{CONNECT, LARGEST, REDIRECTS};
use crate::cli::Verdict;
use crate::cli::terminal::count;

/// A failure.
pub(crate) struct Failure {
    /// One sentence.
    pub(crate) message: String,
    /// The next step.
    pub(crate) help: String,
    /// Whose failure it is.
    pub(crate) verdict: Verdict,
}

/// The way around the network.
const BY_HAND: &str = "save the list with your browser, then run this again with `--feed FILE`";

/// The way on when a server is to blame.
const LATER: &str = "try again in a while";

impl Failure {
    fn new(message: String, help: &str) -> Self {
        Self { message, help: help.to_owned(), verdict: Verdict::Machine }
    }

    pub(super) fn not_encrypted(url: &Url) -> Self {
        let mut safe = url.clone();
        let _ = safe.set_scheme("https");
        Self {
            message: format!("`{url}` would be fetched without encryption"),
            help: format!("write `{safe}`"),
            verdict: Verdict::Usage,
        }
    }

    /// What the server says instead of the document.
    pub(super) fn status(url: &Url, status: u16) -> Self {
        let help = match status {
            404 | 410 => {
                "check the address, and that the playlist is public; YouTube also answers \
                          this now and then for lists that are there: try again in a while"
            }
            401 | 403 => "check that the list is public",
            429 | 500..=599 => LATER,
            _ => BY_HAND,
        };
        let message = match status {
            404 | 410 => format!("there is nothing at `{url}` (status {status})"),
            401 | 403 => format!("`{}` does not show `{url}` to us (status {status})", host(url)),
            429 => format!("`{}` has had enough requests for now (status 429)", host(url)),
            500..=599 => format!("`{}` has a problem of its own (status {status})", host(url)),
            _ => format!("`{}` answered `{url}` with status {status}", host(url)),
        };
        Self::new(message, help)
    }

    /// What went wrong on the way.
    pub(super) fn of(url: &Url, error: &Error, within: Duration) -> Self {
        let host = host(url);
        let (message, help) = match error {
            Error::HostNotFound => return Self::of_host(host),
            Error::Timeout(Timeout::Connect | Timeout::Resolve) => (
                format!("`{host}` did not let us in within {}", seconds(CONNECT.min(within))),
                "check your connection, and whether a firewall is in the way",
            ),
            Error::Timeout(_) => (
                format!("`{host}` was not done within {}", seconds(within)),
                "try again in a while, or give it more time with `--timeout SECONDS`",
            ),
            Error::TooManyRedirects => (
                format!("`{url}` leads on and on, {REDIRECTS} times at least"),
                "check the address",
            ),
            Error::BodyExceedsLimit(_) => (
                format!("the list at `{url}` is larger than {} MiB", LARGEST >> 20),
                "check the address; a list of videos is much smaller",
            ),
            Error::RequireHttpsOnly(_) => {
                (format!("`{url}` leads to an address without encryption"), BY_HAND)
            }
            Error::Rustls(reason) => return Self::not_safe(host, reason),
            Error::Io(reason) if reason.kind() == ErrorKind::InvalidData => {
                return Self::not_safe(host, reason);
            }
            Error::InvalidProxyUrl | Error::ConnectProxyFailed(_) => {
                (format!("the proxy does not play along: {error}"), "check HTTPS_PROXY")
            }
            Error::Io(reason) => return Self::of_connection(host, reason),
            error => (format!("`{host}` does not speak HTTP as expected: {error}"), BY_HAND),
        };
        Self::new(message, help)
    }

    fn of_host(host: &str) -> Self {
        Self::new(
            format!("there is no host `{host}`, as far as this machine knows"),
            "check the address and your connection",
        )
    }

    /// TLS refused. Where it did so while bytes came in, that is `InvalidData`.
    fn not_safe(host: &str, reason: &dyn std::fmt::Display) -> Self {
        Self::new(
            format!("the connection to `{host}` would not be safe: {reason}"),
            "check this machine's clock, and whether your network looks into connections; or save \
             the list with your browser and pass it with `--feed FILE`",
        )
    }

    fn of_connection(host: &str, reason: &std::io::Error) -> Self {
        // The system's resolver has no error kind of its own.
        if reason.to_string().starts_with("failed to lookup address") {
            return Self::of_host(host);
        }
        let message = match reason.kind() {
            ErrorKind::ConnectionRefused => format!("`{host}` refuses the connection"),
            ErrorKind::UnexpectedEof
            | ErrorKind::ConnectionReset
            | ErrorKind::ConnectionAborted => {
                format!("`{host}` broke the connection off in the middle")
            }
            _ => format!("there is no way to `{host}`: {reason}"),
        };
        let help = match reason.kind() {
            ErrorKind::ConnectionRefused => "check the address, and HTTPS_PROXY if it is set",
            ErrorKind::UnexpectedEof
            | ErrorKind::ConnectionReset
            | ErrorKind::ConnectionAborted => LATER,
            _ => "check your connection",
        };
        Self::new(message, help)
    }
}

fn host(url: &Url) -> &str {
    url.host_str().unwrap_or_default()
}

fn seconds(time: Duration) -> String {
    count(usize::try_from(time.as_secs()).unwrap_or_default(), "second")
}
