//! The reloading of open pages: a script that is put into what is served, never into what a build
//! writes, and a stream of events (HTML Standard, 9.2) that it listens to.
//!
//! The script carries the version of the site that its page was part of, and the stream tells the
//! present one, first of all and at every change. So a page that was left behind, by a connection
//! that broke or a preview that was started again, notices.

/// Where the script is.
pub(super) const SCRIPT: &str = "/.reload.js";

/// Where the stream is.
pub(super) const EVENTS: &str = "/.reload";

/// The script.
pub(super) const SCRIPT_TEXT: &str = "\
// Put into each page by `seminar serve`: loads the page again when the site is another one.
const shown = new URL(document.currentScript.src).search.slice(1);
new EventSource(\"/.reload\").onmessage = (event) => {
  if (event.data !== shown) location.reload();
};
";

/// What listeners to the stream pass over.
pub(super) const COMMENT: &str = ":\n\n";

/// The event that tells a version.
pub(super) fn event(version: &str) -> String {
    format!("data: {version}\n\n")
}

/// A page that notices when it is out of date.
pub(super) fn with_script(page: &str, version: &str) -> String {
    let mut page = permitting(page);
    let end = page.to_ascii_lowercase().rfind("</body").unwrap_or(page.len());
    page.insert_str(end, &format!("<script src=\"{SCRIPT}?{version}\"></script>\n"));
    page
}

/// The page with a Content-Security-Policy that permits the script and its stream, if it has one.
fn permitting(page: &str) -> String {
    let lower = page.to_ascii_lowercase();
    let policy = lower.find("http-equiv=\"content-security-policy\"").and_then(|at| {
        let tag = lower[..at].rfind('<')?;
        let end = at + lower[at..].find('>')?;
        let start = tag + lower[tag..end].find("content=\"")? + "content=\"".len();
        Some(start..start + lower[start..].find('"')?)
    });
    match policy {
        Some(range) => {
            [&page[..range.start], &extended(&page[range.clone()]), &page[range.end..]].concat()
        }
        None => page.to_owned(),
    }
}

/// A policy (CSP 3, 2.2) that permits scripts and connections of the page's own origin besides all
/// that it permitted.
fn extended(policy: &str) -> String {
    let mut directives: Vec<_> =
        policy.split(';').map(|it| it.trim().to_owned()).filter(|it| !it.is_empty()).collect();
    for name in ["script-src", "connect-src"] {
        let sources = |name: &str, directive: &str| {
            let sources = directive.strip_prefix(name).filter(|it| it.starts_with(' '))?;
            Some(sources.replace(" 'none'", ""))
        };
        let own = directives.iter().position(|it| sources(name, it).is_some());
        let inherited = directives.iter().find_map(|it| sources("default-src", it));
        let directive = |sources: &str| format!("{name}{sources} 'self'");
        match (own, inherited) {
            (Some(at), _) => {
                directives[at] = directive(&sources(name, &directives[at]).unwrap_or_default());
            }
            (None, Some(sources)) => directives.push(directive(&sources)),
            (None, None) => {}
        }
    }
    directives.join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_is_the_last_of_the_body_or_of_what_there_is() {
        assert_eq!(
            with_script("<body>ø</BODY></html>", "1"),
            "<body>ø<script src=\"/.reload.js?1\"></script>\n</BODY></html>"
        );
        assert_eq!(with_script("text", "1"), "text<script src=\"/.reload.js?1\"></script>\n");
    }

    #[test]
    fn a_policy_permits_the_script_and_its_stream_and_else_what_it_did() {
        for (policy, expected) in [
            (
                "default-src 'none'; script-src 'sha256-x='; img-src https://a.example",
                "default-src 'none'; script-src 'sha256-x=' 'self'; \
                 img-src https://a.example; connect-src 'self'",
            ),
            (
                "default-src 'self' https://a.example;",
                "default-src 'self' https://a.example; \
                 script-src 'self' https://a.example 'self'; \
                 connect-src 'self' https://a.example 'self'",
            ),
            ("connect-src 'none'", "connect-src 'self'"),
            ("img-src 'none'", "img-src 'none'"),
        ] {
            assert_eq!(extended(policy), expected, "{policy}");
        }
    }

    #[test]
    fn the_policy_of_a_page_is_found_in_either_order_of_its_attributes() {
        let policy = "content=\"default-src 'none'\"";
        let wanted = "content=\"default-src 'none'; script-src 'self'; connect-src 'self'\"";
        for tag in [
            "<meta charset=\"utf-8\"><META HTTP-EQUIV=\"Content-Security-Policy\" POLICY>",
            "<meta content=\"x\"><meta POLICY http-equiv=\"Content-Security-Policy\">",
        ] {
            let page = tag.replace("POLICY", policy);
            assert_eq!(permitting(&page), tag.replace("POLICY", wanted));
        }
        let none = "<meta name=\"description\" content=\"default-src 'none'\">";
        assert_eq!(permitting(none), none);
    }
}
