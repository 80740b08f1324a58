"""Noting scans and stopping guesses, for views: both live in the memory of this process."""

import logging
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from http import HTTPStatus

from flask import Flask, Request, Response, request
from werkzeug.exceptions import TooManyRequests

from core.clock import now
from core.code_recognition import code_in
from core.codes import UnreadableCode
from core.composition import Services, services
from core.db.sessions import read_session, transaction
from core.limits.network_source import source
from core.web.i18n import language
from traceability.codes.queries import was_issued
from traceability.scans.rules.guesses import MOST_UNKNOWN, GuessLimit
from traceability.scans.scan_log import ScanLog
from traceability.scans.services.scans import NewScan, record_scans

_CARRIES_CODE = ("code", "ticket")  # parts of addresses, whatever is asked about the code there
logger = logging.getLogger(__name__)


@dataclass
class ScanRecording:
    log: ScanLog
    guesses: GuessLimit = field(default_factory=GuessLimit)
    has_writer: bool = True


def register(app: Flask, services: Services, *, has_writer: bool) -> None:
    """Without a writer of its own, scans wait in the log until somebody flushes it."""

    def write(scans: Sequence[NewScan]) -> None:
        with app.app_context(), transaction() as session:
            record_scans(session, scans)

    services[ScanRecording] = ScanRecording(ScanLog(write), has_writer=has_writer)


def refuse_guessing(request: Request) -> None:
    """429 for one more unknown code while this source has asked for too many.

    The page, the data, the picture of a code: none may be the door that is left open. What was
    issued is shown to everybody, also to those who share an address with somebody who guesses.
    """
    typed = _requested_code(request)
    if not typed:
        return
    wait = services()[ScanRecording].guesses.seconds_to_wait(_source(request), time.monotonic())
    if wait and not _may_be_shown(typed):
        raise TooManyRequests(retry_after=wait)


def notice_guess(request: Request, response: Response) -> Response:
    """A well-formed code that leads nowhere counts; what is no code at all was mistyped."""
    if response.status_code == HTTPStatus.NOT_FOUND and (typed := _requested_code(request)):
        try:
            code = code_in(typed)
        except UnreadableCode:
            return response
        if services()[ScanRecording].guesses.note(_source(request), code, time.monotonic()):
            # Which network that was stands beside its scans, for as long as networks are kept.
            logger.warning("codes are guessed: over %d unknown ones at once", MOST_UNKNOWN)
    return response


def note(code: str, *, known: bool) -> None:
    """Remember a look at a code. A HEAD request is a program's."""
    if request.method == "HEAD":
        return
    recording = services()[ScanRecording]
    recording.log.put(
        NewScan(
            code=code,
            known=known,
            at=now(),
            language=language(),
            address=request.remote_addr or "",
            agent=request.user_agent.string,
        )
    )
    if recording.has_writer:
        recording.log.run_in_background()


def _requested_code(request: Request) -> str:
    parts = request.view_args or {}
    return next((str(parts[name]) for name in _CARRIES_CODE if name in parts), "")


def _source(request: Request) -> str:
    return source(request.remote_addr or "")


def _may_be_shown(typed: str) -> bool:
    """What was issued, and what is no code at all: its page asks nothing of the database."""
    try:
        code = code_in(typed)
    except UnreadableCode:
        return True
    with read_session() as session:
        return was_issued(session, code)
