"""nginx, with the configuration beside this file."""

from pathlib import Path

from serving.process import free_port, running, user_line

NAME = "nginx"
PACKAGE = "deb:nginx-light"
TEMPLATE = Path(__file__).with_name("nginx.conf")


def serve(folder, home, now):
    """Serves a folder below `/feeds/`; use it in a `with`."""
    home.mkdir(parents=True)
    port = free_port()
    values = {"user": user_line(), "home": home, "port": port, "folder": folder.resolve()}
    configuration = home / "nginx.conf"
    configuration.write_text(TEMPLATE.read_text(encoding="utf-8").format(**values))
    command = ["/usr/sbin/nginx", "-e", "stderr", "-p", home, "-c", configuration]
    return running([str(word) for word in command], port, home / "log", "/feeds")
