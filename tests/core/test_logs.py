"""Logs tell what failed and where, and repeat nothing that anybody typed."""

import io
import logging

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from core.errors import NotFound
from core.logs import LINE, NOISY, PrivateFormatter, name_request, without_values
from traceability.scans.models import CodeReport

TYPED = "chuyện riêng 0912345678"


@pytest.fixture
def log():
    """A logger that writes as a running system does, and what it has written."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.addFilter(name_request)
    handler.setFormatter(PrivateFormatter(LINE))
    logger = logging.getLogger("tests.logs")
    logger.addHandler(handler)
    yield logger, written
    logger.removeHandler(handler)


def test_a_trace_says_where_and_what_without_the_value(app, log):
    logger, written = log

    with app.test_request_context("/"):
        try:
            try:
                int(TYPED)
            except ValueError as no:
                raise NotFound(q=TYPED) from no
        except NotFound:
            logger.exception("a view failed")

    assert TYPED not in written.getvalue()
    assert "builtins.ValueError\n" in written.getvalue()
    assert "core.errors.NotFound: not_found" in written.getvalue()
    assert "test_a_trace_says_where" in written.getvalue()


def test_outside_of_requests_nobody_types_and_the_message_is_there():
    assert without_values(ValueError("no such file")) == "builtins.ValueError: no such file"


def test_of_a_database_error_its_code_and_constraint_are_told(session):
    report = {"story": TYPED * 100, "ticket": None}
    with pytest.raises(IntegrityError) as no, session.begin_nested():
        session.execute(CodeReport.__table__.insert().values(code="x", known=True, **report))

    message = without_values(no.value)

    assert message.startswith("sqlalchemy.exc.IntegrityError")
    assert "code_report" in message
    assert TYPED not in message


def test_the_server_of_ours_logs_no_rows(session):
    assert session.scalar(text("SHOW log_error_verbosity")) == "terse"


@pytest.mark.parametrize("name", ["fontTools.subset", "fpdf", "procrastinate", "elastic_transport"])
def test_a_library_that_tells_all_it_does_is_kept_short(name):
    assert NOISY[name.partition(".")[0]] >= logging.WARNING
