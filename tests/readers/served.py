"""The outputs over HTTP: how they are served, what subscribers get, and what of a change."""

import copy
from datetime import datetime

from catalogues import everything
from catalogues.build import build
from compare import Result, compare
from folders import Folder, generated
from serving import hosting_rules, http_rules, nginx, radicale, seminar_serve, subscriber
from versions import version_of

# A server is a module with NAME, PACKAGE and `serve(folder, home, now)`.
SERVERS = [nginx, seminar_serve]

LATER = "2026-11-02T12:00:00Z"
MOVED = {"id": "start-minutes", "start": "2026-12-07 15:30"}


def over_http(work):
    """A row for each server, one for the subscriber, and those of docs/hosting.md."""
    for server in SERVERS:
        yield from visits(server, work / server.NAME)
    feeds = build(everything.catalogue(), work / "hosts", LATER)
    yield from hosting_rules.judge(feeds, LATER, work / "hosting")
    yield through_radicale(work / "Radicale")


def visits(server, home):
    """A season: everything is fetched, nothing changes, an event moves."""
    catalogue = everything.catalogue()
    served = Result(server.NAME, version_of(server.PACKAGE))
    subscribed = Result(subscriber.NAME, version_of(subscriber.PACKAGE))
    feeds = build(catalogue, home)
    with server.serve(feeds, home / "server", LATER) as address:
        etags = http_rules.first_visit(served, address, feeds)
        subscriber.subscribe(address, home / "subscriber")
        subscribed.add(seen(home, feeds))
        build(catalogue, home, LATER)
        http_rules.next_visit(served, address, etags)

        build(moved(catalogue), home, LATER)
        http_rules.changed_visit(
            served, address, etags, feeds, ["calendar.ics", f"{MOVED['id']}.ics"]
        )
        subscribed.add(seen(home, feeds))
    yield served
    yield subscribed


def moved(catalogue):
    """The catalogue with one event at another time."""
    changed = copy.deepcopy(catalogue)
    event = next(event for event in changed["events"] if event["id"] == MOVED["id"])
    event["start"] = MOVED["start"]
    return changed


def seen(home, feeds):
    """What the subscriber sees after the next synchronisation."""
    expected = Folder.of(feeds, datetime.fromisoformat(LATER)).entries["calendar.ics"]
    read = subscriber.synchronise(home / "subscriber")
    return compare(subscriber, "", {"calendar.ics": subscriber.by_page(expected)}, read)


def through_radicale(home):
    folder = generated(home)
    with radicale.serve(home / "server") as address:
        result = radicale.judge(address, folder.path, folder.entries)
    result.version = version_of(radicale.PACKAGE)
    return result
