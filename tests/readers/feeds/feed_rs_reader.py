"""feed-rs, the reader of most programs in Rust, in a small program (`feed_rs.rs`)."""

import os

from feeds.other_language import read_by

NAME = "feed-rs"
PACKAGE = "cargo:feed-rs"


def read(folder):
    return read_by([os.environ["FEED_RS"]], folder, ["rss", "atom", "json"])
