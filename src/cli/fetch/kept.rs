//! What was fetched before: a server that is asked whether it has changed (RFC 9110, 13.1) need not
//! send it again.

use serde::{Deserialize, Serialize};
use url::Url;

use crate::cli::cache;

/// What the cache calls such things.
const KIND: &str = "fetched";

/// A document, and what its server calls this state of it.
#[derive(Serialize, Deserialize)]
pub(crate) struct Kept {
    url: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    etag: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    last_modified: Option<String>,
    body: String,
}

impl Kept {
    /// What is to be kept; nothing where the server could not be asked about it.
    pub(super) fn new(
        url: &Url,
        body: &[u8],
        etag: Option<&str>,
        last_modified: Option<&str>,
    ) -> Option<Self> {
        let can_be_asked = etag.is_some() || last_modified.is_some();
        Some(Self {
            url: url.to_string(),
            etag: etag.map(str::to_owned),
            last_modified: last_modified.map(str::to_owned),
            body: String::from_utf8(body.to_vec()).ok().filter(|_| can_be_asked)?,
        })
    }

    /// What was kept of an address.
    pub(super) fn load(url: &Url) -> Option<Self> {
        let kept: Self = cache::load(KIND, url.as_str().as_bytes())?;
        let is_header = |it: &Option<String>| {
            it.iter().all(|it| it.bytes().all(|byte| (b' '..=b'~').contains(&byte)))
        };
        let is_sound = is_header(&kept.etag) && is_header(&kept.last_modified);
        (kept.url == url.as_str() && is_sound).then_some(kept)
    }

    /// Keeps it for the next time.
    pub(crate) fn store(&self) {
        cache::store(KIND, self.url.as_bytes(), self);
    }

    /// The headers that ask for a change.
    pub(super) fn conditions(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let etag = self.etag.iter().map(|etag| ("If-None-Match", etag.as_str()));
        let date = self.last_modified.iter().map(|date| ("If-Modified-Since", date.as_str()));
        etag.chain(date)
    }

    pub(super) fn body(&self) -> &[u8] {
        self.body.as_bytes()
    }

    pub(super) fn into_body(self) -> Vec<u8> {
        self.body.into_bytes()
    }
}
