//! Addresses: absolute, and of the web. The URL standard reads them (WHATWG); what people leave out
//! is offered, and mended where it can be nothing else.

use url::Url;

use super::read::{Read, Reader};
use super::value::{Link, reject, text};
use crate::diagnostic::{Code, Diagnostic};
use crate::yaml::Node;

impl Read for Link {
    const IS_ADDRESS: bool = true;

    fn read(node: &mut Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        let text = text(node, reader, "a URL")?;
        let web = ["http://", "https://"].iter().any(|scheme| {
            text.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
        });
        let clean = !text.contains(|c: char| c.is_whitespace() || c.is_control());
        let parsed = Url::parse(text);
        let is_anonymous = |url: &Url| url.username().is_empty() && url.password().is_none();
        if web && clean && parsed.as_ref().is_ok_and(is_anonymous) {
            return parsed.ok().map(|url| Self(Some(Box::new(url))));
        }
        if clean && !web && lacks_only_its_scheme(text) {
            let address = format!("https://{text}");
            let message = format!("the URL `{text}` lacks its scheme");
            let diagnostic = Diagnostic::new(Code::InvalidUrl, reader.visible(node), message)
                .help(format!("did you mean `{address}`?"));
            reader.report(match reader.verbatim(node, text) {
                Some(span) if is_surely_an_address(text) => diagnostic.repair(span, address),
                _ => diagnostic,
            });
            return None;
        }
        let (reason, help) = if text.contains(char::is_control) {
            ("holds a control character", "copy the address anew from the browser".to_owned())
        } else if !clean {
            ("holds a space", "write `%20` for a space that belongs to it".to_owned())
        } else if web && parsed.is_ok() {
            ("holds a name or a password", "everybody will see it: link a page without".to_owned())
        } else if web {
            ("cannot be read", "copy the address anew from the browser".to_owned())
        } else if let Some(rest) = mistyped_scheme(text) {
            ("has a scheme that is mistyped", format!("did you mean `https://{rest}`?"))
        } else if let Some((scheme, _)) = text.split_once("://") {
            ("is no web address", format!("write `https://` in place of `{scheme}://`"))
        } else {
            ("is not a whole address", "write it from `https://` on".to_owned())
        };
        reject(reader, node, Code::InvalidUrl, format!("the URL `{text}` {reason}"), help);
        None
    }
}

/// What stands behind `https:/`, `https//` and the like.
fn mistyped_scheme(text: &str) -> Option<&str> {
    let rest = text.strip_prefix("https").or_else(|| text.strip_prefix("http"))?;
    let rest = rest.strip_prefix([':', '/', ';'])?;
    Some(rest.trim_start_matches(['/', ':'])).filter(|rest| rest.contains('.'))
}

fn lacks_only_its_scheme(text: &str) -> bool {
    !text.contains("://")
        && mistyped_scheme(text).is_none()
        && text.contains('.')
        && !text.starts_with(['/', '.', '#'])
        && !text.contains('@')
}

/// Whether a text without a scheme is a host with or without a path, and not the name of a file
/// (`slides.pdf`).
fn is_surely_an_address(text: &str) -> bool {
    let (host, path) = text.split_once('/').unwrap_or((text, ""));
    let Some((name, domain)) = host.rsplit_once('.') else { return false };
    let is_known = !path.is_empty() || name.starts_with("www.") || DOMAINS.contains(&domain);
    let parsed = Url::parse(&format!("https://{text}"));
    is_known
        && host.split('.').all(|label| !label.is_empty())
        && domain.len() > 1
        && domain.bytes().all(|byte| byte.is_ascii_alphabetic())
        && parsed.is_ok_and(|url| url.host_str() == Some(host.to_ascii_lowercase().as_str()))
}

/// Domains that are not the endings of files too, in which hosts stand without a path.
const DOMAINS: [&str; 8] = ["com", "edu", "eu", "gov", "info", "io", "net", "org"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_told_from_the_name_of_a_file() {
        for text in ["shorturl.at/pN046", "www.blå.dk", "simpsonlab.org", "a.b.io/x.pdf?y#z"] {
            assert!(lacks_only_its_scheme(text), "{text}");
        }
        for text in ["shorturl.at/pN046", "www.example.dk", "simpsonlab.org", "Example.ORG/x"] {
            assert!(is_surely_an_address(text), "{text}");
        }
        for text in
            ["slides.pdf", "notes.md", "talks.2023/x", "v1.2", ".org", "a..org", "x.y z.org"]
        {
            assert!(!is_surely_an_address(text), "{text}");
        }
    }

    #[test]
    fn what_is_no_host_is_not_offered_one() {
        for text in ["/slides.pdf", "../a.pdf", "#x.y", "me@example.org", "ftp://example.org"] {
            assert!(!lacks_only_its_scheme(text), "{text}");
        }
    }
}
