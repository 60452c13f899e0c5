//! The pages that are not the site's own: what is wrong, what is not there, what there is.

use seminar::diagnostic::{Diagnostic, Source, Style, draw};
use seminar::escape_html;

const STYLE: &str = "\
:root { color-scheme: light dark; --error: #c62828; --warning: #b26a00 }
@media (prefers-color-scheme: dark) { :root { --error: #ff8a80; --warning: #ffcc80 } }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.5 system-ui, sans-serif }
section { border-left: 4px solid var(--error); margin: 1.5rem 0; padding-left: 1rem }
section.warning { border-color: var(--warning) }
h2 { font-size: 1rem; margin: 0 }
pre { white-space: pre-wrap; overflow-wrap: anywhere; font: .875rem/1.4 ui-monospace, monospace }";

/// The mistakes in a catalogue, each with its place, and as the terminal shows it.
pub(super) fn diagnostics(source: &Source, diagnostics: &[Diagnostic]) -> String {
    let sections: String = diagnostics.iter().map(|it| section(source, it)).collect();
    let name = escape_html(source.name());
    let rest = "<p>This page shows the site again as soon as the file is mended.</p>\n";
    page(&format!("Mistakes in {name}"), &[&sections, rest].concat())
}

fn section(source: &Source, diagnostic: &Diagnostic) -> String {
    let (line, column) = source.position(diagnostic.span.start);
    let place = escape_html(&format!("{}:{line}:{column}", source.name()));
    let message = escape_html(&diagnostic.message);
    let drawn = draw(source, std::slice::from_ref(diagnostic), Style::Plain);
    let drawn = escape_html(drawn.trim_end());
    let severity = diagnostic.severity().name();
    format!(
        "<section class=\"{severity}\">\n<h2>{place}: {message}</h2>\n<pre>{drawn}</pre>\n\
         </section>\n"
    )
}

/// What the machine, or a template, does not do.
pub(super) fn failure(text: &str) -> String {
    let text = escape_html(text.trim_end());
    page("The site cannot be built", &format!("<section><pre>{text}</pre></section>\n"))
}

/// Every file that there is.
pub(super) fn list<'a>(title: &str, names: impl Iterator<Item = &'a String>) -> String {
    // An id is made of letters, digits, `-`, `_` and `.`: it is its own address.
    let item = |name: &String| {
        let name = escape_html(name);
        format!("<li><a href=\"/{name}\">{name}</a></li>\n")
    };
    page(&escape_html(title), &format!("<ul>\n{}</ul>\n", names.map(item).collect::<String>()))
}

/// A page; title and content are HTML.
fn page(title: &str, content: &str) -> String {
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>{title}</title>\n\
         <style>\n{STYLE}\n</style>\n</head>\n<body>\n<h1>{title}</h1>\n{content}</body>\n</html>\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_of_the_catalogue_stays_text() {
        let name = "<img src=x>.yaml";
        let catalogue = seminar::Catalogue::read(name, b"<script>alert(1)</script>: 1\n");
        let page = diagnostics(catalogue.source(), catalogue.diagnostics());
        assert!(!page.contains("<script") && !page.contains("<img"), "{page}");
        assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"), "{page}");
        let name = "\"><script>".to_owned();
        assert!(!list(&name, [&name].into_iter()).contains("<script"));
        assert!(!failure(&name).contains("<script"));
    }

    #[test]
    fn every_mistake_stands_under_its_place() {
        let catalogue = seminar::Catalogue::read("events.yaml", b"series: {}\nevnts: []\n");
        let page = diagnostics(catalogue.source(), catalogue.diagnostics());
        assert_eq!(
            page.matches("<section class=\"error\">").count(),
            catalogue.diagnostics().len()
        );
        assert!(page.contains("<h2>events.yaml:2:1: unknown key `evnts`</h2>"), "{page}");
    }
}
