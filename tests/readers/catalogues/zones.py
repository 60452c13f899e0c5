"""A catalogue with two events in each zone, so far apart that its VTIMEZONEs cover 1990 to 2040."""

from importlib import resources

FIRST, LAST = 1990, 2040
# The last event lies early enough for ten years behind it to reach the end.
STARTS = ["1990-01-01 12:00", "2030-12-31 12:00"]


def catalogue():
    events = [
        {"id": f"{name.replace('/', '.')}-{number}", "timezone": name, "start": start}
        for name in canonical_zones()
        for number, start in enumerate(STARTS)
    ]
    series = {
        "id": "zones",
        "title": "Zones",
        "url": "https://example.org/",
        "timezone": "Europe/Copenhagen",
    }
    return {"series": series, "events": events}


def canonical_zones():
    """The zones of the database that are no links to others and lie in an area."""
    source = resources.files("tzdata").joinpath("zoneinfo/tzdata.zi").read_text()
    names = [line.split()[1] for line in source.splitlines() if line.startswith("Z ")]
    return sorted(name for name in names if "/" in name and not name.startswith("Etc/"))
