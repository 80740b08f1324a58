"""`/can-bo/chung-nhan/<code>`: who records what, what is refused at which field."""

from datetime import date

import pytest
from sqlalchemy import func, select

from certification.certificates.models import CertificateEvent
from core.access.roles import Role, Scope, ScopeKind
from core.audit.entries import AuditEntry
from tests.factories.people import make_account, signed_in


def events(session):
    return session.scalar(select(func.count()).select_from(CertificateEvent))


def send(browser, code, **typed):
    return browser.post(f"/can-bo/chung-nhan/{code}", data=typed)


def test_a_suspension_is_on_record_at_once_under_the_officers_name(
    session, client, certificate, lan
):
    answer = send(
        lan, certificate, event="suspend", on="2026-11-01", decision="7/QĐ", reason="chờ kiểm tra"
    )

    assert (answer.status_code, answer.location) == (303, f"/can-bo/chung-nhan/{certificate}")
    event = session.scalars(select(CertificateEvent).order_by(CertificateEvent.id.desc())).first()
    assert (event.kind, event.actor, event.effective_from) == (
        "suspended", "Trần Thị Lan", date(2026, 11, 1),
    )  # fmt: skip
    assert (event.account_id is not None, event.second_actor) == (True, None)
    entry = session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc())).first()
    assert (entry.action, entry.details["account"]) == ("certificate.suspended", event.account_id)
    assert "đình chỉ" in client.get(f"/chung-nhan/{certificate}").text


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({}, "event", "Hãy chọn việc cần ghi."),
        ({"event": "eat"}, "event", "Hãy chọn việc cần ghi."),
        ({"event": "lift"}, "event", "không bị đình chỉ"),
        ({"event": "grant", "stars": "4"}, "event", "đang còn hiệu lực"),
        ({"event": "rerate", "stars": "9"}, "stars", "chỉ có 3, 4 hoặc 5 sao"),
        ({"event": "rerate"}, "stars", "chỉ có 3, 4 hoặc 5 sao"),
        ({"event": "suspend", "on": "30/02/2026"}, "on", "Ngày chưa đúng"),
        ({"event": "suspend", "on": "2099-01-01"}, "on", "chưa đến"),
        ({"event": "suspend", "on": "2024-01-01"}, "on", "trước ngày công nhận"),
        ({"event": "extend"}, "last_day", "Gia hạn phải nêu ngày cuối"),
        ({"event": "revoke", "reason": "z: gì đó"}, "reason", "Thu hồi phải nêu căn cứ"),
        ({"event": "revoke", "ground": "z"}, "ground", "Hãy chọn một căn cứ"),
        ({"event": "suspend", "decision": "7" * 201}, "decision", "Nhiều nhất 200 ký tự."),
        ({"corrects": "một", "reason": "nhầm"}, "corrects", "Hãy ghi số của mục"),
        ({"corrects": "9", "reason": "nhầm"}, "corrects", "không có mục số 9"),
        ({"corrects": "1"}, "reason", "Đính chính phải nêu lý do"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field_and_kept(
    session, certificate, lan, typed, field, sentence
):
    before = events(session)

    answer = send(lan, certificate, **typed)

    assert answer.status_code == 422
    note = answer.text.split(f'id="{field}-note"')[1].split("</p>")[0]
    assert sentence in note
    assert all(value in answer.text for value in typed.values() if value != "eat")
    assert events(session) == before


def test_other_provinces_are_not_there_and_other_roles_only_read(
    app, session, certificate, lan, stranger, client
):
    address = f"/can-bo/chung-nhan/{certificate}"
    operator = signed_in(app, session, make_account(session, Role.OPERATOR))

    assert lan.get(address).status_code == 200
    assert stranger.get(address).status_code == 404
    assert send(stranger, certificate, event="suspend").status_code == 404
    assert client.get(address).location.startswith("/dang-nhap?next=")
    assert operator.get(address).status_code == 200
    assert send(operator, certificate, event="suspend").status_code == 403
    assert lan.get("/can-bo/chung-nhan/0000000000").status_code == 404
    assert events(session) == 1


def test_a_commune_officer_reads_products_of_the_own_commune_alone(app, session, certificate):
    scope = Scope(ScopeKind.COMMUNE, 1)
    browser = signed_in(app, session, make_account(session, Role.COMMUNE_OFFICER, scope))

    assert browser.get(f"/can-bo/chung-nhan/{certificate}").status_code == 404
    assert browser.get("/can-bo").status_code == 200


def test_an_event_by_mistake_is_corrected_from_the_time_line_in_one_tap(certificate, lan):
    send(lan, certificate, event="suspend", on="2026-11-01")

    page = lan.get(f"/can-bo/chung-nhan/{certificate}").text
    assert f'href="/can-bo/chung-nhan/{certificate}?corrects=2#ghi"' in page
    form = lan.get(f"/can-bo/chung-nhan/{certificate}?corrects=2").text
    assert 'name="corrects" value="2"' in form
    assert "Gửi đề nghị" in form
