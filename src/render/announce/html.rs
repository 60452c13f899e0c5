//! The announcement as HTML: one file that needs no other, without a script, and with its style
//! where mail programs look for it, in each element. It is well-formed XML too, since the services
//! that take it in are no browsers.

use super::{Announcement, material};
use crate::model::{Event, Person, Series, Talk};
use crate::render::html::{link, text};
use crate::render::xml;
use crate::zone::Zone;

const BODY: &str = "margin:0;padding:16px;font-family:Helvetica,Arial,sans-serif;font-size:16px;\
                    line-height:1.5;color:#1a1a1a;background-color:#ffffff";
const COLUMN: &str = "max-width:600px;margin:0 auto";
const SMALL: &str = "margin:0;font-size:14px;color:#555555";
const TITLE: &str = "margin:0 0 16px;font-size:24px;line-height:1.25";
const NOTICE: &str = "padding:8px 12px;border-left:4px solid #b00020;font-weight:bold";
const HEADING: &str = "margin:24px 0 4px;font-size:18px;line-height:1.3";
const BUTTON: &str = "display:inline-block;padding:10px 20px;border-radius:4px;font-weight:bold;\
                      color:#ffffff;background-color:#1a56a8;text-decoration:none";

/// The announcement as a page of HTML; its title is the subject. The event's times are told in
/// each of the zones.
pub fn html(series: &Series, event: &Event, zones: &[Zone]) -> String {
    let announcement = Announcement::of(series, event, zones);
    let notice = announcement.notice.map(|notice| element("p", NOTICE, &text(notice)));
    let description = event.description.as_ref().map(|text| text.html.to_string());
    let parts: Vec<_> = [
        element("p", SMALL, &text(&series.title)),
        element("h1", TITLE, &text(&event.title)),
        notice.unwrap_or_default(),
        facts(&announcement),
        description.unwrap_or_default(),
        event.talks.iter().map(talk).collect(),
        calendars(&announcement),
        footer(series, event, &announcement),
    ]
    .into();
    let page = format!(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\"/>\n\
         <meta name=\"viewport\" content=\"width=device-width\"/>\n<title>{}</title>\n</head>\n\
         <body style=\"{BODY}\">\n<div style=\"{COLUMN}\">\n{}</div>\n</body>\n</html>\n",
        text(&series.language),
        text(&announcement.subject),
        parts.concat(),
    );
    xml::text(page).into_owned()
}

fn facts(announcement: &Announcement<'_>) -> String {
    let mut lines =
        vec![format!("<b>{}:</b> {}", announcement.when_label, text(&announcement.day))];
    lines.extend(announcement.hours.iter().map(|hours| text(hours)));
    lines.extend(announcement.place.map(|place| format!("<b>Where:</b> {}", text(place))));
    let ways_in = announcement.ways_in.iter().map(|(label, url)| {
        let button = format!("<a href=\"{}\" style=\"{BUTTON}\">{label}</a>", text(url.as_str()));
        element("p", "", &button)
    });
    element("p", "", &lines.join("<br/>\n")) + &ways_in.collect::<String>()
}

fn talk(talk: &Talk) -> String {
    let speakers: Vec<_> = talk.speakers.iter().map(credit).collect();
    let material: Vec<_> =
        material(talk).iter().map(|(label, url)| link(url.as_str(), label)).collect();
    let bios = talk.speakers.iter().filter_map(|speaker| {
        let about = format!("<b>About {}</b>", text(&speaker.name));
        Some(element("p", "", &about) + &speaker.bio.as_ref()?.html)
    });
    [
        element("h2", HEADING, &text(talk.title())),
        element("p", "margin:0", &speakers.join("<br/>\n")),
        talk.abstract_.as_ref().map(|text| text.html.to_string()).unwrap_or_default(),
        bios.collect(),
        element("p", "", &material.join(" · ")),
    ]
    .concat()
}

/// The name, which leads to the person's page, and the affiliation.
fn credit(person: &Person) -> String {
    let name = match &person.url {
        Some(url) => link(url.as_str(), &person.name),
        None => text(&person.name),
    };
    match &person.affiliation {
        Some(affiliation) => format!("{name} ({})", text(affiliation)),
        None => name,
    }
}

fn calendars(announcement: &Announcement<'_>) -> String {
    if announcement.calendars.is_empty() {
        return String::new();
    }
    let links: Vec<_> =
        announcement.calendars.iter().map(|calendar| link(&calendar.url, calendar.name)).collect();
    element("h2", HEADING, announcement.calendars_label) + &element("p", "", &links.join(" · "))
}

fn footer(series: &Series, event: &Event, announcement: &Announcement<'_>) -> String {
    let organizers: Vec<_> = series.organizers.iter().map(credit).collect();
    let organizers = match organizers.as_slice() {
        [] => None,
        people => Some(format!("Organised by {}", people.join(", "))),
    };
    let page = link(event.url.as_str(), "Event page");
    let subscribe = link(&announcement.subscribe, "Every event in your calendar");
    let lines: Vec<_> = organizers.into_iter().chain([format!("{page} · {subscribe}")]).collect();
    "<hr/>\n".to_owned() + &element("p", SMALL, &lines.join("<br/>\n"))
}

/// An element on a line of its own; nothing for no content. The content is HTML already.
fn element(name: &str, style: &str, content: &str) -> String {
    match (content, style) {
        ("", _) => String::new(),
        (_, "") => format!("<{name}>{content}</{name}>\n"),
        _ => format!("<{name} style=\"{style}\">{content}</{name}>\n"),
    }
}
