//! Links to meetings. Whoever has one with a password is let in, so such a link is never taken over.

use url::Url;

use crate::check::{PASSWORDS, PERSONAL};
use crate::web::is_within;

/// What an address leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::import) enum Kind {
    /// A sign-up for a meeting.
    Registration,
    /// A meeting.
    Meeting,
    /// A meeting, with the password or somebody's own key.
    Secret,
    /// Anything else.
    Page,
}

/// The services, by domain, and what a place is called that is one of theirs.
const SERVICES: [(&str, &str); 13] = [
    ("zoom.us", "Zoom"),
    ("zoom.com", "Zoom"),
    ("zoomgov.com", "Zoom"),
    ("meet.google.com", "Google Meet"),
    ("teams.microsoft.com", "Microsoft Teams"),
    ("teams.live.com", "Microsoft Teams"),
    ("webex.com", "Webex"),
    ("gotomeeting.com", "GoTo Meeting"),
    ("gotomeet.me", "GoTo Meeting"),
    ("whereby.com", "Whereby"),
    ("meet.jit.si", "Jitsi Meet"),
    ("join.skype.com", "Skype"),
    ("bluejeans.com", "BlueJeans"),
];

/// The service that an address belongs to.
pub(super) fn service(url: &Url) -> Option<&'static str> {
    let host = url.host_str()?;
    SERVICES.iter().find(|(domain, _)| is_within(host, domain)).map(|(_, name)| *name)
}

/// What an address leads to.
pub(in crate::import) fn kind(url: &Url) -> Kind {
    let mut names = url.query_pairs().filter(|(_, value)| !value.is_empty());
    let is_meeting = service(url).is_some();
    let has_key = names.any(|(name, _)| {
        let is_one_of = |keys: &[&str]| keys.iter().any(|key| name.eq_ignore_ascii_case(key));
        // Elsewhere, one letter may mean anything.
        is_one_of(&PASSWORDS) || is_meeting && (is_one_of(&PERSONAL) || is_one_of(&["p"]))
    });
    if is_meeting && url.path().contains("/register/") {
        Kind::Registration
    } else if has_key {
        Kind::Secret
    } else if is_meeting && url.path().len() > 1 {
        Kind::Meeting
    } else {
        Kind::Page
    }
}

/// The addresses of a text.
pub(in crate::import) fn addresses(text: &str) -> Vec<Url> {
    let breaks = |c: char| c.is_whitespace() || "<>()[]\"'".contains(c);
    let words = text.split(breaks).filter_map(|word| {
        let start = word.find("https://").or_else(|| word.find("http://"))?;
        Url::parse(word.get(start..)?.trim_end_matches(['.', ',', ';', ':'])).ok()
    });
    words.collect()
}

/// How lines of an invitation begin, in small letters.
const BEGINNINGS: [&str; 25] = [
    "join zoom",
    "join meeting",
    "join with google meet",
    "join on your computer",
    "join the meeting",
    "join by ",
    "join microsoft teams",
    "join from ",
    "click here to join",
    "microsoft teams meeting",
    "microsoft teams need help",
    "meeting id",
    "meeting url",
    "webinar id",
    "passcode",
    "password",
    "pin:",
    "one tap mobile",
    "dial by your location",
    "dial in",
    "or dial:",
    "find your local number",
    "find a local number",
    "more phone numbers",
    "topic:",
];

/// What stands somewhere in such lines.
const PARTS: [&str; 5] =
    ["is inviting you to a scheduled", "-::~:~::~", "________________", "-- do not ", "* pwd"];

/// How many other lines may stand between two of an invitation.
const GAP: usize = 5;

/// The lines of a text without the invitation to a meeting, and how many were taken out.
pub(super) fn without_invitation(lines: Vec<String>) -> (Vec<String>, usize) {
    let mut cut = vec![false; lines.len()];
    let mut last: Option<usize> = None;
    for (index, line) in lines.iter().enumerate() {
        if !is_of_invitation(line) {
            continue;
        }
        let from = last.filter(|last| index - last <= GAP).map_or(index, |last| last + 1);
        cut[from..=index].fill(true);
        last = Some(index);
    }
    // A topic alone is none, and neither is a rule.
    let is_weak = |line: &str| starts(line, "topic:") || is_rule(line);
    if !lines.iter().any(|line| is_of_invitation(line) && !is_weak(line)) {
        return (lines, 0);
    }
    // A rule goes with what it stands beside.
    for index in (0..lines.len()).filter(|index| is_rule(&lines[*index])) {
        let says = |other: &usize| !lines[*other].trim().is_empty();
        let beside = [(0..index).rev().find(says), (index + 1..lines.len()).find(says)];
        cut[index] |= beside.into_iter().flatten().any(|other| cut[other]);
    }
    let number = cut.iter().filter(|cut| **cut).count();
    let kept = lines.into_iter().zip(cut).filter(|(_, cut)| !cut).map(|(line, _)| line);
    (kept.collect(), number)
}

fn starts(line: &str, beginning: &str) -> bool {
    line.trim_start_matches(['*', '-', '•', ' ']).to_lowercase().starts_with(beginning)
}

/// The rule that Outlook draws around an invitation.
fn is_rule(line: &str) -> bool {
    let line = line.trim().replace('\\', "");
    line.len() > 4 && line.bytes().all(|byte| byte == b'_')
}

fn is_of_invitation(line: &str) -> bool {
    let lower = line.replace('\\', "").to_lowercase();
    let is_phone = || {
        let figures = line.chars().filter(char::is_ascii_digit).count();
        line.trim_start().starts_with('+') && figures >= 8
    };
    let leads_in = |url: &Url| matches!(kind(url), Kind::Meeting | Kind::Secret);
    BEGINNINGS.iter().any(|beginning| starts(&lower, beginning))
        || PARTS.iter().any(|part| lower.contains(part))
        || is_phone()
        || addresses(line).iter().any(leads_in)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind_of(url: &str) -> Kind {
        kind(&Url::parse(url).unwrap())
    }

    #[test]
    fn a_password_makes_a_link_a_secret() {
        assert_eq!(kind_of("https://itucph.zoom.us/j/123?pwd=abc"), Kind::Secret);
        assert_eq!(kind_of("https://zoom.us/w/123?tk=abc.def"), Kind::Secret);
        assert_eq!(kind_of("https://teams.microsoft.com/meet/1?p=x"), Kind::Secret);
        assert_eq!(kind_of("https://example.org/live?password=x"), Kind::Secret);
        assert_eq!(kind_of("https://zoom.us/j/123"), Kind::Meeting);
        assert_eq!(kind_of("https://meet.google.com/abc-defg-hij"), Kind::Meeting);
        assert_eq!(kind_of("https://zoom.us/meeting/register/u5U"), Kind::Registration);
        assert_eq!(kind_of("https://example.org/?p=12"), Kind::Page);
        assert_eq!(kind_of("https://notzoom.us/j/1"), Kind::Page);
    }

    #[test]
    fn an_invitation_is_taken_out_and_the_rest_stays() {
        let text = "About labels.\n\nTopic: Labels\n\nJoin Zoom Meeting\n\
                    https://zoom.us/j/1?pwd=x\n\nMeeting ID: 1\nPasscode: 2\n\nSee you there.";
        let (kept, number) = without_invitation(text.lines().map(str::to_owned).collect());
        assert_eq!(kept.join("\n").trim(), "About labels.\n\n\nSee you there.");
        assert_eq!(number, 7);
        for width in [15, 80] {
            let rule = "_".repeat(width);
            let outlook = ["Labels.", "", &rule, "Microsoft Teams meeting", "Passcode: 2", &rule];
            let (kept, number) = without_invitation(outlook.map(str::to_owned).to_vec());
            assert_eq!((kept, number), (vec!["Labels.".to_owned(), String::new()], 4));
            let drawn = ["One.", &rule, "Two.", &rule, "Three."].map(str::to_owned).to_vec();
            assert_eq!(without_invitation(drawn.clone()), (drawn, 0));
        }
        let topic = vec!["Topic: labels".to_owned()];
        assert_eq!(without_invitation(topic.clone()), (topic, 0));
    }
}
