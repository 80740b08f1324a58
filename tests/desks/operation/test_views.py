"""The operator's start page and the record: what waits, what works, who did what."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from core.access.actors import Actor, Party
from core.access.roles import Role
from core.audit.entries import record
from tests.factories.people import make_account, signed_in

HOUSEHOLD = Party(1, "ho-mai", "Hộ bà Mai")


@pytest.fixture
def auditor(app, session):
    return signed_in(app, session, make_account(session, Role.AUDITOR, is_trial=True))


@pytest.fixture
def acts(session):
    record(session, actor=Actor("Cán bộ An"), action="certificate.revoked", subject="certificate:X")
    helper = Actor("Người giúp", 7, on_behalf_of=HOUSEHOLD)
    record(session, actor=helper, action="offer.changed", subject="offer:1", before=1, after="=2")
    session.commit()


def test_an_operator_sees_what_waits_and_that_no_worker_runs(app, session):
    operator = signed_in(app, session, make_account(session, Role.OPERATOR, is_trial=True))

    page = operator.get("/quan-tri").text

    assert "0 sản phẩm chờ kiểm duyệt" in page
    assert "Không có tiến trình làm việc nền" in page


@pytest.mark.parametrize(
    ("question", "actions"),
    [
        ("", ["offer.changed", "certificate.revoked"]),
        ("q=bà+mai", ["offer.changed"]),
        ("q=certificate:x", ["certificate.revoked"]),
        ("q=%25", []),
        ("tu=01/01/2999", []),
        ("den=01/01/2020", []),
    ],
)
def test_the_record_is_searched_by_words_and_days(auditor, acts, question, actions):
    page = auditor.get(f"/quan-tri/nhat-ky?{question}").text

    shown = [a for a in ("offer.changed", "certificate.revoked") if f"<code>{a}</code>" in page]
    assert shown == actions


def test_both_names_of_an_act_for_somebody_else_are_shown(auditor, acts):
    page = auditor.get("/quan-tri/nhat-ky?q=offer.changed").text

    assert "Người giúp" in page
    assert "thay Hộ bà Mai" in page


def test_a_day_that_is_none_is_named_and_kept(auditor, acts):
    page = auditor.get("/quan-tri/nhat-ky?tu=31/02/2026").text

    assert "Ngày chưa đúng" in page
    assert 'value="31/02/2026"' in page


def test_the_file_of_the_record_holds_no_formula(auditor, acts):
    answer = auditor.get("/quan-tri/nhat-ky/tai-ve.xlsx?q=offer.changed")

    (_, row) = load_workbook(BytesIO(answer.data)).active.iter_rows()
    assert [cell.value for cell in row][2:6] == [
        "Người giúp", "Hộ bà Mai", "offer.changed", "offer:1",
    ]  # fmt: skip
    assert {cell.data_type for cell in row} <= {"n", "s"}


def test_a_producer_sees_none_of_it(app, session):
    consumer = signed_in(app, session, make_account(session))

    assert consumer.get("/quan-tri").status_code == 404
    assert consumer.get("/quan-tri/nhat-ky").status_code == 404
