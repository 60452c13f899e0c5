//! Addresses of the web as the URL standard (WHATWG) writes them. Nearly all that people copy are
//! written so: to see that takes a fraction of the time that it takes to read a URL.

use std::borrow::Cow;
use std::ops::Range;

use memchr::memchr;
use url::{Position, Url, form_urlencoded};

/// An address of the web, as its URL is written.
pub(crate) struct Canonical<'a> {
    whole: Cow<'a, str>,
    host: Range<usize>,
    path: Range<usize>,
}

impl<'a> Canonical<'a> {
    /// `None` where a text is no address of the web.
    pub(crate) fn of(text: &'a str) -> Option<Self> {
        if let Some(host) = host(text) {
            let rest = &text.as_bytes()[host.end..];
            let length = rest.iter().position(|byte| matches!(byte, b'?' | b'#'));
            let path = host.end..length.map_or(text.len(), |length| host.end + length);
            return Some(Self { whole: text.into(), host, path });
        }
        let url = Url::parse(text).ok()?;
        let until = |position| url[..position].len();
        let host = until(Position::BeforeHost)..until(Position::AfterHost);
        let path = until(Position::BeforePath)..until(Position::AfterPath);
        matches!(url.scheme(), "http" | "https").then(|| Self {
            whole: String::from(url).into(),
            host,
            path,
        })
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.whole
    }

    /// The host, an address of IPv6 with its brackets.
    pub(crate) fn host(&self) -> &str {
        &self.whole[self.host.clone()]
    }

    /// The path, from its first slash on.
    pub(crate) fn path(&self) -> &str {
        &self.whole[self.path.clone()]
    }

    /// What stands behind the question mark; empty where there is none.
    pub(crate) fn query(&self) -> &str {
        match self.whole[self.path.end..].strip_prefix('?') {
            Some(query) => query.split('#').next().unwrap_or_default(),
            None => "",
        }
    }

    /// The parameters, decoded.
    pub(crate) fn parameters(&self) -> form_urlencoded::Parse<'_> {
        form_urlencoded::parse(self.query().as_bytes())
    }

    /// The value of a parameter.
    pub(crate) fn parameter(&self, name: &str) -> Option<String> {
        let mut pairs = self.parameters();
        pairs.find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.into_owned())
    }
}

/// Whether a text is an address of the web that its URL is written like. What is not seen to be one may
/// be one all the same.
pub(crate) fn is_canonical(text: &str) -> bool {
    host(text).is_some()
}

/// Whether a host is a domain or one below it.
pub(crate) fn is_within(host: &str, domain: &str) -> bool {
    host.strip_suffix(domain).is_some_and(|below| below.is_empty() || below.ends_with('.'))
}

/// The host of an address of the web that its URL is written like.
fn host(text: &str) -> Option<Range<usize>> {
    let behind = text.strip_prefix("http")?;
    let behind = behind.strip_prefix('s').unwrap_or(behind).strip_prefix("://")?;
    let start = text.len() - behind.len();
    let (host, rest) = behind.as_bytes().split_at(memchr(b'/', behind.as_bytes())?);
    let end = start + host.len();
    (is_plain_host(host) && is_plain_rest(rest)).then_some(start..end)
}

/// Whether a host is words of ASCII between dots, and cannot be read as a number.
fn is_plain_host(host: &[u8]) -> bool {
    let is_plain = |byte: &u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-');
    let mut words = host.split(|byte| *byte == b'.');
    words.all(|word| !word.is_empty() && word.iter().all(is_plain) && !word.starts_with(b"xn--"))
        && host
            .rsplit(|byte| *byte == b'.')
            .next()
            .is_some_and(|word| word.iter().all(u8::is_ascii_lowercase))
}

/// Whether a path with what follows it stays as it is: it has nothing to escape and no part that begins
/// with a dot, which may lead upwards.
fn is_plain_rest(rest: &[u8]) -> bool {
    let is_plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"/-._~=&+?#,:@!".contains(byte);
    rest.iter().all(is_plain) && !rest.windows(2).any(|pair| pair == b"/.")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_people_copy_is_canonical() {
        for address in [
            "https://example.org/",
            "http://www.example.org/webinar/index.html?a=b&c#d",
            "https://youtu.be/qhAYUfQlYfo?si=Zk2&t=42",
            "https://orcid.org/0000-0002-1825-0097",
        ] {
            assert!(is_canonical(address), "{address}");
        }
        for other in
            ["https://example.org", "https://127.1/", "https://Example.org/", "https://a.b/../c"]
        {
            assert!(!is_canonical(other), "{other}");
        }
    }

    #[test]
    fn a_host_is_within_its_domains_and_no_other() {
        for host in ["youtube.com", "www.youtube.com", "a.b.youtube.com"] {
            assert!(is_within(host, "youtube.com"), "{host}");
        }
        for host in ["notyoutube.com", "youtube.com.example.org", "com", ""] {
            assert!(!is_within(host, "youtube.com"), "{host}");
        }
    }

    proptest! {
        #[test]
        fn it_is_what_the_standards_parser_reads(
            scheme in "https?://",
            pieces in prop::collection::vec(
                prop_oneof![
                    "[a-z0-9./?#-]{0,4}|\\PC{0,2}|[ -~]{0,2}",
                    prop::sample::select(vec![
                        "example.org", "xn--", "1", "0x1", "..", "/", "/.", ":80", ":443", "user@", "%2e", "%", "\\",
                        "[::1]", "localhost", "a-.b", "-", "?a=b&c", "#d", "'", "\t", "à", "é",
                    ]).prop_map(str::to_owned),
                ],
                0..6,
            ),
        ) {
            let text = scheme + &pieces.concat();
            let url = Url::parse(&text).ok();
            let canonical = Canonical::of(&text);
            prop_assert_eq!(canonical.as_ref().map(Canonical::as_str), url.as_ref().map(Url::as_str));
            prop_assert!(!is_canonical(&text) || url.as_ref().map(Url::as_str) == Some(&text));
            if let (Some(canonical), Some(url)) = (canonical, url) {
                prop_assert_eq!(Some(canonical.host()), url.host_str());
                prop_assert_eq!(canonical.path(), url.path());
                prop_assert_eq!(canonical.query(), url.query().unwrap_or_default());
            }
        }
    }
}
