//! Fetching a document: one request within a time and a size, and words for each way in which it
//! fails. What was fetched once is asked for again only if it has changed.

mod failure;
mod kept;

use std::time::Duration;

use seminar::recordings;
use ureq::http::Response;
use ureq::{Agent, Body};
use url::{Host, Url};

use failure::Failure;
pub(crate) use kept::Kept;

/// The largest document that is fetched, in bytes: some hundred times YouTube's.
const LARGEST: u64 = 8 << 20;

/// How long a server may take to let us in.
const CONNECT: Duration = Duration::from_secs(10);

/// How often a server may send us elsewhere.
const REDIRECTS: u32 = 5;

/// A document, and what is to be kept of it once it has been of use.
pub(crate) struct Fetched {
    pub(crate) bytes: Vec<u8>,
    /// `None` where nothing new is to be kept.
    pub(crate) kept: Option<Kept>,
}

/// Fetches a document.
pub(crate) fn fetch(url: &Url, within: Duration) -> Result<Fetched, Failure> {
    if url.scheme() == "http" && !is_loopback(url) {
        return Err(Failure::not_encrypted(url));
    }
    // What was kept and is of no use, for whatever reason, is as good as nothing.
    let kept = Kept::load(url).filter(|kept| recordings::read(kept.body()).is_ok());
    let failure = |error: ureq::Error| Failure::of(url, &error, within);
    let mut response = ask(url, kept.as_ref(), within).map_err(failure)?;
    match (response.status().as_u16(), kept) {
        (200, _) => {
            let bytes = response.body_mut().with_config().limit(LARGEST).read_to_vec();
            let bytes = bytes.map_err(failure)?;
            let header = |name| response.headers().get(name).and_then(|value| value.to_str().ok());
            let kept = Kept::new(url, &bytes, header("etag"), header("last-modified"));
            Ok(Fetched { bytes, kept })
        }
        (304, Some(kept)) => Ok(Fetched { bytes: kept.into_body(), kept: None }),
        (status, _) => Err(Failure::status(url, status)),
    }
}

fn ask(url: &Url, kept: Option<&Kept>, within: Duration) -> Result<Response<Body>, ureq::Error> {
    let mut config = Agent::config_builder()
        .timeout_global(Some(within))
        .timeout_connect(Some(CONNECT.min(within)))
        .max_redirects(REDIRECTS)
        .https_only(!is_loopback(url))
        .http_status_as_error(false)
        .user_agent(concat!("seminar/", env!("CARGO_PKG_VERSION")))
        .accept("application/atom+xml, application/rss+xml, application/xml;q=0.9, */*;q=0.5");
    if is_loopback(url) {
        config = config.proxy(None);
    }
    let mut request = Agent::new_with_config(config.build()).get(url.as_str());
    for (name, value) in kept.into_iter().flat_map(Kept::conditions) {
        request = request.header(name, value);
    }
    request.call()
}

/// Whether an address is on this very machine, where nobody listens in.
fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}
