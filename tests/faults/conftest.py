"""A real server: `bin/web` with two processes, beside a database of the tests, in a hurry."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass

import psutil
import pytest

from config import ROOT

SILENT_SECONDS = 3
# Processes are forked, so they have these too.
SERVER = f"""
import runpy, sys
from core.web.server import connections, supervisor
connections.SILENT_SECONDS = {SILENT_SECONDS}
supervisor.LOOK_SECONDS = 0.5
sys.argv = ["bin/web", "--port", sys.argv[1], "--log-level", "error"]
runpy.run_path("bin/web", run_name="__main__")
"""
FORM = "application/x-www-form-urlencoded"
ADDRESS = "/bao-cao/7K3MX9QF2Z"


@dataclass
class Server:
    port: int
    process: psutil.Process

    def get(self, path, timeout=5):
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=timeout) as page:
            return page.status

    def send(self, *headers, body=b"", path=ADDRESS, kind=FORM):
        """A connection on which a request for a form was begun."""
        lines = (f"POST {path} HTTP/1.1", "Host: localhost", f"Content-Type: {kind}", *headers)
        connection = socket.create_connection(("127.0.0.1", self.port), timeout=30)
        connection.sendall("\r\n".join(lines).encode() + b"\r\n\r\n" + body)
        return connection

    def workers(self):
        return {child.pid for child in self.process.children()}


def status_of(connection):
    """Of its answer; None when it was closed without one."""
    answer = connection.recv(65_536)
    return int(answer.split()[1]) if answer else None


def wait_until(so, seconds=30):
    until = time.monotonic() + seconds
    while not so() and time.monotonic() < until:
        time.sleep(0.1)
    assert so()


@pytest.fixture(scope="module")
def server(database_url, tmp_path_factory):
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    environment = {
        **os.environ,  # noqa: TID251 - where programs are found
        "DATABASE_URL": database_url,
        "VAR_ROOT": str(tmp_path_factory.mktemp("var")),
        "WEB_PROCESSES": "2",
        "PUBLIC_URL": "http://localhost",
        "PYTHONPATH": str(ROOT),
    }
    started = subprocess.Popen([sys.executable, "-c", SERVER, str(port)], cwd=ROOT, env=environment)
    server = Server(port, psutil.Process(started.pid))
    wait_until(lambda: len(answering(server)) == 2, 60)
    yield server
    started.send_signal(signal.SIGTERM)
    assert started.wait(12) == 0


def answering(server):
    """The processes that listen."""
    return {
        child.pid
        for child in server.process.children()
        for connection in child.net_connections("tcp")
        if connection.status == psutil.CONN_LISTEN
    }
