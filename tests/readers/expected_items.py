"""What feeds have to say, worked out from `series.json`.

`series.json` does not say when an item last changed, nor when and what the news told of an event:
there, all formats have to say what the JSON feed says.
"""

import json
from dataclasses import replace
from datetime import date, datetime, timedelta
from html import escape
from urllib.parse import parse_qs, urldefrag, urlsplit
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from entry import NOT_GIVEN
from expected_entries import PREFIX, series_of
from item import Begins, Item, targets, utc, words


def expected_items(folder):
    """The items that each feed of a folder has to hold."""
    series = series_of(folder)
    expected = {}
    for feed, items in {"videos": videos(series), "news": news(series)}.items():
        dates = dates_of(folder / f"{feed}.json")
        dated = [replace(item, **dates.get(item.id, {})) for item in items]
        expected |= {f"{feed}.{format}": dated for format in ["atom", "json"]}
        # RSS has no word for when an item last changed.
        expected[f"{feed}.rss"] = [replace(item, updated=NOT_GIVEN) for item in dated]
    return expected


def dates_of(file):
    items = json.loads(file.read_text(encoding="utf-8"))["items"]
    keys = {"published": "date_published", "updated": "date_modified"}
    return {item["id"]: {name: utc(item[key]) for name, key in keys.items()} for item in items}


def names(people):
    return [person["name"] for person in people]


def organizers(series):
    return names(series["series"]["organizers"]) or [series["series"]["title"]]


def item(content, **values):
    published = values.pop("published", None)
    text, links = words(content), targets(content)
    return Item(**values, published=published, updated=published, text=text, targets=links)


def videos(series):
    for event in series["events"]:
        for talk in event["talks"]:
            if "entry" in talk:
                yield recording(series, event, talk)


def recording(series, event, talk):
    video = talk["video"]
    return item(
        id=talk["entry"],
        title=talk.get("title") or video.get("title") or event["title"],
        link=place(event, talk),
        published=utc(video["published"]),
        authors=names(talk["speakers"]) or organizers(series),
        tags=event["tags"],
        thumbnail=thumbnail(video["url"]),
        content=recording_content(event, talk),
    )


def place(event, talk):
    """The talk's place on the page of its event."""
    page, fragment = urldefrag(event["url"])
    return event["url"] if fragment not in ("", event["id"]) else f"{page}#{talk['id']}"


def thumbnail(video):
    address = urlsplit(video)
    if address.hostname != "www.youtube.com":
        return None
    return f"https://i.ytimg.com/vi/{parse_qs(address.query)['v'][0]}/hqdefault.jpg"


def recording_content(event, talk):
    """The picture, who spoke, when, about what, and the links."""
    video = talk["video"]
    picture = thumbnail(video["url"])
    title = video.get("title")
    watch = f"Recording: {title}" if title and title != talk.get("title") else "Recording"
    links = [(watch, video["url"])]
    links += [(key.title(), talk[key]) for key in ["slides", "paper", "code"] if key in talk]
    shown = talk.get("title") or title or event["title"]
    occasion = [event["title"]] if event["title"] != shown else []
    return "".join(
        [
            f'<p><a href="{escape(video["url"])}"><img src="{picture}"></a></p>' if picture else "",
            "<br>".join(speaker(person) for person in talk["speakers"]),
            f"<p>{escape(', '.join([*occasion, day(event)]))}</p>",
            talk.get("abstract_html", ""),
            *(f"<li>{anchor(url, label)}</li>" for label, url in links),
        ]
    )


def speaker(person):
    name = anchor(person["url"], person["name"]) if "url" in person else escape(person["name"])
    return name + (f" ({escape(person['affiliation'])})" if "affiliation" in person else "")


def anchor(url, label):
    return f'<a href="{escape(url)}">{escape(label)}</a>'


def day(event):
    """The day of an event in words, by its own clocks."""
    if event["precision"] == "month":
        return f"{date.fromisoformat(event['start'] + '-01'):%B %Y}"
    first, last = (date.fromisoformat(event[key][:10]) for key in ["start", "end"])
    if event["precision"] == "day" and last - first > timedelta(days=1):
        return f"{in_words(first)} to {in_words(last - timedelta(days=1))}"
    return in_words(first)


def in_words(day):
    return f"{day.day} {day:%B %Y}"


def news(series):
    for event in series["events"]:
        content = news_content(event)
        yield replace(
            item(
                id=uuid5(UUID(event["uid"]), "news").urn,
                title=PREFIX.get(event["status"], "") + event["title"],
                link=event["url"],
                authors=organizers(series),
                tags=event["tags"],
                thumbnail=None,
                content=content,
            ),
            text=Begins(words(content)),
        )


def news_content(event):
    """When, where and what; behind it stands what was told of it."""
    link = {"Sign up": "registration", "Join": "join"}
    place = [escape(event["location"])] if "location" in event else []
    place += [anchor(event[key], label) for label, key in link.items() if key in event]
    talks = [talk_line(talk) for talk in event["talks"]]
    return "".join(f"<p>{part}</p>" for part in [escape(when(event)), " · ".join(place), *talks])


def talk_line(talk):
    people = [
        person["name"] + (f" ({person['affiliation']})" if "affiliation" in person else "")
        for person in talk["speakers"]
    ]
    title = talk.get("title", "To be announced")
    return escape(": ".join(part for part in [title, ", ".join(people)] if part))


def when(event):
    match event["precision"]:
        case "none":
            return "to be announced"
        case "month":
            return f"{day(event)}, the day is open"
        case "day":
            first, last = (date.fromisoformat(event[key]) for key in ["start", "last_day"])
            until = f" to {last:%A} {in_words(last)}" if last > first else ""
            return f"{first:%A} {in_words(first)}{until}, the hour is open"
    start, end = (datetime.fromisoformat(event[key]) for key in ["start", "end"])
    until = f"{end:%H:%M}"
    if end.date() != start.date():
        until = f"{end:%A} {end.day} {end:%B} {until}"
    change, abbreviation = "", event["abbreviation"]
    if end.utcoffset() != start.utcoffset():
        change = f" {abbreviation}"
        abbreviation = end.astimezone(ZoneInfo(event["timezone"])).tzname()
    zone = f"{abbreviation} ({event['timezone']})"
    return f"{start:%A} {in_words(start)} {start:%H:%M}{change}–{until} {zone}"
