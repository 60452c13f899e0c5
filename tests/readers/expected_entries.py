"""What calendars have to say, worked out from `series.json` and from nothing else."""

import json
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from entry import Entry, moment

STATUS = {
    "confirmed": "CONFIRMED",
    "tentative": "TENTATIVE",
    "postponed": "TENTATIVE",
    "cancelled": "CANCELLED",
}
PREFIX = {"cancelled": "Cancelled: ", "postponed": "Postponed: "}
OFF = {
    "cancelled": "This event is cancelled.",
    "postponed": "This event is postponed. It stands at its old time until there is a new one.",
}
# A cancelled event leaves the subscribed calendar that long after its date.
RETENTION = timedelta(days=30)


def series_of(folder):
    return json.loads((folder / "series.json").read_text(encoding="utf-8"))


def expected_entries(folder, now):
    """The entries that each calendar of a folder has to hold at the time of its build."""
    series = series_of(folder)
    dated = [event for event in series["events"] if event["precision"] in ("time", "day")]
    entries = {event["id"]: entry(series, event) for event in dated}
    subscribed = [entries[event["id"]] for event in dated if not is_retired(event, now)]
    return {"calendar.ics": subscribed} | {f"{id}.ics": [one] for id, one in entries.items()}


def is_retired(event, now):
    end = moment(event.get("end_utc", event["end"] + "T00:00:00Z"))
    return event["status"] == "cancelled" and end + RETENTION <= now


def entry(series, event):
    timed = event["precision"] == "time"
    return Entry(
        uid=event["uid"],
        start=moment(event["start_utc"] if timed else event["start"]),
        end=moment(event["end_utc"] if timed else event["end"]),
        zone=zone_of(event) if timed else None,
        status=STATUS[event["status"]],
        summary=summary(series, event),
        description=description(event),
        location=location(event),
        categories=event["tags"],
        name=event["id"],
    )


def zone_of(event):
    """The event's own, but where the clocks show its start or end twice that day: readers differ
    in which of the two is meant, so that it has to stand in UTC."""
    zone = ZoneInfo(event["timezone"])
    times = [datetime.fromisoformat(event[key]).replace(tzinfo=None) for key in ["start", "end"]]
    return "UTC" if any(comes_twice(time, zone) for time in times) else event["timezone"]


def comes_twice(local, zone):
    offsets = [local.replace(tzinfo=zone, fold=fold).utcoffset() for fold in [0, 1]]
    return offsets[0] > offsets[1]


def summary(series, event):
    return f"{PREFIX.get(event['status'], '')}{series['series']['title']}: {event['title']}"


def location(event):
    link = event.get("join") or event.get("registration")
    return ": ".join(part for part in [event.get("location"), link] if part)


def description(event):
    """The links that lead in, what is off, the description, each talk, the page."""
    return paragraphs(
        lines(labelled(event, {"Sign up": "registration", "Join": "join"})),
        OFF.get(event["status"]),
        event.get("description"),
        *map(talk_text, event["talks"]),
        f"Event page: {event['url']}",
    )


def talk_text(talk):
    links = {"Slides": "slides", "Paper": "paper", "Code": "code"}
    recording = [f"Recording: {talk['video']['url']}"] if "video" in talk else []
    return paragraphs(
        lines([talk.get("title", "To be announced"), speakers(talk["speakers"])]),
        talk.get("abstract"),
        lines([*recording, *labelled(talk, links)]),
    )


def speakers(people):
    """Names, those of one affiliation followed by it."""
    groups = []
    for person in people:
        affiliation = person.get("affiliation")
        if groups and groups[-1][0] == affiliation:
            groups[-1][1].append(person["name"])
        else:
            groups.append((affiliation, [person["name"]]))
    return "; ".join(
        ", ".join(names) + (f" ({affiliation})" if affiliation else "")
        for affiliation, names in groups
    )


def labelled(of, labels):
    return [f"{label}: {of[key]}" for label, key in labels.items() if key in of]


def lines(parts):
    return "\n".join(part for part in parts if part)


def paragraphs(*parts):
    return "\n\n".join(part.strip() for part in parts if part)
