//! Media RSS 1.5.1: what the XML feeds say of a recording beside its address. `media:group` is
//! not used, since it needs more than one `media:content`.

use crate::render::feed::Media;
use crate::render::xml::Elements;

/// The namespace behind the prefix `media`.
pub(crate) const NAMESPACE: &str = "http://search.yahoo.com/mrss/";

/// Writes the elements that belong into an item. They have nothing in them.
pub(crate) fn elements(media: &Media<'_>, xml: &mut Elements<'_>) {
    // Of a file only: a page that plays a recording is not the recording.
    let split = |media_type: &'static str| Some((media_type, media_type.split_once('/')?.0));
    if let Some((media_type, medium)) = media.file_type.and_then(split) {
        let seconds = media.seconds().map(|seconds| seconds.to_string());
        let attributes = [("url", media.url.as_str()), ("type", media_type), ("medium", medium)];
        let duration = seconds.as_deref().map(|seconds| ("duration", seconds));
        let attributes: Vec<_> = attributes.into_iter().chain(duration).collect();
        xml.empty("media:content", &attributes);
    }
    if let Some(page) = &media.player {
        xml.empty("media:player", &[("url", page)]);
    }
    if let Some(picture) = &media.thumbnail {
        let [width, height] = [picture.width, picture.height].map(|pixels| pixels.to_string());
        let attributes = [("url", &*picture.url), ("width", &width), ("height", &height)];
        xml.empty("media:thumbnail", &attributes);
    }
}
