use serde_json::Value as Json;

use super::*;
use crate::model::{Person, Recording, Series, Status, When};
use crate::sample;

fn at(instant: &str) -> Now {
    instant.parse().unwrap()
}

/// One event that is over when the sample's next is ahead, and one of every other kind.
fn series() -> Series {
    let mut series = sample::series();
    let mut add = |id: &str, start: &str, status: Status| {
        let mut event = sample::event(id, "Europe/Copenhagen", start);
        event.status = status;
        event.title = id.to_owned();
        series.events.push(event);
    };
    add("S02", "2023-06-05T16:00:00", Status::Confirmed);
    add("S04", "2023-10-02T16:00:00", Status::Cancelled);
    add("S05", "2023-10-09T16:00:00", Status::Tentative);
    add("S06", "2023-10-16T16:00:00", Status::Postponed);
    add("S07", "2023-10-23T16:00:00", Status::Confirmed);
    series.events[5].when = When::Unknown;
    series.events.sort_by_key(|event| event.starts().map_or(i64::MAX, |it| it.timestamp()));
    series
}

/// What a template makes of a series.
fn filled(series: &Series, name: &str, template: &str, now: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, template).unwrap();
    let mut templates = Templates::default();
    templates.add(&path).unwrap();
    page(name, &sample::edition(series), &templates, &at(now)).unwrap()
}

/// The pages that a build writes.
fn pages(series: &Series, now: &Now) -> [(&'static str, String); 3] {
    let edition = sample::edition(series);
    PAGES.map(|name| (name, page(name, &edition, &Templates::default(), now).unwrap()))
}

/// The linked data of a series.
fn linked_data(series: &Series) -> String {
    filled(series, "x.html", "{{ linked_data }}", "2023-09-01T00:00:00Z")
}

/// The ids of the events of each section.
fn sections(series: &Series, now: &str) -> String {
    let list = |name: &str| format!("{{% for it in {name} %}} {{{{ it.id }}}}{{% endfor %}}");
    let lists = ["upcoming", "to_be_announced", "previous"].map(list).join(" |");
    filled(series, "x.html", &format!("{{{{ next.id if next }}}} |{lists}"), now)
}

#[test]
fn each_event_stands_in_one_section() {
    assert_eq!(sections(&series(), "2023-09-01T00:00:00Z"), "S03 | S04 S05 | S06 S07 | S02");
    // To the second at which it ends, an event is next.
    assert_eq!(sections(&series(), "2023-09-18T12:29:59Z"), "S03 | S04 S05 | S06 S07 | S02");
    assert_eq!(sections(&series(), "2023-09-18T12:30:00Z"), "S05 | S04 | S06 S07 | S03 S02");
    assert_eq!(sections(&series(), "2024-01-01T00:00:00Z"), " | | S06 S07 | S05 S04 S03 S02");
}

#[test]
fn a_page_is_as_of_the_last_change_and_not_of_the_build() {
    let as_of = |now| filled(&series(), "x.html", "{{ as_of.instant }}", now);
    // The sample was changed at 8 on the 19th, and its recording may be a second ahead of the build.
    assert_eq!(as_of("2023-09-19T07:59:59Z"), "2023-09-19T08:00:00Z");
    assert_eq!(as_of("2023-09-20T00:00:00Z"), "2023-09-19T08:00:00Z");
    assert_eq!(as_of("2023-10-02T13:00:00Z"), "2023-09-19T08:00:00Z");
    assert_eq!(as_of("2023-10-02T15:30:00Z"), "2023-10-02T15:30:00Z");
    assert_eq!(as_of("2023-10-08T00:00:00Z"), "2023-10-02T15:30:00Z");
}

#[test]
fn every_built_in_page_is_rendered_for_every_sample() {
    let mut bare = sample::series();
    bare.description = None;
    bare.organizers.clear();
    bare.events.clear();
    let mut unknown = series();
    unknown.language = "fo".to_owned();
    unknown.events[2].talks = vec![sample::talk("S04E01")];
    unknown.events[2].talks[0].title = None;
    unknown.events[2].talks[0].speakers.clear();
    unknown.events[2].talks[0].recording = Recording::Withheld;
    for series in [bare, series(), unknown] {
        for now in ["2023-01-01T00:00:00Z", "2023-09-20T00:00:00Z", "2024-01-01T00:00:00Z"] {
            for (name, page) in pages(&series, &at(now)) {
                assert!(!page.is_empty(), "{name}");
            }
        }
    }
}

#[test]
fn values_are_escaped_for_the_syntax_that_the_name_tells() {
    let mut series = sample::series();
    series.title = "<b> & *c* {{ d }}".to_owned();
    let fill = |name: &str| filled(&series, name, "{{ series.title }}", "2023-09-01T00:00:00Z");
    assert_eq!(fill("a.md"), "&lt;b&gt; & \\*c\\* &#123;&#123; d &#125;&#125;");
    for name in ["a.html", "a.txt", "a"] {
        assert_eq!(fill(name), "&lt;b&gt; &amp; *c* &#123;&#123; d &#125;&#125;", "{name}");
    }
    let yaml = filled(&series, "a.md", "{{ series.title | yaml }}", "2023-09-01T00:00:00Z");
    assert_eq!(yaml, "\"<b> & *c* \\u007b\\u007b d \\u007d\\u007d\"");
}

#[test]
fn a_text_of_the_author_comes_with_its_marks_and_nothing_else() {
    let mut series = sample::series();
    series.description = Some(crate::sample::text("*a* `{{ b }}` <i>c</i>"));
    let fill = |name: &str, form: &str| {
        let template = format!("{{{{ series.description.{form} }}}}");
        filled(&series, name, &template, "2023-09-01T00:00:00Z")
    };
    let html = "<p><em>a</em> <code>&#123;&#123; b &#125;&#125;</code> &lt;i&gt;c&lt;/i&gt;</p>\n";
    assert_eq!(fill("a.html", "html"), html);
    assert_eq!(
        fill("a.md", "markdown"),
        "*a* <code>&#123;&#123; b &#125;&#125;</code> &lt;i&gt;c&lt;/i&gt;"
    );
}

#[test]
fn the_linked_data_is_json_that_cannot_leave_its_element() {
    let mut series = sample::series();
    series.title = "</script><!-- {{ x }} {% y %} \u{2028}&".to_owned();
    let json = linked_data(&series);
    for mark in ["<", ">", "&", "{{", "{%", "\u{2028}"] {
        assert!(!json.contains(mark), "{mark}");
    }
    let data: Json = serde_json::from_str(&json).unwrap();
    assert_eq!(data["name"], series.title.as_str());
}

#[test]
fn a_place_is_virtual_real_or_both_by_its_words() {
    for (place, mode) in [
        (None, "Online"),
        (Some("Zoom"), "Online"),
        (Some("Online (Microsoft Teams)"), "Online"),
        (Some("Room 4A20, Copenhagen"), "Offline"),
        (Some("Auditorium 1 and Zoom"), "Mixed"),
    ] {
        let mut series = sample::series();
        series.events[0].location = place.map(str::to_owned);
        let json = linked_data(&series);
        let data: Json = serde_json::from_str(&json).unwrap();
        let expected = format!("https://schema.org/{mode}EventAttendanceMode");
        assert_eq!(data["subEvent"][0]["eventAttendanceMode"], expected, "{place:?}");
    }
}

#[test]
fn a_playlist_is_youtubes_where_it_is_on_a_host_of_its() {
    for (playlist, name) in [
        ("https://www.youtube.com/playlist?list=PL1", "YouTube playlist"),
        ("https://youtube.com/playlist?list=PL1", "YouTube playlist"),
        ("https://notyoutube.com/playlist", "playlist"),
    ] {
        let mut series = sample::series();
        series.playlist = Some(playlist.parse().unwrap());
        let shown = filled(&series, "x.html", "{{ series.playlist.name }}", "2023-09-01T00:00:00Z");
        assert_eq!(shown, name, "{playlist}");
    }
}

#[test]
fn a_recording_that_is_not_out_yet_is_on_no_page() {
    let mut series = sample::series();
    let Recording::Published(video) = &mut series.events[0].talks[0].recording else {
        panic!("the sample has a recording");
    };
    video.published = Some(at("2024-01-02T00:00:00Z").instant().fixed_offset());
    let now = at("2024-01-01T00:00:00Z");
    let told = series.as_of(&now);
    for (name, page) in pages(&told, &now) {
        assert!(!page.contains("qhAYUfQlYfo"), "{name}");
    }
}

#[test]
fn a_full_disk_is_told_as_one_and_not_as_a_mistake_in_the_template() {
    struct Full;
    impl Write for Full {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(io::ErrorKind::StorageFull.into())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    let series = series();
    let (edition, now) = (sample::edition(&series), at("2023-09-20T00:00:00Z"));
    for name in PAGES {
        let written =
            write(name, &edition, &Shared::default(), &Templates::default(), &now, &mut Full);
        assert_eq!(written.unwrap_err().kind(), io::ErrorKind::StorageFull, "{name}");
    }
}

#[test]
fn a_row_of_people_is_what_a_loop_over_them_makes() {
    const HTML: &str = r#"{% for one in people %}
{% if loop.first %}{% elif loop.last %} {{ words.and }} {% else %}, {% endif %}
<span class="person">
{%- if one.url %}<a href="{{ one.url }}">{{ one.name }}</a>{% else %}{{ one.name }}{% endif %}</span>
{%- if one.shown_affiliation %} <span class="affiliation">({{ one.shown_affiliation }})</span>{% endif %}
{% endfor %}"#;
    const MARKDOWN: &str = "{% for one in people %}
{% if loop.first %}{% elif loop.last %} {{ words.and }} {% else %}, {% endif %}
**{% if one.url %}[{{ one.name }}]({{ one.url | address }}){% else %}{{ one.name }}{% endif %}**
{%- if one.shown_affiliation %} ({{ one.shown_affiliation }}){% endif %}
{% endfor %}";
    let mut series = sample::series();
    let person = |name: &str, affiliation: Option<&str>, url: Option<&str>| Person {
        name: name.to_owned(),
        affiliation: affiliation.map(str::to_owned),
        url: url.map(|url| url.parse().unwrap()),
        ..series.events[0].talks[0].speakers[0].clone()
    };
    let people = [
        person("A. *B* <c> {{ d }}", Some("\"E\" & 'F'"), None),
        person("- G_h [i]", Some("1. J {% k %}"), Some("https://example.org/l_(m)?n={o}&p='q'")),
        person("R", Some("1. J {% k %}"), None),
        person("S", None, Some("https://example.org/")),
    ];
    for count in 0..=people.len() {
        for start in 0..=people.len() - count {
            series.organizers = people[start..start + count].to_vec();
            for (form, the_loop) in [("html", HTML), ("markdown", MARKDOWN)] {
                let name = if form == "html" { "x.html" } else { "x.md" };
                let fill = |template: &str| {
                    let template =
                        format!("{{% with people = series.organizers %}}{template}{{% endwith %}}");
                    filled(&series, name, &template, "2023-09-01T00:00:00Z")
                };
                assert_eq!(fill(&format!("{{{{ people.{form} }}}}")), fill(the_loop));
            }
        }
    }
}

#[test]
fn the_links_of_a_talk_are_those_that_there_are() {
    let mut series = sample::series();
    let talk = &mut series.events[0].talks[0];
    talk.slides = Some("https://example.org/slides?a&b".parse().unwrap());
    talk.code = Some("https://example.org/code".parse().unwrap());
    let now = at("2023-10-01T00:00:00Z");
    let [(_, index), _, (_, talks)] = pages(&series, &now);
    let title = series.events[0].talks[0].title();
    let link = |address: &str, name: &str| {
        let unseen = crate::render::html::text(&format!(": {title}"));
        format!("<a href=\"{address}\">{name}<span class=\"unseen\">{unseen}</span></a>\n")
    };
    let slides = link("https://example.org/slides?a&amp;b", "Slides");
    let code = link("https://example.org/code", "Code");
    assert!(index.contains(&format!("<p class=\"more\">\n{slides}{code}</p>")), "{index}");
    let expected =
        "* [Slides](https://example.org/slides?a&b)\n* [Code](https://example.org/code)\n";
    assert!(talks.contains(expected), "{talks}");
}
