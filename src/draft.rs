//! A catalogue on its way to being written: what an import found, or what an organiser was asked
//! for. Its texts are as they will stand in the file, and nothing has checked them yet; reading the
//! file back is what does.

mod start;
pub(crate) mod yaml;

pub use start::Start;

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
pub struct EventDraft {
    /// Its id.
    pub id: Option<String>,
    /// The UID that it has in calendars already.
    pub uid: Option<String>,
    /// What it is called.
    pub title: Option<String>,
    /// When it begins, as an author writes it.
    pub start: Option<String>,
    /// How long it takes.
    pub duration: Option<String>,
    /// When it ends, in place of its length.
    pub end: Option<String>,
    /// Its own zone.
    pub timezone: Option<String>,
    /// Whether it takes place.
    pub status: Option<String>,
    /// `Zoom`, a room, an address.
    pub location: Option<String>,
    /// Where people sign up.
    pub registration: Option<String>,
    /// The meeting itself.
    pub join: Option<String>,
    /// Its own page.
    pub url: Option<String>,
    /// What it is about, in Markdown.
    pub description: Option<String>,
    /// Keywords.
    pub tags: Vec<String>,
    /// The programme.
    pub talks: Vec<TalkDraft>,
}

/// A talk.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TalkDraft {
    /// Its id.
    pub id: Option<String>,
    /// Its title, or `TBA`.
    pub title: Option<String>,
    /// Who gives it.
    pub speakers: Vec<PersonDraft>,
    /// What it is about, in Markdown.
    pub abstract_: Option<String>,
    /// The recording.
    pub video: Option<VideoDraft>,
    /// The slides.
    pub slides: Option<String>,
    /// The paper it is about.
    pub paper: Option<String>,
    /// The code it is about.
    pub code: Option<String>,
    /// `none` where the speakers do not share it.
    pub recording: Option<String>,
}

/// A speaker or an organiser.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PersonDraft {
    /// With titles, as it is to be printed.
    pub name: String,
    /// Institution and place.
    pub affiliation: Option<String>,
    /// The person's page.
    pub url: Option<String>,
    /// An address that may be published.
    pub email: Option<String>,
    /// A few sentences in Markdown.
    pub bio: Option<String>,
}

/// A recording.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VideoDraft {
    /// Where it can be watched.
    pub url: String,
    /// Its own title, where that differs from the talk's.
    pub title: Option<String>,
    /// When it was first linked, as an author writes it.
    pub published: Option<String>,
    /// Its length.
    pub duration: Option<String>,
}
