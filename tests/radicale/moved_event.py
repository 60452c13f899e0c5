"""A file that somebody imported today and again after the event moved updates their entry.

A CalDAV server of the tests' own (Radicale) listens on the loopback interface; files go in and come
back over the wire, as from any calendar program. Run by `tests/run`, with the path of the command.
"""

import base64
import contextlib
import http.client
import logging
import subprocess
import sys
import tempfile
import threading
import unittest
from datetime import datetime, timezone
from pathlib import Path
from wsgiref.simple_server import WSGIRequestHandler, make_server
from xml.etree import ElementTree

import radicale
import radicale.config
import vobject

CATALOGUE = """\
series:
  id: looking-glass
  title: Datasets through the L👀king-Glass
  url: https://example.org/webinar/
  timezone: Europe/Copenhagen
  reminder: 15m
events:
  - id: S04
    title: Labels, and what they are worth
    start: 2026-12-07 16:00
    location: Zoom
    registration: https://example.org/register
"""

COLLECTION = "/somebody/webinars/"
ENTRY = COLLECTION + "S04.ics"

QUERY = """\
<?xml version="1.0" encoding="utf-8"?>
<C:calendar-query xmlns:C="urn:ietf:params:xml:ns:caldav" xmlns:D="DAV:">
  <D:prop><D:getetag/></D:prop>
  <C:filter><C:comp-filter name="VCALENDAR"><C:comp-filter name="VEVENT">
    <C:time-range start="{start}" end="{end}"/>
  </C:comp-filter></C:comp-filter></C:filter>
</C:calendar-query>
"""


class Silent(WSGIRequestHandler):
    """Does not write a line for each request."""

    def log_message(self, *_):
        pass


class Server:
    """A CalDAV server with an empty storage, for as long as the `with` lasts."""

    def __init__(self, storage):
        configuration = radicale.config.load()
        settings = {
            "auth": {"type": "none"},
            "storage": {"filesystem_folder": str(storage)},
        }
        configuration.update(settings, "tests")
        application = radicale.Application(configuration)
        # Port 0: the system picks one that is free. It listens from here on.
        self.server = make_server("127.0.0.1", 0, application, handler_class=Silent)

    def __enter__(self):
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()

    def request(self, method, path, body=b"", **headers):
        """Status, entity tag and body of the answer."""
        host, port = self.server.server_address
        connection = http.client.HTTPConnection(host, port, timeout=30)
        login = base64.b64encode(b"somebody:").decode()
        headers = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, body, {"Authorization": f"Basic {login}", **headers})
        answer = connection.getresponse()
        status, tag, body = answer.status, answer.getheader("ETag"), answer.read()
        connection.close()
        return status, tag, body

    def put(self, path, body, **headers):
        return self.request("PUT", path, body, Content_Type="text/calendar", **headers)

    def entry(self):
        """The event that the server has, read by vobject with the file's own VTIMEZONE."""
        status, _, body = self.request("GET", ENTRY)
        assert status == 200, status
        calendar = vobject.readOne(body.decode())
        (event,) = calendar.vevent_list
        return event

    def count(self, start="20000101T000000Z", end="21000101T000000Z"):
        """The number of entries between two instants."""
        body = QUERY.format(start=start, end=end).encode()
        status, _, answer = self.request("REPORT", COLLECTION, body, Depth="1")
        assert status == 207, status
        return len(ElementTree.fromstring(answer).findall("{DAV:}response"))


class Series:
    """A folder with a catalogue."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.text = CATALOGUE

    def build(self, now, change=("", "")):
        """The event's file, after a change of the catalogue."""
        assert change[0] in self.text
        self.text = self.text.replace(*change) if change[0] else self.text
        (self.folder / "events.yaml").write_text(self.text, encoding="utf-8")
        subprocess.run([COMMAND, "build", "-q", "--now", now], cwd=self.folder, check=True)
        return (self.folder / "feeds/S04.ics").read_bytes()


def utc(*time):
    return datetime(*time, tzinfo=timezone.utc)


class AnImportedEvent(unittest.TestCase):
    def setUp(self):
        stack = contextlib.ExitStack()
        self.addCleanup(stack.close)
        self.series = Series(stack.enter_context(tempfile.TemporaryDirectory()))
        storage = stack.enter_context(tempfile.TemporaryDirectory())
        self.server = stack.enter_context(Server(storage))
        status, _, _ = self.server.request("MKCALENDAR", COLLECTION)
        self.assertEqual(status, 201)
        file = self.series.build("2026-10-01T12:00:00Z")
        status, self.tag, _ = self.server.put(ENTRY, file, If_None_Match="*")
        self.assertEqual(status, 201)
        self.first = self.server.entry()

    def test_is_the_one_that_was_built(self):
        self.assertEqual(self.first.dtstart.value, utc(2026, 12, 7, 15))
        self.assertEqual(self.first.dtend.value, utc(2026, 12, 7, 16))
        self.assertEqual(self.first.sequence.value, "0")
        self.assertEqual(self.first.location.value, "Zoom: https://example.org/register")
        title = "Datasets through the L👀king-Glass: Labels, and what they are worth"
        self.assertEqual(self.first.summary.value, title)
        self.assertEqual(self.server.count(), 1)

    def test_moves_when_it_is_imported_again(self):
        moved = self.series.build("2026-11-01T12:00:00Z", ("12-07 16:00", "12-08 10:00"))
        # As programs do that mean to replace what they know, and nothing else.
        status, _, _ = self.server.put(ENTRY, moved, If_Match=self.tag)
        self.assertIn(status, (201, 204))
        entry = self.server.entry()
        self.assertEqual(entry.uid.value, self.first.uid.value)
        self.assertGreater(int(entry.sequence.value), int(self.first.sequence.value))
        self.assertGreater(entry.dtstamp.value, self.first.dtstamp.value)
        self.assertEqual(entry.created.value, self.first.created.value)
        self.assertEqual(entry.dtstart.value, utc(2026, 12, 8, 9))
        self.assertEqual(self.server.count(), 1)
        # The server finds it at the new time only.
        self.assertEqual(self.server.count("20261208T090000Z", "20261208T100000Z"), 1)
        self.assertEqual(self.server.count("20261207T000000Z", "20261208T000000Z"), 0)

    def test_is_cancelled_when_it_is_imported_again(self):
        change = ("    location:", "    status: cancelled\n    location:")
        file = self.series.build("2026-11-01T12:00:00Z", change)
        self.server.put(ENTRY, file)
        entry = self.server.entry()
        self.assertEqual(entry.status.value, "CANCELLED")
        self.assertEqual((entry.uid.value, entry.sequence.value), (self.first.uid.value, "1"))
        self.assertEqual(self.server.count(), 1)

    def test_is_not_taken_a_second_time_under_another_name(self):
        moved = self.series.build("2026-11-01T12:00:00Z", ("16:00", "15:00"))
        status, _, _ = self.server.put(COLLECTION + "again.ics", moved)
        self.assertEqual(status, 409, "its UID is known")
        self.assertEqual(self.server.count(), 1)


if __name__ == "__main__":
    logging.getLogger("radicale").setLevel(logging.ERROR)
    COMMAND = str(Path(sys.argv.pop(1)).resolve())
    unittest.main(verbosity=2)
