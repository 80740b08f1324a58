"""Log format of a running system: time, level, request id, logger, message; no value typed.

What people type can stand in the message of any exception, and a database repeats the row that it
refuses. A trace therefore says where something failed and which kind of error that was: of a
database its code and constraint, and beside what happens in a request the message as well.
"""

import logging
import traceback
from collections.abc import Iterator
from copy import copy
from types import TracebackType
from typing import TypeAlias

import psycopg
from flask import g, has_request_context
from sqlalchemy.exc import DBAPIError

from core.errors import DomainError

LINE = "%(asctime)s %(levelname)s [%(request_id)s] %(name)s: %(message)s"
NOISY = {
    "elastic_transport": logging.WARNING,  # a line for every search
    "procrastinate": logging.WARNING,
    "fontTools": logging.WARNING,  # dozens for every sheet of labels
    "fpdf": logging.WARNING,
    "psycopg.pool": logging.ERROR,  # one line for every try to connect; who waits says so once
}


ExceptionInfo: TypeAlias = (
    tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
)


class PrivateFormatter(logging.Formatter):
    """Writes traces without the values in them."""

    def format(self, record: logging.LogRecord) -> str:
        own = copy(record)
        own.exc_text = None  # what another formatter wrote is not ours
        return super().format(own)

    def formatException(self, ei: ExceptionInfo) -> str:  # noqa: N802 - the library's name
        return "\n".join(_trace(ei[1])) if ei[1] else ""


def without_values(error: BaseException) -> str:
    """The kind of an error, and of it what nobody typed."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    kind = f"{type(error).__module__}.{type(error).__qualname__}"
    if isinstance(cause, psycopg.Error):
        facts = (cause.sqlstate, cause.diag.constraint_name, cause.diag.table_name)
        return " ".join((kind, type(cause).__qualname__, *filter(None, facts)))
    if isinstance(error, DomainError):
        return f"{kind}: {error.code}"
    return kind if has_request_context() else f"{kind}: {error}"


def _trace(error: BaseException) -> Iterator[str]:
    """As Python writes it: causes first."""
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if cause:
        yield from _trace(cause)
        yield "\nwhich led to:\n"
    yield "Traceback (most recent call last):"
    yield "".join(traceback.format_tb(error.__traceback__)).rstrip("\n")
    yield without_values(error)


def configure() -> None:
    """Write to standard error. Called once, by the process that starts."""
    handler = logging.StreamHandler()
    handler.addFilter(name_request)
    handler.setFormatter(PrivateFormatter(LINE))
    logging.basicConfig(level=logging.INFO, handlers=[handler])
    for name, level in NOISY.items():
        logging.getLogger(name).setLevel(level)


def name_request(record: logging.LogRecord) -> bool:
    """Put the number that a failure page shows into the line; a dash outside of requests."""
    record.request_id = g.get("request_id", "-") if has_request_context() else "-"
    return True
