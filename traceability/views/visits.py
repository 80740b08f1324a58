"""Noting scans and stopping guesses, for views: both live in the memory of this process."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from flask import Flask, current_app, request
from werkzeug.exceptions import TooManyRequests

from core.clock import now
from core.db import transaction
from core.web.i18n import language
from traceability.rules.guesses import GuessLimit
from traceability.rules.visitors import network
from traceability.scan_log import ScanLog
from traceability.services.scans import Look, record_scans


@dataclass
class Visits:
    log: ScanLog
    guesses: GuessLimit = field(default_factory=GuessLimit)


def register(app: Flask) -> None:
    def write(looks: Sequence[Look]) -> None:
        with app.app_context(), transaction() as session:
            record_scans(session, looks)

    app.extensions["visits"] = Visits(ScanLog(write))


def visits() -> Visits:
    found: Visits = current_app.extensions["visits"]
    return found


def refuse_guessing() -> None:
    """429 while this visitor's network has asked for too many codes that do not exist."""
    wait = visits().guesses.seconds_to_wait(_network(), time.monotonic())
    if wait:
        raise TooManyRequests(retry_after=wait)


def note(code: str, *, known: bool) -> None:
    """Remember a look at a code. A HEAD request is a program's."""
    if not known:
        visits().guesses.note(_network(), code, time.monotonic())
    if request.method == "HEAD":
        return
    log = visits().log
    log.put(
        Look(
            code=code,
            known=known,
            at=now(),
            language=language(),
            address=request.remote_addr or "",
            agent=request.user_agent.string,
        )
    )
    if not current_app.testing:  # tests write by hand, on their own connection
        log.run_in_background()


def _network() -> str:
    return network(request.remote_addr or "")
