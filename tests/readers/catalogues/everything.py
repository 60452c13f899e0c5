"""A catalogue that uses every feature of the format, as `CATALOGUE.md` lists them.

It is plain data, so that it can be read beside the reference. JSON is YAML, and so needs no
library to be written.
"""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

# Each keeps time in a way of its own. Those with daylight saving time get events on both sides of
# every change of the clocks in a year.
ZONES = [
    "Europe/Copenhagen",
    "Europe/Dublin",  # the database calls its winter the exception
    "America/New_York",
    "America/St_Johns",  # three and a half hours behind
    "America/Santiago",  # the southern hemisphere; the clocks change at midnight
    "Australia/Lord_Howe",  # the southern hemisphere; the clocks change by half an hour
    "Pacific/Chatham",  # the southern hemisphere; twelve hours and three quarters ahead
    "Asia/Jerusalem",  # changes on the Friday before the last Sunday
    "Africa/Cairo",  # changes at the end of a day
    "America/Vancouver",  # gave up changing in 2026
    "Asia/Kolkata",  # half an hour off, and no changes
    "Asia/Kathmandu",  # a quarter of an hour off, and no changes
    "Pacific/Kiritimati",  # a day ahead of its neighbours
]
YEARS = [2023, 2027]

SERIES = {
    "id": "everything",
    "title": "Everything; all, of it: “the \\ lot” 👀",
    "url": "https://example.org/webinar/?a=1&b=2",
    "feeds_url": "https://example.org/feeds/",
    "timezone": "Europe/Copenhagen",
    "duration": "1h30m",
    "language": "en-GB",
    "description": "About *all* of it: commas, semicolons; \\\\ & <b>marks</b>.\n\nAnd a [link](https://example.org/?x=1&y=2).",
    "organizers": [
        {
            "name": 'Amelia Jiménez-Sánchez, "the first"',
            "affiliation": "IT University of Copenhagen, Denmark",
            "url": "https://example.org/~amelia",
            "email": "amelia+webinar@example.org",
            "bio": "Runs **it**.",
        },
        "Ærø Ðóttir",
    ],
    "playlist": "https://www.youtube.com/playlist?list=PL_BSB_M_evSmfj9zSvqYVgTcJFtVdJc3y",
    "newsletter": {
        "url": "https://example.org/newsletter",
        "note": "See the [notice](https://example.org/privacy).",
        "form": "https://example.org/newsletter/form",
    },
    "funding": "Funded by *many*.",
    "image": "https://example.org/everything.png",
    "color": "teal",
    "hub": "https://hub.example.org/",
    "reminder": "15m",
}

# Every form in which a start can be written.
STARTS = {
    "minutes": "2026-12-07 13:00",
    "T": "2026-12-08T13:00",
    "seconds": "2026-12-09T13:00:30",
    "abbreviation": "2026-12-10 13:00 CET",
    "offset": "2026-12-11T13:00+01:00",
    "utc": "2026-12-12T12:00Z",
    "english": "14 December 2026 at 1pm CET",
    "weekday": "Tuesday 15 Dec 2026, 13:00",
    "ordinal": "16th Dec 2026 at 4pm CET",
    "day": "2026-12-17",
    "english-day": "18 December 2026",
    "month": "2027-01",
    "english-month": "February 2027",
    "tba": "TBA",
}

# Every way to say how long an event takes.
LENGTHS = {
    "minutes": {"start": "2026-12-21 09:00", "duration": "90m"},
    "hours-and-minutes": {"start": "2026-12-21 11:00", "duration": "1h 30m"},
    "iso": {"start": "2026-12-21 13:00", "duration": "PT1H30M"},
    "days": {"start": "2027-03-27 13:00", "duration": "2 days"},
    "time": {"start": "2026-12-21 15:00", "end": "4:30pm"},
    "next-day": {"start": "2026-12-21 19:00", "end": "2026-12-22 01:00"},
    "last-day": {"start": "2026-12-28", "end": "2026-12-30"},
    "leap-day": {"start": "2028-02-28", "end": "2028-02-29"},
}

STATUSES = ["confirmed", "tentative", "cancelled", "postponed"]

# Each kind of recording's address, with what people copy along with it.
VIDEOS = {
    "youtu.be": "https://youtu.be/qhAYUfQlYfo?si=Zk2&t=42",
    "watch": "https://m.youtube.com/watch?list=PLx&v=zLxYUtToXGg&index=2",
    "shorts": "https://www.youtube.com/shorts/E4inBrMLVog",
    "live": "https://youtube.com/live/MlBxlL5WUuU?feature=share",
    "embed": "https://www.youtube-nocookie.com/embed/2sbWrXO6gAc",
    "vimeo": "https://vimeo.com/76979871",
    "vimeo-unlisted": "https://vimeo.com/76979871/abcdef0123",
    "peertube": "https://peertube.example.org/w/9c9de5e8-0a1e-484a-b099-e80766180a6d",
    "mp4": "https://example.org/talk.mp4",
    "mp3": "https://example.org/talk.mp3?a=1&b=2",
    "page": "https://example.org/recordings/7",
}

TEXTS = {
    "marks": 'Commas, semicolons; colons: back\\slashes \\n "quotes" & <ampersands>, 100 % + 1 = ?#',
    "danish": "Rød grød med fløde, " * 10,
    "japanese": "データセットの質と公平性についての長い題名、" * 4,
    "arabic": "جودة البيانات والعدالة في الذكاء الاصطناعي",
    "hebrew": "שלום, עולם; מערכי נתונים",
    "thai": "ชุดข้อมูลทางการแพทย์",
    "emoji": "👩‍🔬👍🏽🇩🇰❤️" * 6,
    "combining": "e\u0301\u0323 " * 60,
    "no-space": "x" * 300,
    "words": "seventy-five octets and more of it " * 6,
}

MARKDOWN = """\
A *first* paragraph, with `code`, a [link](https://example.org/?a=1&b=2), and <b>raw HTML</b>.

- one; two, three
- four \\\\ five

1. ten
2. eleven

> quoted

    indented

A bare address: https://example.org/path_(x)?q=ä and the end.
"""


def catalogue():
    """The whole catalogue."""
    return {"series": SERIES, "events": list(events())}


def events():
    yield from ({"id": f"start-{name}", "start": start} for name, start in STARTS.items())
    yield from ({"id": f"length-{name}", **length} for name, length in LENGTHS.items())
    yield from statuses()
    yield from clock_changes()
    yield from texts()
    yield from links()
    yield everything_known()
    yield forty_speakers()
    yield recordings()


def statuses():
    for index, status in enumerate(STATUSES):
        for start in [f"2027-01-{11 + index} 16:00", f"2027-01-{21 + index}"]:
            kind = "time" if " " in start else "day"
            yield {"id": f"{status}-{kind}", "start": start, "status": status}
    yield {"id": "cancelled-long-ago", "start": "2026-05-04 16:00", "status": "cancelled"}
    yield {"id": "tentative-month", "start": "2027-06", "status": "tentative"}


def clock_changes():
    """Half an hour before and after each change of the clocks and across it, and at noon of both
    days; in zones without changes, one event in winter and one in summer."""
    for name in ZONES:
        for year in YEARS:
            changes = list(changes_of(ZoneInfo(name), year))
            for number, change in enumerate(changes, 1):
                where = f"{name.split('/')[1]}-{year}-{number}"
                before, after = change - timedelta(minutes=30), change + timedelta(minutes=30)
                yield at(f"{where}-before", name, before, 20)
                yield at(f"{where}-across", name, before, 60)
                yield at(f"{where}-after", name, after, 20)
                yield at(f"{where}-noon-before", name, change - timedelta(hours=20), 60)
                yield at(f"{where}-noon-after", name, change + timedelta(hours=20), 60)
            if not changes:
                for month in [1, 7]:
                    noon = datetime(year, month, 15, 12, tzinfo=ZoneInfo(name)).astimezone(UTC)
                    yield at(f"{name.split('/')[1]}-{year}-month{month}", name, noon, 60)


def at(name, zone, start, minutes):
    local = start.astimezone(ZoneInfo(zone))
    start = local.isoformat(timespec="minutes")
    return {"id": name, "timezone": zone, "start": start, "duration": f"{minutes}m"}


def changes_of(zone, year):
    """The instants in a year at which the zone's clocks change."""
    hour = datetime(year, 1, 1, tzinfo=UTC)
    while hour.year == year:
        following = hour + timedelta(minutes=30)
        if hour.astimezone(zone).utcoffset() != following.astimezone(zone).utcoffset():
            yield following
        hour = following


def texts():
    for number, (name, text) in enumerate(TEXTS.items(), 1):
        yield {
            "id": f"text-{name}",
            "title": text.strip(),
            "start": f"2027-02-{number:02} 10:00",
            "location": f"{text.strip()[:40]}",
            "tags": [text.strip()[:60], "plain"],
            "description": f"{text}\n\n{MARKDOWN}",
            "talks": [{"id": f"text-{name}-talk", "title": text.strip(), "abstract": text * 5}],
        }


def links():
    """Every combination of a place, a sign-up link and a join link, each short and long."""
    for number in range(16):
        long = "a" * 400 if number & 8 else "a"
        event = {"id": f"links-{number}", "start": f"2027-04-{number + 1:02} 10:00"}
        if number & 1:
            event["location"] = "Room 4A56, Rued Langgaards Vej 7; Copenhagen"
        if number & 2:
            event["registration"] = f"https://example.org/register?a={long}&b=c,d;e"
        if number & 4:
            event["join"] = f"https://meet.example.org/j/{long}?pwd=x%20y"
        yield event


def everything_known():
    return {
        "id": "everything-known",
        "formerly": "everything-before",
        "title": "Everything that can be known of an event",
        "start": "2027-05-03 09:00 EDT",
        "end": "2027-05-03 17:45",
        "timezone": "America/New_York",
        "status": "tentative",
        "location": "Zoom",
        "registration": "https://example.org/register/everything",
        "join": "https://meet.example.org/everything",
        "url": "https://example.org/webinar/everything/",
        "description": MARKDOWN,
        "tags": ["annotation", "chest X-ray, frontal", "semi;colon"],
        "image": "https://example.org/event.png",
        "talks": [
            {
                "id": "everything-talk",
                "formerly": ["talk-before", "talk-before-that"],
                "title": "A talk with everything",
                "speakers": [
                    {
                        "name": "Dr. Ünïcode O'Neil <& Co>",
                        "affiliation": 'Lunit; Seoul, "South" Korea',
                        "url": "https://example.org/~u?a=1&b=2",
                        "bio": "Known for *much*.",
                    },
                    "Plain Name",
                ],
                "abstract": MARKDOWN * 3,
                "slides": "https://example.org/slides.pdf?a=1&b=2",
                "paper": "https://doi.org/10.1000/182",
                "code": "https://github.com/example/everything",
            },
            {"id": "withheld-talk", "title": "Not to be shared", "recording": "none"},
            {"id": "pending-talk", "title": "TBA", "recording": "pending"},
        ],
    }


def forty_speakers():
    speakers = [
        {"name": f"Speaker {number}, Ph.D.", "affiliation": f"University of {number // 4}; Ø"}
        for number in range(1, 41)
    ]
    talk = {"id": "forty-talk", "title": "Forty speakers", "speakers": speakers}
    return {"id": "forty-speakers", "start": "2027-05-10 10:00", "talks": [talk]}


def recordings():
    """One talk for each kind of address; some with a date, some with a time, some with neither."""
    talks = []
    for number, (name, url) in enumerate(VIDEOS.items(), 1):
        published = [f"2026-09-{number:02}", f"2026-09-{number:02} 10:00", None][number % 3]
        video = {"url": url, "title": f"Recording, {name} & more", "duration": "28m"}
        if published:
            video["published"] = published
        talks.append(
            {
                "id": f"video-{name}",
                "title": f"A talk on {name}: {TEXTS['marks']}",
                "speakers": [
                    {"name": f"Dr. {name}", "affiliation": "X & Y", "url": "https://example.org/x"},
                    "Jane",
                ],
                "abstract": MARKDOWN,
                "video": video,
                "slides": "https://example.org/slides.pdf",
            }
        )
    talks.append(
        {"id": "video-alone", "video": VIDEOS["watch"].replace("zLxYUtToXGg", "pYl9bBcQA-M")}
    )
    talks.append(
        {
            "id": "video-to-come",
            "title": "Out next year",
            "video": {"url": "https://youtu.be/_RlcKW0sZ80", "published": "2027-09-01"},
        }
    )
    return {
        "id": "recordings",
        "title": "Recordings of every kind",
        "start": "2026-08-31 10:00",
        "tags": ["video & more", "AT&T, <b>"],
        "talks": talks,
    }
