//! Addresses of recordings: which host one belongs to, and its canonical form there, so that the
//! many ways in which people copy an address all mean the same recording. Nothing is fetched.
//!
//! Known are YouTube, Vimeo, PeerTube (on any server, by the shape of its paths) and plain media
//! files (by their extension). Every other address is taken as it is. A start time in an address
//! is dropped: a recording is the whole of it.

use std::fmt;

use url::Url;
use uuid::Uuid;

use crate::web::is_within;

/// Where a recording is kept, as far as its address tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Host {
    /// YouTube.
    Youtube {
        /// The video's id: 11 letters, digits, `-` and `_`.
        id: String,
    },
    /// Vimeo.
    Vimeo {
        /// The video's number.
        id: String,
        /// What opens an unlisted video.
        hash: Option<String>,
    },
    /// A PeerTube server.
    Peertube {
        /// Scheme, host and port of the server.
        origin: String,
        /// The video's UUID, in its long or its short form.
        id: String,
    },
    /// A media file.
    File {
        /// Its media type (RFC 6838).
        media_type: &'static str,
    },
    /// A page of which nothing else is known.
    Other,
}

/// A still picture of a recording.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Thumbnail {
    /// Where it is.
    pub url: String,
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
}

/// Why an address cannot be that of a recording.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// It is a playlist's.
    Playlist,
    /// It is a channel's.
    Channel,
    /// It is another page of a video host.
    NoVideo,
    /// It names a YouTube video by an id that YouTube cannot have given.
    Id(String),
}

/// The canonical form of a recording's address.
///
/// ```
/// use seminar::video::{Refused, canonical};
/// use url::Url;
///
/// let shared = Url::parse("https://youtu.be/qhAYUfQlYfo?si=Zk2&t=42")?;
/// assert_eq!(canonical(&shared).unwrap().as_str(), "https://www.youtube.com/watch?v=qhAYUfQlYfo");
///
/// let list = Url::parse("https://www.youtube.com/playlist?list=PL_BSB_M_evSmfj9zSvqYVgTcJFtVdJc3y")?;
/// assert_eq!(canonical(&list), Err(Refused::Playlist));
/// # Ok::<(), url::ParseError>(())
/// ```
///
/// # Errors
///
/// When the address belongs to a video host and names no single video.
pub fn canonical(url: &Url) -> Result<Url, Refused> {
    match canonical_address(url)? {
        None => Ok(url.clone()),
        Some(address) => Url::parse(&address).map_err(|_| Refused::NoVideo),
    }
}

/// The same as a text; `None` where it is the address itself.
pub(crate) fn canonical_address(url: &Url) -> Result<Option<String>, Refused> {
    let address = match recognise(url)? {
        Host::Youtube { id } => [WATCH, &id].concat(),
        Host::Vimeo { id, hash: None } => format!("https://vimeo.com/{id}"),
        Host::Vimeo { id, hash: Some(hash) } => format!("https://vimeo.com/{id}/{hash}"),
        Host::Peertube { origin, id } => format!("{origin}/w/{id}"),
        Host::File { .. } | Host::Other => return Ok(None),
    };
    Ok(Some(address).filter(|address| address != url.as_str()))
}

impl Host {
    /// The host of a recording's address.
    pub fn of(url: &Url) -> Self {
        recognise(url).unwrap_or(Self::Other)
    }

    /// The still picture that the host makes of each recording, where its address is known
    /// without asking: YouTube's `hqdefault.jpg`, which exists for every video.
    pub fn thumbnail(&self) -> Option<Thumbnail> {
        let Self::Youtube { id } = self else {
            return None;
        };
        let url = ["https://i.ytimg.com/vi/", id, "/hqdefault.jpg"].concat();
        Some(Thumbnail { url, width: 480, height: 360 })
    }

    /// The page that plays the recording inside another one. YouTube's is the one that sets no
    /// cookie before the video is started.
    pub fn player(&self) -> Option<String> {
        Some(match self {
            Self::Youtube { id } => ["https://www.youtube-nocookie.com/embed/", id].concat(),
            Self::Vimeo { id, hash: None } => format!("https://player.vimeo.com/video/{id}"),
            Self::Vimeo { id, hash: Some(hash) } => {
                format!("https://player.vimeo.com/video/{id}?h={hash}")
            }
            Self::Peertube { origin, id } => format!("{origin}/videos/embed/{id}"),
            Self::File { .. } | Self::Other => return None,
        })
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Playlist => formatter.write_str("this is a playlist, not a video"),
            Self::Channel => formatter.write_str("this is a channel, not a video"),
            Self::NoVideo => formatter.write_str("this page of a video host names no video"),
            Self::Id(id) => {
                write!(
                    formatter,
                    "`{id}` is not the id of a YouTube video, which has 11 characters"
                )
            }
        }
    }
}

impl std::error::Error for Refused {}

const YOUTUBE: [&str; 5] = [
    "youtube.com",
    "youtu.be",
    "youtube-nocookie.com",
    "youtubekids.com",
    "youtube.googleapis.com",
];

/// A recording at YouTube, in canonical form: what stands before its id.
const WATCH: &str = "https://www.youtube.com/watch?v=";

const MEDIA_TYPES: [(&str, &str); 14] = [
    ("mp4", "video/mp4"),
    ("m4v", "video/mp4"),
    ("webm", "video/webm"),
    ("ogv", "video/ogg"),
    ("mov", "video/quicktime"),
    ("mkv", "video/matroska"),
    ("mp3", "audio/mpeg"),
    ("m4a", "audio/mp4"),
    ("aac", "audio/aac"),
    ("oga", "audio/ogg"),
    ("ogg", "audio/ogg"),
    ("opus", "audio/ogg"),
    ("flac", "audio/flac"),
    ("wav", "audio/wav"),
];

fn recognise(url: &Url) -> Result<Host, Refused> {
    // Most are canonical by the time that somebody asks, and the way below takes ten times as long.
    if let Some(Ok(host)) = url.as_str().strip_prefix(WATCH).map(youtube_id) {
        return Ok(host);
    }
    let host = url.host_str().unwrap_or_default();
    let path = segments(url);
    if is_within(host, "youtu.be") {
        return path.first().map_or(Err(Refused::NoVideo), |id| youtube_id(id));
    }
    if YOUTUBE.iter().any(|domain| is_within(host, domain)) {
        return youtube(url, &path);
    }
    if is_within(host, "vimeo.com") {
        return vimeo(url);
    }
    if let Some(host) = peertube(url, &path) {
        return host;
    }
    Ok(media_type(&path).map_or(Host::Other, |media_type| Host::File { media_type }))
}

fn segments(url: &Url) -> Vec<&str> {
    url.path().split('/').filter(|segment| !segment.is_empty()).collect()
}

fn query(url: &Url, name: &str) -> Option<String> {
    let value = url.query_pairs().find(|(key, _)| key == name)?.1;
    (!value.is_empty()).then(|| value.into_owned())
}

fn youtube(url: &Url, path: &[&str]) -> Result<Host, Refused> {
    match path {
        // "Share by e-mail": the page that is meant is a parameter.
        ["attribution_link"] => {
            let page = query(url, "u").and_then(|page| url.join(&page).ok());
            page.map_or(Err(Refused::NoVideo), |page| youtube_page(&page, &segments(&page)))
        }
        _ => youtube_page(url, path),
    }
}

fn youtube_page(url: &Url, path: &[&str]) -> Result<Host, Refused> {
    match path {
        ["playlist", ..] | ["embed", "videoseries", ..] => Err(Refused::Playlist),
        ["channel" | "c" | "user", ..] | ["embed", "live_stream", ..] => Err(Refused::Channel),
        [name, ..] if name.starts_with('@') => Err(Refused::Channel),
        ["watch" | "shorts" | "live" | "embed" | "v" | "vi" | "e" | "video", id, ..] => {
            youtube_id(id)
        }
        [] | ["watch"] => match query(url, "v") {
            Some(id) => youtube_id(&id),
            None if query(url, "list").is_some() => Err(Refused::Playlist),
            None => Err(Refused::NoVideo),
        },
        _ => Err(Refused::NoVideo),
    }
}

fn youtube_id(written: &str) -> Result<Host, Refused> {
    // Old players were embedded as `/v/ID&hl=en`.
    let id = written.split('&').next().unwrap_or_default();
    let is_id = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    if id.len() == 11 && id.chars().all(is_id) {
        Ok(Host::Youtube { id: id.to_owned() })
    } else {
        Err(Refused::Id(id.to_owned()))
    }
}

fn vimeo(url: &Url) -> Result<Host, Refused> {
    let video = |id: &str, hash: Option<&str>| {
        let hash = hash.map(str::to_owned).or_else(|| query(url, "h"));
        let hash = hash.filter(|hash| hash.bytes().all(|byte| byte.is_ascii_hexdigit()));
        Ok(Host::Vimeo { id: id.to_owned(), hash })
    };
    match segments(url)[..] {
        [id] | [.., "video" | "videos", id] | ["channels", _, id] if is_number(id) => {
            video(id, None)
        }
        [id, hash] | [.., "video" | "videos", id, hash] if is_number(id) => video(id, Some(hash)),
        ["showcase" | "album", ..] => Err(Refused::Playlist),
        ["channels" | "groups", ..] | [_] => Err(Refused::Channel),
        [] => Err(Refused::NoVideo),
        // Such as `/event/…` and `/ondemand/…`, which lead to a recording in their own way.
        _ => Ok(Host::Other),
    }
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn peertube(url: &Url, path: &[&str]) -> Option<Result<Host, Refused>> {
    match *path {
        ["w", "p", id] | ["videos", "watch", "playlist", id] if is_peertube_id(id) => {
            Some(Err(Refused::Playlist))
        }
        ["w", id] | ["videos", "watch" | "embed", id] if is_peertube_id(id) => {
            let origin = url.origin().ascii_serialization();
            Some(Ok(Host::Peertube { origin, id: id.to_owned() }))
        }
        _ => None,
    }
}

/// A UUID, or one in the 22 digits of base 58 that PeerTube shortens them to.
fn is_peertube_id(id: &str) -> bool {
    match id.len() {
        36 => Uuid::try_parse(id).is_ok(),
        22 => id.bytes().all(|byte| byte.is_ascii_alphanumeric()),
        _ => false,
    }
}

fn media_type(path: &[&str]) -> Option<&'static str> {
    let (_, extension) = path.last()?.rsplit_once('.')?;
    let (_, media_type) =
        MEDIA_TYPES.iter().find(|(ours, _)| extension.eq_ignore_ascii_case(ours))?;
    Some(media_type)
}

#[cfg(test)]
mod tests;
