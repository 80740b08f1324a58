"""Web process: what each one does beside answering requests.

It gives a sign of life (heartbeat) that its supervisor looks for, ends with its supervisor, closes
silent connections, and soon reads no more when it is told to stop. Threads that are no daemons have
then a few seconds for what they hold (bin/web).
"""

import gc
import importlib
import os
import signal
import socket
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from flask import Flask

from core.composition import Services
from core.web.server import connections
from core.web.server.concurrency import ConcurrencyLimit
from core.web.server.connections import LongBodies

BEAT_SECONDS = 1.0
STUCK_SECONDS = 120.0  # longer than any page waits for the database, statement after statement
LAST_SECONDS = 4.0  # for requests under way when the process is told to stop; see bin/web


@dataclass(frozen=True)
class WebProcess:
    """One process of the server, working on one application."""

    application: Flask
    heartbeats: Path
    port: int
    supervisor: int

    def begin(self) -> None:
        """Called by the main thread, before the server sets its signal handlers."""
        # What the start has made stays: a full garbage collection that looks at it all again takes
        # 150 ms, in the middle of whichever request it meets.
        gc.collect()
        gc.freeze()
        threading.Thread(target=self._beat, name="heartbeat", daemon=True).start()
        signals, sent = socket.socketpair()
        sent.setblocking(False)
        signal.set_wakeup_fd(sent.detach(), warn_on_full_buffer=False)
        threading.Thread(target=self._await_end, args=(signals,), daemon=True).start()

    def _beat(self) -> None:
        services = Services.of(self.application)
        limit, long_bodies = services[ConcurrencyLimit], services[LongBodies]
        while True:
            if not limit.are_all_held_for(STUCK_SECONDS):
                give_sign_of_life(self.heartbeats)
            if os.getppid() != self.supervisor:
                os.kill(os.getpid(), signal.SIGTERM)
            connections.close_silent(self.port, long_bodies)
            time.sleep(BEAT_SECONDS)

    def _await_end(self, signals: socket.socket) -> None:
        while signals.recv(1)[0] not in {signal.SIGINT, signal.SIGTERM}:
            pass
        time.sleep(LAST_SECONDS)
        connections.stop_reading(self.port)


def load(target: str, heartbeats: Path, port: int, supervisor: int) -> Flask:
    """The application `module:name` for the process that calls this, a child of the supervisor."""
    module, _, name = target.partition(":")
    application: Flask = getattr(importlib.import_module(module), name)
    WebProcess(application, heartbeats, port, supervisor).begin()
    return application


def give_sign_of_life(folder: Path) -> None:
    """A file in memory of no content: nothing that a full disk could keep from it."""
    (folder / str(os.getpid())).touch()
