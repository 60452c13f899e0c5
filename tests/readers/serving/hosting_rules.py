"""What docs/hosting.md promises of its snippets: nginx is run with them, Netlify's and S3's are
read, and all of them say of each file what `seminar serve` says."""

import gzip
import re
import subprocess
from http.client import HTTPConnection
from urllib.robotparser import RobotFileParser

from catalogues.build import PROJECT
from compare import Result
from serving import cost, hosting, nginx, seminar_serve
from serving.http_rules import polled, request
from serving.process import free_port, running
from versions import version_of

FRESH = r"public, max-age=600(, no-transform)?"
NO_SUCH = "no-such-file.ics"
FEW = 60  # octets, such as a longer name of the server


def judge(feeds, now, work):
    """A row for each host."""
    work.mkdir(parents=True)
    with seminar_serve.serve(feeds, work / "seminar", now) as address:
        types = {file.name: type_of(address, file.name) for file in sorted(feeds.iterdir())}
    yield of_nginx(feeds, types, work / "nginx")
    yield of_netlify(feeds, types, work)
    yield of_s3(feeds, types, work)
    yield of_sizes(work / "cost")


def type_of(address, name):
    return request("HEAD", address, name)[1].get("content-type")


def of_nginx(feeds, types, home):
    result = Result("docs/hosting.md, nginx", version_of(nginx.PACKAGE))
    port, http_port = free_port(), free_port()
    command = nginx.command(feeds, home, port, http_port)
    with running(command, port, home / "log", "/feeds") as address:
        for file in sorted(feeds.iterdir()):
            result.files += 1
            check = holding(result, file.name)
            check("type", types[file.name], type_of(address, file.name))
            headers = request("GET", address, file.name)[1]
            fresh(check, file.name, headers.get("cache-control"))
            check("other origins", "*", headers.get("access-control-allow-origin"))
            compressed(check, address, file)
            revalidated(check, address, file.name, headers)
        holding(result, NO_SUCH)("status", 404, request("GET", address, NO_SUCH)[0])
        sent_to_https(holding(result, "http"), http_port)
        looked_at(holding(result, "calendar.ics"), f"{address}/calendar.ics")
    robots = RobotFileParser()
    robots.parse(hosting.fence("text robots.txt").splitlines())
    may = robots.can_fetch("Google-Calendar-Importer", "/feeds/calendar.ics")
    holding(result, "robots.txt")("lets Google in", True, may)
    return result


def of_netlify(feeds, types, work):
    """Netlify's own parser. Cloudflare reads the same, with one `*` in a path at most."""
    result = Result("docs/hosting.md, Netlify", version_of("npm:@netlify/headers-parser"))
    names = [file.name for file in polled(feeds)]
    for name, rules in hosting.headers_of_netlify(names, work).items():
        result.files += 1
        check = holding(result, name)
        check("rules", 1, len(rules))
        for rule in rules:
            check("type", types[name], rule["Content-Type"])
            check("other origins", "*", rule["Access-Control-Allow-Origin"])
            fresh(check, name, rule["Cache-Control"])
    paths = [line for line in hosting.fence("text _headers").splitlines() if line.startswith("/")]
    crowded = [path for path in paths if path.count("*") > 1]
    holding(result, "_headers")("paths that Cloudflare refuses", [], crowded)
    return result


def of_s3(feeds, types, work):
    result = Result("docs/hosting.md, S3", "own rules")
    for name, rules in hosting.headers_of_s3(feeds, work).items():
        result.files += 1
        check = holding(result, name)
        check("uploads", 1, len(rules))
        for rule in rules:
            check("type", types[name], rule["content-type"])
            fresh(check, name, rule["cache-control"])
    return result


def of_sizes(work):
    """The sizes that the document states, measured anew. The calendar itself grows with the series;
    the rest is a few headers."""
    result = Result("docs/hosting.md, sizes", version_of(nginx.PACKAGE))
    now, stated = cost.measure(PROJECT / "feeds", work), cost.stated()
    check = holding(result, "calendar.ics")
    for what, size, before in [
        ("headers", now.whole - now.file, stated.whole - stated.file),
        ("304", now.unchanged, stated.unchanged),
    ]:
        check(f"size of {what}", True, abs(size - before) <= FEW)
    result.files += 1
    return result


def holding(result, file):
    return lambda rule, expected, found: result.check(file, "", rule, expected, found)


def fresh(check, name, cache_control):
    check("fresh for minutes", True, bool(re.fullmatch(FRESH, cache_control or "")))
    check("stays as it is", name.endswith(".ics"), "no-transform" in (cache_control or ""))


def compressed(check, address, file):
    """Everything but calendars, if the client takes it."""
    accept = {"Accept-Encoding": "gzip, deflate, br"}
    status, headers, body = request("GET", address, file.name, accept)
    encoding = headers.get("content-encoding")
    check("status of who takes gzip", 200, status)
    if file.suffix == ".ics":
        check("calendars are not compressed", None, encoding)
    elif file.suffix != ".md":
        check("compressed", "gzip", encoding)
    body = gzip.decompress(body) if encoding == "gzip" else body
    check("body of who takes gzip", True, body == file.read_bytes())


def revalidated(check, address, name, headers):
    """By tag, weak or strong, and by time; with all that a cache keeps up to date by it."""
    for condition in [
        {"If-None-Match": headers["etag"]},
        {"If-None-Match": f"W/{headers['etag']}", "Accept-Encoding": "gzip"},
        {"If-Modified-Since": headers["last-modified"]},
    ]:
        status, again, body = request("GET", address, name, condition)
        check("unchanged", (304, b""), (status, body))
        kept = ["cache-control", "access-control-allow-origin"]
        check("kept", [headers.get(key) for key in kept], [again.get(key) for key in kept])


def sent_to_https(check, port):
    """What comes over `http` is sent on, with its path."""
    connection = HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        host = {"Host": "webinar.example.org"}
        connection.request("GET", "/feeds/calendar.ics?x=1", headers=host)
        answer = connection.getresponse()
        place = answer.getheader("location")
        expected = (301, "https://webinar.example.org/feeds/calendar.ics?x=1")
        check("redirect", expected, (answer.status, place))
    finally:
        connection.close()


def looked_at(check, url):
    """What the document says that one sees."""
    first, *rest = hosting.fence("sh look").splitlines()
    if not first.startswith("url="):
        raise ValueError(f"no address to put another into: {first}")
    command = ["bash", "-euo", "pipefail", "-c", "\n".join([f"url={url}", *rest])]
    lines = subprocess.run(command, capture_output=True, text=True).stdout.lower().splitlines()
    check("begins with 200", True, " 200 " in lines[0])
    check("type", True, "content-type: text/calendar; charset=utf-8" in lines)
    check("ends with", ["not compressed: good", "304"], lines[-2:])
