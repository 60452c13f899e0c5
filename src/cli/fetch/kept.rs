//! What was fetched before, in the user's own folder for such things: a server that is asked whether
//! it has changed (RFC 9110, 13.1) need not send it again. Nothing depends on it: what is missing,
//! damaged or cannot be written is as if it had never been.

use std::fs;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};
use url::Url;
use uuid::Uuid;

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
        let bytes = fs::read(file(url)?).ok()?;
        let kept: Self = serde_json::from_slice(&bytes).ok()?;
        let is_header = |it: &Option<String>| {
            it.iter().all(|it| it.bytes().all(|byte| (b' '..=b'~').contains(&byte)))
        };
        let is_sound = is_header(&kept.etag) && is_header(&kept.last_modified);
        (kept.url == url.as_str() && is_sound).then_some(kept)
    }

    /// Keeps it, if that is possible: whole, in the place of what was there.
    pub(crate) fn store(&self) {
        let store = || {
            let file = file(&Url::parse(&self.url).ok()?)?;
            fs::create_dir_all(file.parent()?).ok()?;
            let temporary = file.with_extension(format!("{}.tmp", std::process::id()));
            let bytes = serde_json::to_vec(self).ok()?;
            let stored = fs::write(&temporary, bytes).and_then(|()| fs::rename(&temporary, file));
            if stored.is_err() {
                let _ = fs::remove_file(temporary);
            }
            Some(())
        };
        let _ = store();
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

fn file(url: &Url) -> Option<PathBuf> {
    let name = Uuid::new_v5(&Uuid::NAMESPACE_URL, url.as_str().as_bytes());
    Some(folder()?.join("seminar").join(format!("{name}.json")))
}

/// The user's folder for what can be fetched again.
fn folder() -> Option<PathBuf> {
    let named = |name| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    named("XDG_CACHE_HOME")
        .or_else(|| named("LOCALAPPDATA"))
        .or_else(|| named("HOME").map(|home| home.join(CACHE)))
}

#[cfg(target_os = "macos")]
const CACHE: &str = "Library/Caches";
#[cfg(not(target_os = "macos"))]
const CACHE: &str = ".cache";
