//! A catalogue on its way to being written: what an import found, or what an organiser was asked
//! for. Its texts are as they will stand in the file, and nothing has checked them yet; reading the
//! file back is what does.

pub(crate) mod yaml;

/// A catalogue. Each field is the key of its name; what is `None` or empty is left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Draft {
    pub(crate) series: SeriesDraft,
    pub(crate) events: Vec<EventDraft>,
}

/// The series.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct SeriesDraft {
    pub(crate) id: Option<String>,
    pub(crate) title: Option<String>,
    pub(crate) url: Option<String>,
    pub(crate) timezone: Option<String>,
    pub(crate) duration: Option<String>,
    pub(crate) language: Option<String>,
    /// In Markdown.
    pub(crate) description: Option<String>,
    pub(crate) organizers: Vec<PersonDraft>,
    pub(crate) playlist: Option<String>,
    pub(crate) newsletter: Option<NewsletterDraft>,
    /// In Markdown.
    pub(crate) funding: Option<String>,
}

/// Where news of the series can be signed up for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct NewsletterDraft {
    pub(crate) url: Option<String>,
    /// In Markdown.
    pub(crate) note: Option<String>,
    pub(crate) form: Option<String>,
}

/// An event.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct EventDraft {
    pub(crate) id: Option<String>,
    /// The UID that it has in calendars already.
    pub(crate) uid: Option<String>,
    pub(crate) title: Option<String>,
    pub(crate) start: Option<String>,
    pub(crate) duration: Option<String>,
    pub(crate) end: Option<String>,
    pub(crate) timezone: Option<String>,
    pub(crate) status: Option<String>,
    pub(crate) location: Option<String>,
    pub(crate) registration: Option<String>,
    pub(crate) join: Option<String>,
    pub(crate) url: Option<String>,
    /// In Markdown.
    pub(crate) description: Option<String>,
    pub(crate) tags: Vec<String>,
    pub(crate) talks: Vec<TalkDraft>,
}

/// A talk.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct TalkDraft {
    pub(crate) id: Option<String>,
    pub(crate) title: Option<String>,
    pub(crate) speakers: Vec<PersonDraft>,
    /// In Markdown.
    pub(crate) abstract_: Option<String>,
    pub(crate) video: Option<VideoDraft>,
    pub(crate) slides: Option<String>,
    pub(crate) paper: Option<String>,
    pub(crate) code: Option<String>,
    pub(crate) recording: Option<String>,
}

/// A speaker or an organiser.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct PersonDraft {
    pub(crate) name: String,
    pub(crate) affiliation: Option<String>,
    pub(crate) url: Option<String>,
    pub(crate) email: Option<String>,
    /// In Markdown.
    pub(crate) bio: Option<String>,
}

/// A recording.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct VideoDraft {
    pub(crate) url: String,
    pub(crate) title: Option<String>,
    pub(crate) published: Option<String>,
    pub(crate) duration: Option<String>,
}
