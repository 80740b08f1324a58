"""Personal data reach no log, ours or the database's, also where something fails with them."""

import pytest
from sqlalchemy import insert

from config import ROOT
from tests.hostile.test_bad_inputs import FORM
from traceability.scans.models import CodeReport

STORY, PHONE, PLACE = "Chuyện riêng của tôi", "0912345678", "nhà bà Tư"
SECRETS = (STORY, PHONE, PLACE, "Riêng tư")
DATABASE_LOG = ROOT / "var" / "test-postgres" / "log"


@pytest.fixture
def running(app, monkeypatch):
    """As in production: a failure is logged and answered."""
    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)
    size = DATABASE_LOG.stat().st_size

    def database_log():
        with DATABASE_LOG.open("rb") as file:
            file.seek(size)
            return file.read().decode("utf-8", "replace")

    return database_log


def send(client):
    fields = {"ly_do": "quality", "chuyen": STORY, "noi": PLACE, "dien_thoai": PHONE, "dong_y": "1"}
    return client.post("/bao-cao/7K3MX9QF2Z", data=fields, content_type=FORM)


def test_a_row_that_the_database_refuses_is_repeated_nowhere(client, running, log, monkeypatch):
    def refused(session, report, **_):
        with session.begin_nested():
            session.execute(
                insert(CodeReport).values(
                    code=report.code, known=True, ticket="7K3MX9QF2Z", reason="none",
                    story=report.story, place=report.place, phone=report.phone,
                )
            )  # fmt: skip

    monkeypatch.setattr("traceability.scans.views.reports.file_report", refused)

    answer = send(client)

    assert answer.status_code == 500
    assert "CheckViolation 23514 ck_code_report_phone_only_with_consent" in log.getvalue()
    assert "POST reports.file failed" in log.getvalue()
    assert "ck_code_report_phone_only_with_consent" in running()
    for output in (log.getvalue(), running(), answer.text):
        assert [secret for secret in SECRETS if secret in output] == []


def test_an_error_with_the_value_in_its_message_is_logged_without(
    client, running, log, monkeypatch
):
    def failing(*_, **__):
        raise ValueError(f"{STORY} {PHONE}")

    monkeypatch.setattr("traceability.scans.views.reports.file_report", failing)
    monkeypatch.setattr("storefront.pages.views.listing.page_of_code", failing)

    assert send(client).status_code == 500
    assert client.get("/san-pham?q=Riêng tư").status_code == 500
    assert client.get("/san-pham/Riêng tư").status_code == 404
    assert log.getvalue().count("builtins.ValueError") == 2
    assert [secret for secret in SECRETS if secret in log.getvalue() + running()] == []
