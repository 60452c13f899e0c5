//! Where a playlist's list is.

use url::Url;

use crate::video::{Host, canonical};
use crate::web::is_within;

/// Why no feed can be told of an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Elsewhere {
    /// YouTube tells the feed of a channel by its id, and the address has its name.
    ChannelName,
    /// It is a single video.
    Video,
    /// It is on another host, whose feeds are elsewhere.
    Host,
}

/// The feed of a playlist's or channel's page on YouTube. An address that is a feed already, or may
/// be one, is the caller's to judge.
///
/// ```
/// use seminar::recordings::feed;
/// use url::Url;
///
/// let playlist = Url::parse("https://www.youtube.com/playlist?list=PL_BSB_M_evSmfj9zSvqYVgTcJFtVdJc3y")?;
/// assert_eq!(
///     feed(&playlist).unwrap().as_str(),
///     "https://www.youtube.com/feeds/videos.xml?playlist_id=PL_BSB_M_evSmfj9zSvqYVgTcJFtVdJc3y"
/// );
/// # Ok::<(), url::ParseError>(())
/// ```
///
/// # Errors
///
/// Where there is no such feed, or its address cannot be known without asking.
pub fn feed(page: &Url) -> Result<Url, Elsewhere> {
    let host = page.host_str().unwrap_or_default();
    let is_youtube = ["youtube.com", "youtu.be"].iter().any(|domain| is_within(host, domain));
    if !is_youtube {
        return Err(if canonical(page).is_ok_and(|url| Host::of(&url) != Host::Other) {
            Elsewhere::Video
        } else {
            Elsewhere::Host
        });
    }
    let path: Vec<_> = page.path().split('/').filter(|part| !part.is_empty()).collect();
    let list = page.query_pairs().find(|(key, _)| key == "list").map(|(_, list)| list);
    let (key, id) = match (path.as_slice(), &list) {
        (["feeds", ..], _) => return Ok(page.clone()),
        (["channel", id, ..], _) => ("channel_id", *id),
        (_, Some(list)) => ("playlist_id", list.as_ref()),
        (["c" | "user", ..], None) => return Err(Elsewhere::ChannelName),
        ([name, ..], None) if name.starts_with('@') => return Err(Elsewhere::ChannelName),
        _ => return Err(Elsewhere::Video),
    };
    let feed = "https://www.youtube.com/feeds/videos.xml";
    Url::parse_with_params(feed, [(key, id)]).map_err(|_| Elsewhere::Host)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_page_of_youtube_leads_to_its_feed_or_says_why_not() {
        let list = "https://www.youtube.com/feeds/videos.xml?playlist_id=PL1";
        let channel = "https://www.youtube.com/feeds/videos.xml?channel_id=UC1";
        for (page, expected) in [
            ("https://www.youtube.com/playlist?list=PL1&jct=2", Ok(list)),
            ("https://www.youtube.com/watch?v=qhAYUfQlYfo&list=PL1&index=3", Ok(list)),
            ("https://youtu.be/qhAYUfQlYfo?list=PL1", Ok(list)),
            ("https://m.youtube.com/channel/UC1/videos", Ok(channel)),
            (channel, Ok(channel)),
            ("https://www.youtube.com/@purrlab", Err(Elsewhere::ChannelName)),
            ("https://www.youtube.com/c/purrlab/videos", Err(Elsewhere::ChannelName)),
            ("https://youtu.be/qhAYUfQlYfo", Err(Elsewhere::Video)),
            ("https://vimeo.com/123456", Err(Elsewhere::Video)),
            ("https://vimeo.com/showcase/123456", Err(Elsewhere::Host)),
            ("https://notyoutube.com/playlist?list=PL1", Err(Elsewhere::Host)),
        ] {
            let found = feed(&Url::parse(page).unwrap());
            assert_eq!(found.as_ref().map(Url::as_str), expected.as_ref().copied(), "{page}");
        }
    }
}
