"""Acts on record as people read them: when they were recorded, what is still to come, who acted."""

from datetime import date, datetime

import pytest

from core.clock import VIETNAM
from tests.factories.catalogue import make_certified, make_event, make_offer

NOW = datetime(2026, 11, 24, 12, tzinfo=VIETNAM)


@pytest.fixture(autouse=True)
def today_is_fixed(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def suspended(session):
    product, certificate = make_certified(session, stars=4, on=date(2025, 3, 15))
    make_event(
        session, certificate, "suspended", date(2026, 11, 20), public_note="kiểm tra lại",
        recorded_at=NOW,
    )  # fmt: skip
    make_offer(session, product, 90_000)
    session.commit()
    return product, certificate


def test_an_act_without_decision_is_dated_by_its_recording(client, suspended):
    _, certificate = suspended

    page = client.get(f"/chung-nhan/{certificate.code}").text
    assert "<cite>Cơ quan quản lý ghi nhận</cite>" in page
    assert 'class="facts__note">24/11/2026</span>' in page
    english = client.get(f"/chung-nhan/{certificate.code}?lang=en").text
    assert "<cite>Recorded by the authority</cite>" in english


def test_a_suspended_paper_is_told_first_and_given_no_end(client, suspended):
    product, _ = suspended

    page = client.get(f"/san-pham/{product.slug}").text
    banner = '<strong class="notice__title">Chứng nhận OCOP đang bị đình chỉ</strong>'
    assert -1 < page.find(banner) < page.find("<h1")
    scan = client.get(f"/{product.code}").text
    assert "Từ 20/11/2026.<span" in scan
    assert ">Kiểm tra lại</span>" in scan
    assert "Có giá trị" not in scan


def test_what_is_to_come_is_not_told_as_done(client, session):
    _, certificate = make_certified(session, stars=4, on=date(2025, 3, 15))
    signed = {"decided_on": date(2026, 11, 20), "decision": "9/QĐ-UBND"}
    make_event(session, certificate, "revoked", date(2027, 1, 1), reason="b", **signed)
    session.commit()

    page = client.get(f"/chung-nhan/{certificate.code}").text
    assert "Sẽ bị thu hồi" in page
    assert "Bị thu hồi" not in page


def test_offices_and_decisions_are_named_in_the_readers_language(client, session):
    product, certificate = make_certified(session, stars=4, on=date(2025, 3, 15))
    office = "Chủ tịch Ủy ban nhân dân cấp tỉnh"
    make_event(
        session,
        certificate,
        "renewed",
        date(2026, 6, 1),
        stars=4,
        decision="7/QĐ",
        authority=office,
    )
    session.commit()

    for path in (
        f"/{product.code}",
        f"/chung-nhan/{certificate.code}",
        f"/san-pham/{product.slug}",
    ):
        english = client.get(f"{path}?lang=en").text
        assert "Chairperson of the Provincial People" in english
        assert "Decision 7/QĐ" in english
        assert f">{office}<" not in english
        assert "Quyết định 7/QĐ" not in english
