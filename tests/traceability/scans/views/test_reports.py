"""Reporting something wrong, and following what comes of it."""

from datetime import timedelta

import pytest
from markupsafe import escape
from sqlalchemy import func, select

from core.clock import now
from registry.models import IssuedCode
from tests.factories.catalogue import make_product
from traceability.scans.models import CodeReport

CODE = "7K3MX9QF2Z"


def send(client, code=CODE, **fields):
    return client.post(f"/bao-cao/{code}", data={"ly_do": "counterfeit"} | fields)


def kept(session):
    return session.scalar(select(func.count()).select_from(CodeReport))


def test_a_report_gets_a_ticket_under_which_its_state_is_public(client, session):
    product = make_product(session)

    typed = {"noi": "chợ Bắc Kạn", "chuyen": "Tem mờ"}
    sent = send(client, product.code, **typed, dien_thoai="0912 345 678", dong_y="1")
    page = client.get(sent.location).get_data(as_text=True)

    report = session.scalars(select(CodeReport)).one()
    assert (sent.status_code, sent.location) == (303, f"/bao-cao/phieu/{report.ticket}")
    assert (report.known, report.place, report.story) == (True, "chợ Bắc Kạn", "Tem mờ")
    assert (report.phone, report.phone_consent_at is None) == ("0912345678", False)
    assert session.get(IssuedCode, report.ticket).kind == "report"
    assert "Đã nhận" in page
    for private in ("chợ Bắc Kạn", "Tem mờ", "0912", "345 678"):
        assert private not in page


def test_a_code_that_was_never_given_out_can_be_reported(client, session):
    assert send(client).status_code == 303
    assert session.scalars(select(CodeReport)).one().known is False


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"ly_do": ""}, "Hãy chọn một lý do."),
        ({"ly_do": "x"}, "Hãy chọn một lý do."),
        ({"chuyen": "a" * 1001}, "Nhiều nhất 1000 ký tự."),
        ({"noi": "a" * 201}, "Nhiều nhất 200 ký tự."),
        ({"noi": "a\x00b"}, "Có ký tự không đọc được."),
        ({"chuyen": "Tem \x1b[2J"}, "Có ký tự không đọc được."),
        ({"dien_thoai": "abc"}, "Số điện thoại chưa đúng"),
        ({"dien_thoai": "0912345678"}, "Đánh dấu đồng ý để được gọi lại"),
    ],
)
def test_what_is_wrong_is_said_and_everything_typed_is_kept(client, session, fields, message):
    response = send(client, **({"chuyen": "chuyện dài", "noi": "ở chợ"} | fields))

    page = response.get_data(as_text=True)
    assert response.status_code == 422
    assert message in page
    assert fields.get("noi", "ở chợ").replace("\x00", "") in page.replace("\x00", "")
    assert escape(fields.get("chuyen", "chuyện dài")) in page
    assert kept(session) == 0


def test_a_thousand_letters_are_not_too_many(client, session):
    assert send(client, chuyen="ộ" * 1000).status_code == 303


def test_a_story_is_measured_as_it_is_kept(client, session):
    """Some letters are two once they are composed, and some two are one."""
    longer, shorter = "\u0958", "o\u0323\u0302"

    refused = send(client, chuyen=longer * 501)
    assert send(client, chuyen=longer * 500).status_code == 303
    assert send(client, chuyen=shorter * 1000, noi="\u200b" * 300 + "chợ").status_code == 303

    assert refused.status_code == 422
    assert "Nhiều nhất 1000 ký tự." in refused.text
    assert longer * 501 in refused.text
    assert [len(r.story) for r in session.scalars(select(CodeReport))] == [1000, 1000]


def test_what_is_kept_is_composed_and_without_hidden_characters(client, session):
    family, digits = "\U0001f468\u200d\U0001f469", "\uff10912345678"

    send(
        client, noi="cho\u031b\u0323 \u202eA", dien_thoai=digits, dong_y="1",
        chuyen=f"Tem\u200b mo\u031b\u0300\r\n\r\n{family}  lạ",
    )  # fmt: skip

    report = session.scalars(select(CodeReport)).one()
    assert (report.place, report.phone) == ("chợ A", "0912345678")
    assert report.story == f"Tem mờ\n\n{family} lạ"


def test_one_visitor_sends_five_a_day(client, session):
    assert [send(client).status_code for _ in range(6)] == [303] * 5 + [429]
    assert kept(session) == 5

    someone_else = client.post(
        f"/bao-cao/{CODE}", data={"ly_do": "quality"}, headers={"User-Agent": "another phone"}
    )
    assert someone_else.status_code == 303


def test_another_name_of_the_browser_does_not_lift_the_limit_of_an_address(client, session):
    def sent_from(address, number):
        return client.post(
            f"/bao-cao/{CODE}",
            data={"ly_do": "quality", "chuyen": "Tem mờ"},
            headers={"User-Agent": f"browser {number}"},
            environ_overrides={"REMOTE_ADDR": address},
        )

    statuses = [sent_from(f"2402:800:6205:1f2a::{n + 1:x}", n).status_code for n in range(22)]
    refused = sent_from("2402:800:6205:1f2a::ffff", 99)

    assert statuses == [303] * 20 + [429] * 2
    assert "20 báo cáo từ mạng bạn đang dùng" in refused.text
    assert "Tem mờ" in refused.text
    assert kept(session) == 20
    assert sent_from("2402:800:6205:1f2b::1", 1).status_code == 303


def test_yesterdays_reports_do_not_count(client, session):
    for _ in range(5):
        send(client)
    for report in session.scalars(select(CodeReport)):
        report.created_at = now() - timedelta(days=1)
    session.flush()

    assert send(client).status_code == 303


def test_another_site_cannot_send_a_report(client, session):
    response = client.post(
        f"/bao-cao/{CODE}", data={"ly_do": "quality"}, headers={"Sec-Fetch-Site": "cross-site"}
    )

    assert response.status_code == 400
    assert kept(session) == 0


@pytest.mark.parametrize("path", [f"/bao-cao/phieu/{CODE}", "/bao-cao/7K3MX9QF2Y"])
def test_what_is_not_there_is_not_found(client, path):
    assert client.get(path).status_code == 404


def test_the_form_keeps_its_visitor_private(client):
    headers = client.get(f"/bao-cao/{CODE}").headers

    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in headers
