//! The life of one event, from the first word of it to its videos on another channel: what its
//! organisers write, and what their subscribers are to have after it.

/// A state of the catalogue.
pub(crate) struct State {
    pub(crate) name: &'static str,
    /// When it is built.
    pub(crate) now: &'static str,
    /// What is written over, and what with.
    pub(crate) edit: &'static [(&'static str, &'static str)],
    /// SEQUENCE of S04's entry in the calendar; `None` while it has none.
    pub(crate) sequence: Option<&'static str>,
    /// What becomes of the calendar's entry of S01, an event that nobody edits.
    pub(crate) other: Other,
    /// The new sentences in the news of S04.
    pub(crate) told: &'static [&'static str],
    /// The talks whose recordings are new in the feed.
    pub(crate) new_recordings: &'static [&'static str],
    /// The talks whose items in the feed of recordings change.
    pub(crate) updated_recordings: &'static [&'static str],
    /// Whether items lead to other pages than before.
    pub(crate) pages: Pages,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Other {
    /// Every byte of it stays.
    Stays,
    /// It shows something of the series that changed, or its own recording.
    IsUpdated,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pages {
    Stay,
    Move,
}

/// What most states have in common.
const STATE: State = State {
    name: "",
    now: "",
    edit: &[],
    sequence: None,
    other: Other::Stays,
    told: &[],
    new_recordings: &[],
    updated_recordings: &[],
    pages: Pages::Stay,
};

/// Before the first state.
pub(crate) const CATALOGUE: &str = "\
series:
  id: looking-glass
  title: Datasets through the L👀king-Glass
  url: https://example.org/webinar/
  timezone: Europe/Copenhagen
  organizers:
    - name: Amelia Example
events:
  - id: S01
    title: Skin lesions
    start: 2025-11-10 16:00
    talks:
      - id: S01E01
        title: Fairness in dermatology
        speakers: [Ada Example]
        video: https://youtu.be/zLxYUtToXGg
";

/// When the catalogue was built for the first time.
pub(crate) const FIRST_BUILD: &str = "2026-01-05T09:00:00Z";

pub(crate) const STATES: &[State] = &[
    State {
        name: "announced",
        now: "2026-02-01T09:00:00Z",
        edit: &[("events:\n", "events:\n  - id: S04\n    start: TBA\n")],
        told: &["Announced; the date will follow"],
        ..STATE
    },
    State {
        name: "the month is known",
        now: "2026-02-08T09:00:00Z",
        edit: &[("start: TBA", "start: 2026-09")],
        told: &["Planned for September 2026"],
        ..STATE
    },
    State {
        name: "the day is known",
        now: "2026-02-15T09:00:00Z",
        edit: &[("start: 2026-09", "start: 2026-09-14")],
        sequence: Some("0"),
        told: &["The date is fixed: Monday 14 September 2026"],
        ..STATE
    },
    State {
        name: "the hour is known",
        now: "2026-02-22T09:00:00Z",
        edit: &[("start: 2026-09-14", "start: 2026-09-14 16:00")],
        sequence: Some("1"),
        told: &["The time is fixed: Monday 14 September 2026, 16:00 CEST"],
        ..STATE
    },
    State {
        name: "moved",
        now: "2026-03-01T09:00:00Z",
        edit: &[("2026-09-14 16:00", "2026-09-14 15:00")],
        sequence: Some("2"),
        told: &["Moved from 16:00 to 15:00"],
        ..STATE
    },
    State {
        name: "longer",
        now: "2026-03-08T09:00:00Z",
        edit: &[("15:00\n", "15:00\n    duration: 2h\n")],
        sequence: Some("3"),
        told: &["Ends at 17:00, not at 16:00"],
        ..STATE
    },
    State {
        name: "renamed",
        now: "2026-03-15T09:00:00Z",
        edit: &[("id: S04\n", "id: S04\n    title: Labels\n")],
        sequence: Some("3"),
        told: &["Renamed from “S04” to “Labels”"],
        ..STATE
    },
    State {
        name: "a place and a sign-up link",
        now: "2026-03-22T09:00:00Z",
        edit: &[(
            "title: Labels\n",
            "title: Labels\n    location: Zoom\n    registration: https://example.org/a\n",
        )],
        sequence: Some("4"),
        told: &["The place is Zoom", "Sign-up is open"],
        ..STATE
    },
    State {
        name: "another sign-up link",
        now: "2026-03-29T09:00:00Z",
        edit: &[("https://example.org/a\n", "https://example.org/b\n")],
        sequence: Some("5"),
        told: &["There is a new sign-up link"],
        ..STATE
    },
    State {
        name: "two talks",
        now: "2026-04-05T09:00:00Z",
        edit: &[(
            "/b\n",
            "/b
    talks:
      - {id: S04E01, title: Noise, speakers: [Bo Example], abstract: On noize.}
      - {id: S04E02, title: TBA, speakers: [Cy Example]}
",
        )],
        sequence: Some("5"),
        told: &["With Bo Example and Cy Example", "New talk: “Noise”"],
        ..STATE
    },
    State {
        name: "the talks in another order",
        now: "2026-04-12T09:00:00Z",
        edit: &[(
            "      - {id: S04E01, title: Noise, speakers: [Bo Example], abstract: On noize.}
      - {id: S04E02, title: TBA, speakers: [Cy Example]}
",
            "      - {id: S04E02, title: TBA, speakers: [Cy Example]}
      - {id: S04E01, title: Noise, speakers: [Bo Example], abstract: On noize.}
",
        )],
        sequence: Some("5"),
        ..STATE
    },
    State {
        name: "one talk gets its title, the other one another",
        now: "2026-04-19T09:00:00Z",
        edit: &[("title: TBA", "title: Crowds"), ("title: Noise", "title: Label noise")],
        sequence: Some("5"),
        told: &["The talk “Noise” is now “Label noise”", "A talk has its title: “Crowds”"],
        ..STATE
    },
    State {
        name: "an abstract is corrected",
        now: "2026-04-26T09:00:00Z",
        edit: &[("On noize.", "On noise.")],
        sequence: Some("5"),
        ..STATE
    },
    State {
        name: "a description",
        now: "2026-05-03T09:00:00Z",
        edit: &[("title: Labels\n", "title: Labels\n    description: On *labels*.\n")],
        sequence: Some("5"),
        ..STATE
    },
    State {
        name: "another organiser, who has no e-mail address and so is in no calendar",
        now: "2026-05-10T09:00:00Z",
        edit: &[("- name: Amelia Example\n", "- name: Amelia Example\n    - name: Di Example\n")],
        sequence: Some("5"),
        ..STATE
    },
    State {
        name: "postponed",
        now: "2026-05-17T09:00:00Z",
        edit: &[("title: Labels\n", "title: Labels\n    status: postponed\n")],
        sequence: Some("6"),
        told: &["Postponed; a new date will follow"],
        ..STATE
    },
    State {
        name: "a new date, not certain yet",
        now: "2026-05-24T09:00:00Z",
        edit: &[("status: postponed", "status: tentative"), ("2026-09-14", "2026-10-05")],
        sequence: Some("7"),
        told: &[
            "May take place after all",
            "Moved from Monday 14 September 2026, 15:00 CEST to Monday 5 October 2026, 15:00 CEST",
        ],
        ..STATE
    },
    State {
        name: "the new date is certain",
        now: "2026-05-31T09:00:00Z",
        edit: &[("status: tentative", "status: confirmed")],
        sequence: Some("8"),
        told: &["Confirmed"],
        ..STATE
    },
    State {
        name: "the same hour by the clocks of another zone",
        now: "2026-06-07T09:00:00Z",
        edit: &[(
            "start: 2026-10-05 15:00",
            "timezone: Europe/London\n    start: 2026-10-05 14:00",
        )],
        sequence: Some("9"),
        told: &["Told in the time of Europe/London: Monday 5 October 2026, 14:00 BST"],
        ..STATE
    },
    State {
        name: "the day is fixed, the hour is open again",
        now: "2026-06-10T09:00:00Z",
        edit: &[("start: 2026-10-05 14:00\n    duration: 2h\n", "start: 2026-10-05\n")],
        sequence: Some("10"),
        told: &["The hour is open again"],
        ..STATE
    },
    State {
        name: "the hour is back",
        now: "2026-06-12T09:00:00Z",
        edit: &[("start: 2026-10-05\n", "start: 2026-10-05 14:00\n")],
        sequence: Some("11"),
        told: &["The time is fixed: Monday 5 October 2026, 14:00 BST"],
        ..STATE
    },
    State {
        name: "cancelled",
        now: "2026-06-14T09:00:00Z",
        edit: &[("status: confirmed", "status: cancelled")],
        sequence: Some("12"),
        told: &["Cancelled"],
        ..STATE
    },
    State {
        name: "reinstated",
        now: "2026-06-21T09:00:00Z",
        edit: &[("status: cancelled", "status: confirmed")],
        sequence: Some("13"),
        told: &["Takes place after all"],
        ..STATE
    },
    State {
        name: "the videos are published",
        now: "2026-10-07T09:00:00Z",
        edit: &[
            ("title: Crowds", "title: Crowds, video: https://youtu.be/aaaaaaaaaaa"),
            (
                "title: Label noise",
                "title: Label noise, video: {url: 'https://youtu.be/bbbbbbbbbbb', published: 2026-10-06}",
            ),
        ],
        sequence: Some("13"),
        new_recordings: &["S04E01", "S04E02"],
        ..STATE
    },
    State {
        name: "all videos move to another channel",
        now: "2026-11-01T09:00:00Z",
        edit: &[
            ("youtu.be/aaaaaaaaaaa", "youtu.be/ccccccccccc"),
            ("youtu.be/bbbbbbbbbbb", "youtu.be/ddddddddddd"),
            ("youtu.be/zLxYUtToXGg", "youtu.be/eeeeeeeeeee"),
        ],
        sequence: Some("13"),
        other: Other::IsUpdated,
        updated_recordings: &["S01E01", "S04E01", "S04E02"],
        ..STATE
    },
    State {
        name: "the whole site moves to another domain",
        now: "2026-12-01T09:00:00Z",
        edit: &[("url: https://example.org/webinar/", "url: https://talks.example.net/")],
        sequence: Some("13"),
        other: Other::IsUpdated,
        pages: Pages::Move,
        ..STATE
    },
    State {
        name: "the series is renamed",
        now: "2026-12-08T09:00:00Z",
        edit: &[("title: Datasets through the L👀king-Glass", "title: Data, looked at")],
        sequence: Some("13"),
        other: Other::IsUpdated,
        ..STATE
    },
    State {
        name: "when the day of a recording's publication is corrected, it is published already",
        now: "2026-12-15T09:00:00Z",
        edit: &[("published: 2026-10-06", "published: 2026-10-08")],
        sequence: Some("13"),
        ..STATE
    },
    State {
        name: "the events stand in another order in the file",
        now: "2026-12-22T09:00:00Z",
        edit: &[
            (
                "  - id: S01
    title: Skin lesions
    start: 2025-11-10 16:00
    talks:
      - id: S01E01
        title: Fairness in dermatology
        speakers: [Ada Example]
        video: https://youtu.be/eeeeeeeeeee
",
                "",
            ),
            (
                "events:
",
                "events:
  - id: S01
    title: Skin lesions
    start: 2025-11-10 16:00
    talks:
      - id: S01E01
        title: Fairness in dermatology
        speakers: [Ada Example]
        video: https://youtu.be/eeeeeeeeeee
",
            ),
        ],
        sequence: Some("13"),
        ..STATE
    },
];
