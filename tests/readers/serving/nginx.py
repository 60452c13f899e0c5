"""nginx, with the configuration of docs/hosting.md."""

import subprocess
from pathlib import Path

from serving.hosting import fence
from serving.process import free_port, running, user_line

NAME = "nginx"
PACKAGE = "deb:nginx-light"
PROGRAM = "/usr/sbin/nginx"
TEMPLATE = Path(__file__).with_name("nginx.conf")


def serve(folder, home, now):
    """Serves a folder below `/feeds/`; use it in a `with`."""
    port = free_port()
    return running(command(folder, home, port, free_port()), port, home / "log", "/feeds")


def command(folder, home, port, http_port):
    """The command that serves a folder at a port, and sends to `https` what comes to another."""
    home.mkdir(parents=True)
    place = {"root /srv/www;": f"root {root(folder, home)};"}
    values = {
        "user": user_line(),
        "home": home,
        "port": port,
        "to_https": moved(fence("nginx server"), listening(http_port)),
        "location": moved(fence("nginx location"), place),
    }
    configuration = home / "nginx.conf"
    configuration.write_text(TEMPLATE.read_text(encoding="utf-8").format(**values))
    words = [PROGRAM, "-e", "stderr", "-p", str(home), "-c", str(configuration)]
    tested = subprocess.run([*words, "-t"], capture_output=True, text=True)
    if tested.returncode != 0 or "[warn]" in tested.stderr:
        raise RuntimeError(f"docs/hosting.md: {tested.stderr}")
    return words


def listening(port):
    """From the ports of the whole world to one of loopback."""
    return {"listen 80;": f"listen 127.0.0.1:{port};", "listen [::]:80;": ""}


def root(folder, home):
    """A folder that has the folder as its `feeds`."""
    above = home / "www"
    above.mkdir()
    (above / "feeds").symlink_to(folder.resolve())
    return above


def moved(snippet, changes):
    """A snippet with what has to be another here; each of it has to be there once."""
    for old, new in changes.items():
        if snippet.count(old) != 1:
            raise ValueError(f"docs/hosting.md: `{old}` is not once in\n{snippet}")
        snippet = snippet.replace(old, new)
    return snippet
