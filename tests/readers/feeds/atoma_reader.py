"""atoma, which refuses what the standards forbid. It knows all three formats."""

from datetime import UTC

import atoma

from entry import NOT_GIVEN, read_each
from item import Item, feed_files, targets, words

NAME = "atoma"
PACKAGE = "atoma"


def read(folder):
    return read_each(feed_files(folder, "rss", "atom", "json"), items)


def items(file):
    match file.suffix:
        case ".rss":
            return [of_rss(item) for item in atoma.parse_rss_bytes(file.read_bytes()).items]
        case ".atom":
            return [of_atom(entry) for entry in atoma.parse_atom_bytes(file.read_bytes()).entries]
        case ".json":
            return [of_json(item) for item in atoma.parse_json_feed_file(str(file)).items]


def of_rss(item):
    return Item(
        id=item.guid,
        title=item.title,
        link=item.link,
        published=item.pub_date.astimezone(UTC),
        updated=NOT_GIVEN,
        authors=NOT_GIVEN,
        tags=item.categories,
        thumbnail=NOT_GIVEN,
        text=words(item.content_encoded),
        targets=targets(item.content_encoded),
    )


def of_atom(entry):
    return Item(
        id=entry.id_,
        title=entry.title.value,
        link=next(link.href for link in entry.links if link.rel == "alternate"),
        published=entry.published.astimezone(UTC),
        updated=entry.updated.astimezone(UTC),
        authors=[author.name for author in entry.authors],
        tags=[category.term for category in entry.categories],
        thumbnail=NOT_GIVEN,
        text=words(entry.content.value),
        targets=targets(entry.content.value),
    )


def of_json(item):
    return Item(
        id=item.id_,
        title=item.title,
        link=item.url,
        published=item.date_published.astimezone(UTC),
        updated=item.date_modified.astimezone(UTC),
        authors=NOT_GIVEN,
        tags=item.tags,
        thumbnail=item.image,
        text=words(item.content_html),
        targets=targets(item.content_html),
    )
