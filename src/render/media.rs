//! Media RSS 1.5.1: what the XML feeds say of a recording beside its address. `media:group` is
//! not used, since it needs more than one `media:content`.

use crate::render::feed::Media;
use crate::render::xml::Element;
use crate::video::Thumbnail;

/// The namespace behind the prefix `media`.
pub(crate) const NAMESPACE: &str = "http://search.yahoo.com/mrss/";

/// The elements that belong into an item.
pub(crate) fn elements(media: Media<'_>) -> Vec<Element<'_>> {
    let content = content(&media);
    [content, media.player.map(player), media.thumbnail.map(thumbnail)]
        .into_iter()
        .flatten()
        .collect()
}

/// Of a file only: a page that plays a recording is not the recording.
fn content<'a>(media: &Media<'a>) -> Option<Element<'a>> {
    let media_type = media.file_type?;
    let (medium, _) = media_type.split_once('/')?;
    let content = Element::new("media:content")
        .attribute("url", media.url.as_str())
        .attribute("type", media_type)
        .attribute("medium", medium);
    Some(match media.seconds() {
        Some(seconds) => content.attribute("duration", seconds.to_string()),
        None => content,
    })
}

fn player(page: String) -> Element<'static> {
    Element::new("media:player").attribute("url", page)
}

fn thumbnail(picture: Thumbnail) -> Element<'static> {
    Element::new("media:thumbnail")
        .attribute("url", picture.url)
        .attribute("width", picture.width.to_string())
        .attribute("height", picture.height.to_string())
}
