"""Writes the same content for every peer, in the forms that they read, from a `series.json`.

`content.json` is for all that read JSON; `content.txt` for C, whose library does not; and
`yaml2ics.yaml` for yaml2ics, which reads nothing else. Texts are ready to be printed: a peer only
has to put them into its format.

It is a process of its own: what it remembers must not count as a peer's memory.
"""

import json
import sys
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

# Between the values of one record, and between records: no text has them.
UNIT, RECORD = "\x1f", "\x1e"


def main(series_json, folder):
    catalogue = json.loads(Path(series_json).read_text("utf-8"))
    content = of(catalogue)
    folder = Path(folder)
    folder.joinpath("content.json").write_text(json.dumps(content, ensure_ascii=False), "utf-8")
    folder.joinpath("content.txt").write_text(records(content), "utf-8")
    folder.joinpath("yaml2ics.yaml").write_text(yaml(content), "utf-8")


def of(catalogue):
    series = catalogue["series"]
    published = [(event, talk) for event in catalogue["events"] for talk in event["talks"]]
    return {
        "title": series["title"],
        "url": series["url"],
        "description": series["description"],
        "language": series["language"],
        "timezone": series["timezone"],
        "feeds": catalogue["feeds"]["videos"],
        "events": [calendar_event(series, event) for event in catalogue["events"]],
        "items": [item(*pair) for pair in published if pair[1]["recording"] == "published"],
    }


def calendar_event(series, event):
    """What calendars and links show of an event."""
    # As much text as a link has room for.
    [details] = parse_qs(urlsplit(event["links"]["google"]).query)["details"]
    return {
        "id": event["id"],
        "uid": event["uid"],
        "stamp": event["modified"],
        "start": event["start"],
        "end": event["end"],
        "summary": f"{series['title']}: {event['title']}",
        "description": description(event),
        "details": details,
        "location": f"{event['location']}: {event['registration']}",
        "url": event["url"],
        "tags": event["tags"],
    }


def description(event):
    talks = [paragraph for talk in event["talks"] for paragraph in spoken(talk)]
    sign_up, page = f"Sign up: {event['registration']}", f"Event page: {event['url']}"
    return "\n\n".join([sign_up, *talks, page])


def spoken(talk):
    yield f"{talk['title']}\n{'; '.join(credits(talk))}"
    yield talk["abstract"].strip()
    if "video" in talk:
        yield f"Recording: {talk['video']['url']}"


def credits(talk):
    return [f"{person['name']} ({person['affiliation']})" for person in talk["speakers"]]


def item(event, talk):
    """What feeds show of a recording."""
    video = talk["video"]
    return {
        "id": talk["entry"],
        "title": talk["title"],
        "url": event["url"].replace(f"#{event['id']}", f"#{talk['id']}"),
        "published": video["published"],
        "authors": [{"name": one["name"], "url": one["url"]} for one in talk["speakers"]],
        "summary": f"{', '.join(credits(talk))} · {event['title']}",
        "content": f"{talk['abstract_html']}<p><a href=\"{video['url']}\">Recording</a></p>",
        "tags": event["tags"],
    }


def records(content):
    """One record for the series, then one for each event."""
    head = [content["title"], content["description"], content["timezone"]]
    return RECORD.join([UNIT.join(head), *map(record, content["events"])]) + RECORD


def record(event):
    stamp = "".join(letter for letter in event["stamp"] if letter not in "-:")
    values = [
        event["id"], event["uid"], stamp, basic(event["start"]), basic(event["end"]),
        event["summary"], event["description"], event["location"], event["url"],
        ",".join(event["tags"]),
    ]
    return UNIT.join(values)


def basic(time):
    """The local part of a time, as iCalendar writes it."""
    return time[:19].replace("-", "").replace(":", "")


def yaml(content):
    head = f"name: {quoted(content['title'])}\ntimezone: {content['timezone']}\nevents:\n"
    return head + "".join(map(yaml_event, content["events"]))


def yaml_event(event):
    lines = event["description"].replace("\n", "\n      ")
    return f"""\
  - uid: {event["uid"]}
    summary: {quoted(event["summary"])}
    begin: {event["start"][:19].replace("T", " ")}
    end: {event["end"][:19].replace("T", " ")}
    location: {quoted(event["location"])}
    url: {quoted(event["url"])}
    categories: {quoted(event["tags"])}
    description: |
      {lines}
"""


def quoted(value):
    """JSON is YAML."""
    return json.dumps(value, ensure_ascii=False)


main(*sys.argv[1:])
