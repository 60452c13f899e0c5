//! The examples of the documents: fenced blocks whose info string says what they hold. `yaml` is a
//! whole catalogue, `yaml series`, `yaml event` and `yaml talk` are parts of one. In explanations of
//! codes, another word says what is to be seen: `wrong`, `right`, or `published` for what an earlier
//! build made of it.

/// The fenced blocks of a document: info string and text.
pub fn fences(markdown: &str) -> Vec<(String, String)> {
    let mut fences = Vec::new();
    let mut lines = markdown.lines();
    while let Some(line) = lines.next() {
        let Some(info) = line.strip_prefix("```") else { continue };
        let body: Vec<_> = lines.by_ref().take_while(|line| !line.starts_with("```")).collect();
        fences.push((info.to_owned(), body.join("\n")));
    }
    fences
}

fn indented(text: &str, by: usize) -> String {
    text.lines().map(|line| format!("{}{line}\n", " ".repeat(by))).collect()
}

/// The keys of `series` that a fragment does not set itself.
fn series(fragment: &str) -> String {
    let own = [
        "id: looking-glass",
        "title: Datasets through the L👀king-Glass",
        "url: https://example.org/webinar/",
        "timezone: Europe/Copenhagen",
    ];
    let missing = own.iter().filter(|key| {
        let name = &key[..=key.find(':').unwrap()];
        !fragment.lines().any(|line| line.starts_with(name))
    });
    missing.map(|key| format!("  {key}\n")).collect()
}

/// The catalogue that an example stands for.
pub fn catalogue(info: &str, text: &str) -> Option<String> {
    let events = |text: &str| format!("series:\n{}events:\n{}", series(""), indented(text, 2));
    match info.trim() {
        "yaml" => Some(text.to_owned()),
        "yaml series" => {
            Some(format!("series:\n{}{}events: []\n", series(text), indented(text, 2)))
        }
        "yaml event" => Some(events(text)),
        "yaml talk" => {
            let event = format!("- id: EXAMPLE\n  start: TBA\n  talks:\n{}", indented(text, 4));
            Some(events(&event))
        }
        _ => None,
    }
}
