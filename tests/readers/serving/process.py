"""A server for as long as it is needed: it ends with the block that it is used in."""

import os
import socket
import subprocess
import time
from contextlib import contextmanager

PATIENCE = 20  # seconds


@contextmanager
def running(command, port, log, path):
    """Runs a server and waits until it listens on a port of loopback. Gives the address at which it
    has the folder."""
    with log.open("wb") as output:
        server = subprocess.Popen(command, stdout=output, stderr=output)
        try:
            wait_for(server, port, log)
            yield f"http://127.0.0.1:{port}{path}"
        finally:
            server.terminate()
            server.wait(PATIENCE)


def wait_for(server, port, log):
    give_up = time.monotonic() + PATIENCE
    while time.monotonic() < give_up and server.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise RuntimeError(f"{server.args[0]} does not listen: {log.read_text()}")


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def user_line():
    """nginx gives its rights away when root starts it, and could not read a private folder then."""
    return "user root;" if os.geteuid() == 0 else ""
