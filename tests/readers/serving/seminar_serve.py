"""`seminar serve`, the preview of those who edit the catalogue."""

from catalogues.build import seminar
from serving.process import free_port, running

NAME = "seminar serve"
PACKAGE = "cargo:seminar"


def serve(folder, home, now):
    """Serves the catalogue beside a folder; use it in a `with`."""
    home.mkdir(parents=True)
    port = free_port()
    options = ["--catalogue", folder.parent / "events.yaml", "--now", now, "--port", port]
    command = [str(word) for word in [seminar(), "serve", *options]]
    return running(command, port, home / "log", "")
