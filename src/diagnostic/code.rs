//! The codes: one for each kind of mistake.

use super::Severity;

/// Declares the codes, their names, what they mean and how severe they are, in one table. What
/// `seminar explain` says of a code is `explain/<name>.md`.
macro_rules! codes {
    ($($(#[doc = $doc:literal])* $severity:ident $variant:ident = $name:literal,)*) => {
        /// What kind of mistake a diagnostic is about. The names never change.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum Code { $($(#[doc = $doc])* $variant,)* }

        impl Code {
            /// Every code, in the order of the reference.
            pub const ALL: &[Code] = &[$(Code::$variant,)*];

            /// The name that is printed, such as `wrong-abbreviation`.
            pub fn name(self) -> &'static str {
                match self { $(Code::$variant => $name,)* }
            }

            /// The code of a name.
            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|code| code.name() == name)
            }

            /// What it means, in a line.
            pub fn summary(self) -> &'static str {
                match self { $(Code::$variant => concat!($($doc),*).trim_ascii(),)* }
            }

            /// What it means, why it matters, and what to write, in Markdown.
            pub fn explanation(self) -> &'static str {
                match self {
                    $(Code::$variant => include_str!(concat!("explain/", $name, ".md")),)*
                }
            }

            /// Whether it stops the build.
            pub fn severity(self) -> Severity {
                match self { $(Code::$variant => Severity::$severity,)* }
            }
        }
    };
}

codes! {
    /// The file is not UTF-8 text.
    Error Encoding = "encoding",
    /// The file is not YAML.
    Error Yaml = "yaml",
    /// A key is written twice in one mapping.
    Error DuplicateKey = "duplicate-key",
    /// A key that the format does not know.
    Error UnknownKey = "unknown-key",
    /// A value of another kind than the key takes.
    Error WrongType = "wrong-type",
    /// A key that has to be there.
    Error MissingKey = "missing-key",
    /// A value that is none of those that the key takes.
    Error InvalidValue = "invalid-value",
    /// A name that cannot be a file name and part of a URL.
    Error UnusableId = "unusable-id",
    /// An id that is taken already.
    Error DuplicateId = "duplicate-id",
    /// Not an absolute `http` or `https` URL.
    Error InvalidUrl = "invalid-url",
    /// A playlist, a channel or a broken address in place of a recording.
    Error NotAVideo = "not-a-video",
    /// Not a zone of the time zone database.
    Error UnknownZone = "unknown-zone",
    /// A time that cannot be read, or that no calendar has.
    Error InvalidTime = "invalid-time",
    /// A weekday that the date does not fall on.
    Error WrongWeekday = "wrong-weekday",
    /// A zone abbreviation that does not hold at that time.
    Error WrongAbbreviation = "wrong-abbreviation",
    /// A time that the clocks skip.
    Error SkippedTime = "skipped-time",
    /// A time that the clocks show twice.
    Error AmbiguousTime = "ambiguous-time",
    /// A length that cannot be read, or is no length.
    Error InvalidDuration = "invalid-duration",
    /// An end that does not lie after the start.
    Error EndBeforeStart = "end-before-start",
    /// Two keys that say different things.
    Error Contradiction = "contradiction",
    /// Something that was published is gone.
    Error VanishedId = "vanished-id",
    /// An event that was published under another UID.
    Error ChangedUid = "changed-uid",
    /// The series is built over another one.
    Error RenamedSeries = "renamed-series",
    /// An offset that the zone is not on at that time.
    Warning UnusualOffset = "unusual-offset",
    /// An event that is long over, with nothing that says that it took place.
    Warning OverdueEvent = "overdue-event",
    /// A date far from the series' rhythm, such as a year off.
    Warning DistantDate = "distant-date",
    /// A day of the weekend in a series that meets on weekdays.
    Warning LoneWeekend = "lone-weekend",
    /// Two events at the same time.
    Warning OverlappingEvents = "overlapping-events",
    /// A start in the night.
    Warning OddHour = "odd-hour",
    /// A length in hours that looks like minutes, or the other way round.
    Warning OddDuration = "odd-duration",
    /// A recording that is out before its talk.
    Warning EarlyRecording = "early-recording",
    /// A recording whose date lies months ahead.
    Warning FutureRecording = "future-recording",
    /// A recording that two talks claim.
    Warning RepeatedVideo = "repeated-video",
    /// A start time in a recording's address, which is not kept.
    Warning DroppedStartTime = "dropped-start-time",
    /// A talk that is still to be announced when its event is near or over.
    Warning UnannouncedTalk = "unannounced-talk",
    /// An event that is near and has no link to sign up or to join.
    Warning MissingSignUp = "missing-sign-up",
    /// An event that is called confirmed and has no day.
    Warning ConfirmedWithoutDay = "confirmed-without-day",
    /// An id that breaks the pattern of its neighbours.
    Warning OddId = "odd-id",
    /// A talk's id that does not go with its event's.
    Warning ForeignTalkId = "foreign-talk-id",
    /// A person or an affiliation that is written in two ways.
    Warning TwoSpellings = "two-spellings",
    /// Text that was decoded wrongly.
    Warning Mojibake = "mojibake",
    /// A character that nobody sees.
    Warning InvisibleCharacter = "invisible-character",
    /// A letter of another alphabet that looks like a Latin one.
    Warning LookAlike = "look-alike",
    /// A space at the beginning or the end of a quoted text.
    Warning OuterSpace = "outer-space",
    /// An HTML entity in plain text, which shows it as it is.
    Warning HtmlEntity = "html-entity",
    /// A Markdown link in plain text, which shows it as it is.
    Warning MarkdownInText = "markdown-in-text",
    /// HTML in Markdown, which shows it as it is.
    Warning RawHtml = "raw-html",
    /// A link without a target.
    Warning EmptyLink = "empty-link",
    /// A link that leads nowhere from a calendar.
    Warning RelativeLink = "relative-link",
    /// An address that hides where it leads.
    Warning ShortenedLink = "shortened-link",
    /// An address that a mail filter or another site put itself around.
    Warning WrappedLink = "wrapped-link",
    /// A parameter that follows people around.
    Warning TrackingParameter = "tracking-parameter",
    /// A password or a personal key in a public address.
    Warning MeetingPassword = "meeting-password",
    /// A sign-up over an unencrypted connection.
    Warning PlainHttp = "plain-http",
    /// An address that works on one machine or in one network only.
    Warning PrivateAddress = "private-address",
    /// A sentence's punctuation at the end of an address.
    Warning UrlPunctuation = "url-punctuation",
    /// A title and a place too long for add-to-calendar links.
    Warning LongLink = "long-link",
    /// A warning that is silenced without a reason.
    Warning UnexplainedAllow = "unexplained-allow",
    /// A comment that silences nothing.
    Warning UnusedAllow = "unused-allow",
}
