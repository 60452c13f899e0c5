"""Radicale, a server of calendars (CalDAV, RFC 4791) that refuses what it does not understand. Each
event's file is put there, found by a query for its time, and read back."""

import sys
from datetime import UTC, datetime, time, timedelta
from http.client import HTTPConnection
from urllib.parse import quote, urlsplit
from xml.etree import ElementTree

from calendars import icalendar_reader
from compare import Result, compare_parts
from entry import calendar_files
from serving.process import free_port, running

NAME = "Radicale"
PACKAGE = "Radicale"
HOME = "/user/"
COLLECTION = f"{HOME}webinar/"
SETTINGS = {
    "server-hosts": "127.0.0.1:{port}",
    "auth-type": "none",
    "storage-filesystem-folder": "{home}",
    "logging-level": "warning",
}
MAKE = """<C:mkcalendar xmlns:C="urn:ietf:params:xml:ns:caldav"/>"""
QUERY = """\
<C:calendar-query xmlns:C="urn:ietf:params:xml:ns:caldav" xmlns:D="DAV:">
  <D:prop><C:calendar-data/></D:prop>
  <C:filter><C:comp-filter name="VCALENDAR"><C:comp-filter name="VEVENT">
    <C:time-range start="{start:%Y%m%dT%H%M%SZ}" end="{end:%Y%m%dT%H%M%SZ}"/>
  </C:comp-filter></C:comp-filter></C:filter>
</C:calendar-query>"""
DATA = "{urn:ietf:params:xml:ns:caldav}calendar-data"


def serve(home):
    home.mkdir(parents=True)
    port = free_port()
    words = [f"--{name}={value.format(port=port, home=home)}" for name, value in SETTINGS.items()]
    return running([sys.executable, "-m", "radicale", *words], port, home / "log", "")


def judge(address, folder, expected):
    result = Result(NAME, "")
    result.check("", "", "home", 201, request(address, "MKCOL", HOME, "")[0])
    result.check("", "", "calendar", 201, request(address, "MKCALENDAR", COLLECTION, MAKE)[0])
    for file in calendar_files(folder):
        if file.name != "calendar.ics":
            result.files += 1
            put = request(
                address, "PUT", COLLECTION + quote(file.name), file.read_bytes(), "text/calendar"
            )
            result.check(file.name, "", "put", 201, put[0])
    entries = [
        entry for file, parts in expected.items() if file != "calendar.ics" for entry in parts
    ]
    begin, end = datetime(2000, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)
    result.check(
        "",
        "",
        "found",
        sorted(entry.uid for entry in entries),
        sorted(uids(found(address, begin, end))),
    )
    compare_parts(result, "", {entry.key: entry for entry in entries}, found(address, begin, end))
    for entry in entries:
        start, end = during(entry)
        minute = timedelta(minutes=1)
        result.check(
            "",
            entry.name,
            "found in its first minute",
            True,
            entry.uid in uids(found(address, start, start + minute)),
        )
        result.check(
            "",
            entry.name,
            "found before",
            False,
            entry.uid in uids(found(address, start - minute, start)),
        )
        result.check(
            "",
            entry.name,
            "found behind",
            False,
            entry.uid in uids(found(address, end, end + minute)),
        )
    return result


def during(entry):
    """A server without a zone of its own takes a day for that of UTC."""
    if isinstance(entry.start, datetime):
        return entry.start, entry.end
    return tuple(datetime.combine(day, time(), UTC) for day in [entry.start, entry.end])


def uids(entries):
    return [entry.uid for entry in entries]


def found(address, start, end):
    status, body = request(address, "REPORT", COLLECTION, QUERY.format(start=start, end=end))
    if status != 207:
        raise RuntimeError(f"{status}: {body}")
    texts = [data.text for data in ElementTree.fromstring(body).iter(DATA)]
    return [entry for text in texts for entry in icalendar_reader.entries(text.encode())]


def request(address, method, path, body, type="application/xml"):
    connection = HTTPConnection(urlsplit(address).netloc, timeout=60)
    try:
        octets = body if isinstance(body, bytes) else body.encode()
        connection.request(method, path, octets, {"Content-Type": type, "Depth": "1"})
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()
