//! Ids: calendars have none that a file could be called by. An event of our own calendars leads to
//! its place on the series' page, which is its id; others are given one with all that is imported.

use url::Url;

use super::draft::Context;
use super::instances::Instance;

/// The id by which the series' page knows an event.
pub(super) fn own(instance: &Instance<'_>, context: &Context) -> Option<String> {
    // Of an event that recurs, all dates have one address.
    instance.uid.as_ref()?;
    let mut url = Url::parse(instance.entry.component.value("URL")?).ok()?;
    let id = url.fragment()?.to_owned();
    url.set_fragment(None);
    let lower = id.to_ascii_lowercase();
    let is_usable = id.starts_with(|c: char| c.is_ascii_alphanumeric())
        && id.chars().all(|c| c.is_ascii_alphanumeric() || "-_".contains(c))
        // Without a figure it may be the name of a file of the build, or of a device.
        && id.contains(|c: char| c.is_ascii_digit())
        && !["com", "lpt"].iter().any(|device| lower.starts_with(device))
        && id.len() <= 64;
    (is_usable && context.url.as_deref() == Some(url.as_str())).then_some(id)
}
