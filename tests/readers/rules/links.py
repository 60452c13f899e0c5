"""The links of `series.json`, parsed back by what is known of the services' parameters.

No service documents them. The rules here are those of the notes on clients: Google has local digits
and `ctz`, or both ends with `Z`; Outlook has UTC with `Z`; Yahoo shows its digits to everyone.
"""

import re
from datetime import UTC, date, datetime
from html import unescape
from urllib.parse import unquote, urlsplit
from zoneinfo import ZoneInfo

from compare import Result
from entry import moment
from expected_entries import description, location, series_of, summary

NAME = "links"
PACKAGE = "own"
LONGEST = 1_900
HOSTS = {
    "google": ("calendar.google.com", "/calendar/render"),
    "outlook": ("outlook.live.com", "/calendar/action/compose"),
    "office365": ("outlook.cloud.microsoft", "/calendar/deeplink/compose"),
    "yahoo": ("calendar.yahoo.com", "/"),
}


def judge(folder, now):
    series = series_of(folder)
    result = Result(NAME, "", files=1)
    subscribing(result, series)
    for event in series["events"]:
        links = event.get("links", {})
        result.check("series.json", event["id"], "services", services(event), list(links))
        for service, link in links.items():
            if service in HOSTS:
                adding(result, series, event, service, link)
            else:
                address = f"{series['series']['feeds_url']}{event['id']}.ics"
                result.check(
                    "series.json",
                    event["id"],
                    "ics",
                    (address, True),
                    (link, (folder / f"{event['id']}.ics").exists()),
                )
    return result


def services(event):
    """Nobody is offered to add a wrong time, and Yahoo can take no more than one whole day, and no
    times of which the later has the earlier digits."""
    if event["precision"] not in ("time", "day"):
        return []
    if event["status"] in ("cancelled", "postponed"):
        return ["ics"]
    if event["precision"] == "day":
        yahoo = event["last_day"] == event["start"]
    else:
        yahoo = event["start"][:19] < event["end"][:19]
    return ["google", "outlook", "office365", *(["yahoo"] if yahoo else []), "ics"]


def subscribing(result, series):
    calendar = series["series"]["feeds_url"] + "calendar.ics"
    app = re.sub("^https?:", "webcal:", calendar)
    links = {service: parameters(link) for service, link in series["subscribe"].items()}
    expected = {
        "ics": (calendar, {}),
        "webcal": (app, {}),
        "google": ("https://calendar.google.com/calendar/u/0/r", {"cid": app}),
    }
    web = {"url": calendar, "name": series["series"]["title"]}
    for service, host in {"outlook": "outlook.live.com", "office365": "outlook.office.com"}.items():
        expected[service] = (f"https://{host}/calendar/0/addfromweb/", web)
    result.check("series.json", "", "subscribe", expected, links)


def adding(result, series, event, service, link):
    def check(what, expected, read):
        result.check("series.json", event["id"], f"{service} {what}", expected, read)

    base, query = parameters(link)
    check("host and path", "https://" + "".join(HOSTS[service]), base)
    check("at most 1,900 bytes", True, len(link.encode()) <= LONGEST)
    check("characters", [], re.findall(r"[^!-~]|\+", link))
    title, place, details, times, constants = READ[service](query)
    check("title", summary(series, event), title)
    check("place", location(event), place)
    check("constants", True, constants)
    check("times", TIMES[service](event), times)
    check_details(check, event, service, details)


def check_details(check, event, service, details):
    """They are the event's, or as much of them as there was room for, and the event's page."""
    whole = description(event)
    if service == "yahoo" and event["precision"] == "time":
        exact = f"{datetime.fromisoformat(event['start_utc']):%H:%M} UTC"
        time = [
            line
            for line in details.split("\n")
            if line.endswith(exact) and event["timezone"] in line
        ]
        check("exact time", 1, len(time))
        details = (
            details.replace(f"\n{time[0]}" if details.find(time[0]) else f"{time[0]}\n", "", 1)
            if time
            else details
        )
    ending = f"…\n{event['url']}"
    if details != whole and details.endswith(ending):
        details = details.removesuffix(ending)
        check("details", whole[: len(details)], details)
    else:
        check("details", whole, details)
    first = event.get("registration") or event.get("join")
    check("begin with the sign-up", True, not first or first in details.split("\n")[0])


def parameters(link):
    address = urlsplit(link)
    pairs = [pair.split("=", 1) for pair in address.query.split("&") if pair]
    return link.split("?")[0], {name: unquote(value, errors="strict") for name, value in pairs}


def google(query):
    start, end = query["dates"].split("/")
    zone = query.get("ctz")
    if len(start) == len("20230918"):
        times = (date.fromisoformat(start), date.fromisoformat(end))
        # With a zone, Android counts the days wrongly.
        constants = zone is None
    else:
        times = tuple(google_time(text, zone) for text in [start, end])
        constants = (zone is None) == start.endswith("Z") == end.endswith("Z")
    constants = constants and query["action"] == "TEMPLATE"
    return query["text"], query.get("location", ""), query.get("details", ""), times, constants


def google_time(text, zone):
    time = datetime.strptime(text.removesuffix("Z"), "%Y%m%dT%H%M%S")
    if text.endswith("Z"):
        return time.replace(tzinfo=UTC)
    first, second = (
        time.replace(tzinfo=ZoneInfo(zone), fold=fold).astimezone(UTC) for fold in [0, 1]
    )
    return first if first == second else f"{text} is no one time"


def outlook(query):
    texts = [query["startdt"], query["enddt"]]
    if query.get("allday") == "true":
        times = tuple(date.fromisoformat(text) for text in texts)
    else:
        times = tuple(
            datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC) for text in texts
        )
    constants = query["path"] == "/calendar/action/compose" and query["rru"] == "addevent"
    body = unescape(query.get("body", "").replace("<br>", "\n"))
    return query["subject"], query.get("location", ""), body, times, constants


def yahoo(query):
    if query.get("DUR") == "allday":
        times = (query["ST"], query.get("ET"))
    else:
        times = (query["ST"], query["ET"])
    constants = query["v"] == "60" and set(query) <= {
        "v",
        "TITLE",
        "ST",
        "ET",
        "DUR",
        "in_loc",
        "DESC",
    }
    return query["TITLE"], query.get("in_loc", ""), query.get("DESC", ""), times, constants


def instants(event):
    timed = event["precision"] == "time"
    return tuple(moment(event[key + ("_utc" if timed else "")]) for key in ["start", "end"])


def digits(event):
    """Yahoo's, which it shows to everyone: those of the event's own clocks."""
    if event["precision"] == "day":
        return (event["start"].replace("-", ""), None)
    return tuple(f"{datetime.fromisoformat(event[key]):%Y%m%dT%H%M%S}" for key in ["start", "end"])


READ = {"google": google, "outlook": outlook, "office365": outlook, "yahoo": yahoo}
TIMES = {"google": instants, "outlook": instants, "office365": instants, "yahoo": digits}
