"""What a reader of feeds gives back of an item, whichever reader it is."""

from dataclasses import dataclass, fields
from datetime import UTC, datetime
from html.parser import HTMLParser
from urllib.parse import urldefrag

FEEDS = ["videos", "news"]


@dataclass
class Item:
    """An item of a feed. `text` and `targets` are the words and the links of its content."""

    id: str
    title: str
    link: str
    published: datetime
    updated: datetime
    authors: list[str]
    tags: list[str]
    thumbnail: str | None
    text: str
    targets: set[str]

    @property
    def key(self):
        return self.id

    @property
    def name(self):
        return urldefrag(self.link).fragment or self.link

    def values(self):
        return {field.name: getattr(self, field.name) for field in fields(self)}


class Begins(str):
    """A text that begins so."""

    def __eq__(self, other):
        return isinstance(other, str) and other.startswith(str(self))

    def __ne__(self, other):
        return not self == other

    __hash__ = str.__hash__


def feed_files(folder, *formats):
    return [folder / f"{feed}.{format}" for feed in FEEDS for format in formats]


def utc(text):
    return datetime.fromisoformat(text).astimezone(UTC)


def words(html):
    """The words that a person sees, each stretch of white space being a space."""
    return " ".join(page(html).text.split())


def targets(html):
    """Where its links lead, and where its pictures are."""
    return page(html).targets


def page(html):
    read = Page()
    read.feed(html)
    read.close()
    return read


class Page(HTMLParser):
    BLOCKS = {"p", "li", "ul", "ol", "br", "blockquote", "pre", "img"}

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.text, self.targets = "", set()

    def handle_starttag(self, tag, attributes):
        self.text += " " if tag in self.BLOCKS else ""
        self.targets |= {value for name, value in attributes if name in ("href", "src")}

    def handle_endtag(self, tag):
        self.text += " " if tag in self.BLOCKS else ""

    def handle_data(self, data):
        self.text += data
