"""What clients and caches need of a server: types, ETag, 304 for what is unchanged, HEAD."""

import time
from http.client import HTTPConnection
from urllib.parse import urlsplit

TYPES = {
    "ics": "text/calendar; charset=utf-8",
    "rss": "application/rss+xml",
    "atom": "application/atom+xml",
    "json": "application/json",
}
PATIENCE = 20  # seconds
FEED_TYPE = "application/feed+json"


def polled(folder):
    """The files that clients fetch over and over. Pages change when an event has passed."""
    return sorted(
        file
        for file in folder.iterdir()
        if file.suffix[1:] in TYPES and file.name != "history.json"
    )


def first_visit(result, address, folder):
    """Fetches every file. Returns the ETags."""
    etags = {}
    for file in polled(folder):
        status, headers, body = request("GET", address, file.name)
        result.files += 1
        result.check(file.name, "", "status", 200, status)
        result.check(file.name, "", "body", True, body == file.read_bytes())
        result.check(file.name, "", "type", type_of(file), headers.get("content-type"))
        result.check(file.name, "", "has ETag", True, bool(headers.get("etag")))
        # It would make browsers save the calendar that one subscribes to.
        result.check(file.name, "", "disposition", None, headers.get("content-disposition"))
        etags[file.name] = headers.get("etag")
        head, head_headers, head_body = request("HEAD", address, file.name)
        same = {
            key: headers.get(key)
            for key in ["content-type", "etag", "content-length", "last-modified"]
        }
        result.check(
            file.name,
            "",
            "HEAD",
            (200, b"", same),
            (head, head_body, {key: head_headers.get(key) for key in same}),
        )
    return etags


def next_visit(result, address, etags):
    """Fetches every file again, as one who has it."""
    for name, etag in etags.items():
        status, _, body = request("GET", address, name, {"If-None-Match": etag})
        result.check(name, "", "unchanged", (304, b""), (status, body))


def changed_visit(result, address, etags, folder, names):
    """Fetches files that have changed, as one who has the old ones. A server that builds for itself
    needs a moment."""
    for name in names:
        give_up = time.monotonic() + PATIENCE
        status, body = 304, b""
        while status == 304 and time.monotonic() < give_up:
            status, _, body = request("GET", address, name, {"If-None-Match": etags[name]})
        result.check(name, "", "changed", (200, (folder / name).read_bytes()), (status, body))


def type_of(file):
    return FEED_TYPE if file.name in ("videos.json", "news.json") else TYPES[file.suffix[1:]]


def request(method, address, name, headers={}):
    connection = HTTPConnection(urlsplit(address).netloc, timeout=20)
    try:
        connection.request(method, f"{urlsplit(address).path}/{name}", headers=headers)
        answer = connection.getresponse()
        return (
            answer.status,
            {key.lower(): value for key, value in answer.getheaders()},
            answer.read(),
        )
    finally:
        connection.close()
