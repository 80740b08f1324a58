"""Log format of a running system: time, level, request id, logger, message."""

import logging

from flask import g, has_request_context

LINE = "%(asctime)s %(levelname)s [%(request_id)s] %(name)s: %(message)s"
NOISY = {
    "elastic_transport": logging.WARNING,  # a line for every search
    "procrastinate": logging.WARNING,
    "psycopg.pool": logging.ERROR,  # one line for every try to connect; who waits says so once
}


def configure() -> None:
    """Write to standard error. Called once, by the process that starts."""
    handler = logging.StreamHandler()
    handler.addFilter(name_request)
    handler.setFormatter(logging.Formatter(LINE))
    logging.basicConfig(level=logging.INFO, handlers=[handler])
    for name, level in NOISY.items():
        logging.getLogger(name).setLevel(level)


def name_request(record: logging.LogRecord) -> bool:
    """Put the number that a failure page shows into the line; a dash outside of requests."""
    record.request_id = g.get("request_id", "-") if has_request_context() else "-"
    return True
