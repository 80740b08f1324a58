"""What pages, data and lists may claim of a product: no more, and no less, than is known."""

import json
import re
from datetime import date, datetime

import pytest
from sqlalchemy import select, update

from certification.certificates.models import Certificate
from certification.certificates.rules.dates import VagueDate
from core.access.names import IMPORTER
from core.clock import VIETNAM
from registry.models import IssuedCode
from tests.factories.catalogue import (
    make_certificate,
    make_certified,
    make_event,
    make_offer,
    make_product,
)

NOW = datetime(2026, 11, 24, 12, tzinfo=VIETNAM)


@pytest.fixture(autouse=True)
def today_is_fixed(time_machine):
    time_machine.move_to(NOW, tick=False)


def structured(client, address):
    page = client.get(address).text
    [script] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    return json.loads(script)


def papers(client, product):
    """The certifications in the data of the product's page and of its scan page."""
    return [
        structured(client, address).get("hasCertification", [])
        for address in (f"/san-pham/{product.slug}", f"/{product.code}")
    ]


def record(client, product):
    return client.get(f"/api/v1/products/{product.code}").get_json()


def imported(session, kind, on, **facts):
    product = make_product(session)
    certificate = make_certificate(session, product)
    make_event(session, certificate, kind, on, actor=IMPORTER, **facts)
    session.commit()
    return product, certificate


def test_programs_are_told_the_same_last_day_as_people(client, session):
    product, certificate = make_certified(session, on=date(2025, 3, 1))
    make_event(session, certificate, "rerated", date(2026, 12, 1), stars=3)
    session.commit()

    answer = record(client, product)["certificate"]

    assert (answer["stars"], answer["expires_on"], answer["expires_between"]) == (
        4,
        "2026-11-30",
        None,
    )
    assert "30/11/2026" in client.get(f"/san-pham/{product.slug}").text


def test_what_was_only_assessed_was_issued_on_no_day(client, session):
    product, _ = imported(session, "granted", VagueDate.year(2024), stars=3, evidence="assessed")

    answer = record(client, product)["certificate"]

    assert (answer["reason"], answer["issued_on"], answer["issued_between"]) == (
        "assessed_only",
        None,
        None,
    )


def test_a_proposal_has_its_year_and_no_stars(client, session):
    product, _ = imported(session, "proposed", VagueDate.year(2021))

    scan = client.get(f"/{product.code}").text
    assert "chưa được công nhận</strong>Năm 2021 tỉnh đề xuất; chưa rõ kết quả." in scan
    assert "chờ kết quả" not in scan + client.get(f"/san-pham/{product.slug}").text
    assert papers(client, product) == [[], []]
    facts = record(client, product)
    assert (facts["stars"], facts["certificate"]["state"]) == (None, "potential")
    assert facts["certificate"]["stars"] is None


def test_an_assessment_has_its_own_sentence_and_no_stars(client, session):
    product, paper = imported(
        session, "granted", VagueDate.year(2024), stars=3, evidence="assessed"
    )

    scan = client.get(f"/{product.code}").text
    assert "Được đánh giá 3 sao, chưa rõ đã được công nhận</strong>Nguồn chỉ cho biết" in scan
    assert "còn hiệu lực hay không" not in scan
    line = client.get(f"/chung-nhan/{paper.code}").text
    assert "Hội đồng đánh giá 3 sao" in line
    assert "Hôm nay: chưa rõ đã được công nhận" in line
    assert papers(client, product) == [[], []]
    certificate = record(client, product)["certificate"]
    assert (certificate["state"], certificate["reason"], certificate["stars"]) == (
        "unconfirmed",
        "assessed_only",
        None,
    )
    scanned = client.get(f"/api/v1/codes/{product.code}").get_json()
    assert scanned["certificate"]["reason"] == "assessed_only"
    assert [m["code"] for m in scanned["messages"]] == [
        "certificate_assessed_only",
        "area_undeclared",
    ]


def test_unconfirmed_is_published_as_neither_active_nor_inactive(client, session):
    product, _ = imported(session, "granted", VagueDate.year(2023), stars=4, decision="5/QĐ")

    for [paper] in papers(client, product):
        assert "certificationStatus" not in paper
        assert paper["additionalType"] == "urn:ocop:state:unconfirmed"
        assert paper["certificationIdentification"] == "5/QĐ"


def test_the_identification_is_the_papers_also_after_a_revocation(client, session):
    product, certificate = make_certified(session, on=date(2025, 3, 15))
    make_event(session, certificate, "revoked", date(2026, 5, 1), reason="b", decision="99/QĐ-UBND")
    session.commit()

    for [paper] in papers(client, product):
        assert paper["certificationIdentification"] == "12/QĐ-UBND"
        assert paper["certificationStatus"] == "https://schema.org/CertificationInactive"
    assert record(client, product)["certificate"]["decision"] == "99/QĐ-UBND"


BOUNDED = "ít nhất đến hết ngày 01/01/2028"


def test_a_bounded_end_is_worded_the_same_everywhere(client, session):
    product, paper = imported(session, "granted", VagueDate.year(2025), stars=4)

    pages = {
        "scan": client.get(f"/{product.code}").text,
        "product": client.get(f"/san-pham/{product.slug}").text,
        "certificate": client.get(f"/chung-nhan/{paper.code}").text,
    }
    for page in pages.values():
        words = re.sub(r"<[^>]*>", "", page).lower()
        assert BOUNDED in words
        assert "đến 2028" not in words
    english = client.get(f"/{product.code}?lang=en", headers={"Accept-Language": "en"}).text
    assert "At least through 01/01/2028." in english


def test_the_issuer_shown_is_that_of_the_event_that_counts(client, session):
    product, certificate = make_certified(session, on=date(2025, 3, 15))
    wrong = make_event(
        session, certificate, "renewed", date(2026, 3, 1), stars=4, authority="Cơ quan ghi nhầm"
    )
    make_event(
        session, certificate, "renewed", date(2026, 3, 2), stars=4, authority="Tỉnh đúng",
        corrects_id=wrong.id, correction_reason="nhầm ngày", second_actor="Bình",
    )  # fmt: skip
    make_event(
        session, certificate, "renewed", date(2027, 3, 2), stars=4, authority="Tỉnh sau này",
        decided_on=date(2026, 11, 1), decision="77/QĐ-UBND",
    )  # fmt: skip
    session.commit()

    scan = client.get(f"/{product.code}").text
    assert '<dt>Nơi cấp</dt><dd><span lang="vi">Tỉnh đúng</span></dd>' in scan
    [paper] = structured(client, f"/{product.code}")["hasCertification"]
    assert paper["issuedBy"]["name"] == "Tỉnh đúng"


def test_both_acts_and_the_reason_are_public_and_the_names_are_not(client, session):
    product, certificate = make_certified(session, on=date(2025, 3, 15))
    wrong = make_event(
        session, certificate, "revoked", date(2026, 5, 1), reason="c", actor="Cán bộ An"
    )
    make_event(
        session, certificate, "annulled", date(2026, 6, 1), corrects_id=wrong.id,
        actor="Cán bộ An", correction_reason="ghi nhầm giấy", second_actor="Cán bộ Bình",
        recorded_at=NOW,
    )  # fmt: skip
    session.commit()

    answer = client.get(f"/chung-nhan/{certificate.code}").text
    assert "Bị thu hồi (ghi nhầm, đã đính chính ngày 24/11/2026)" in answer
    assert "Đính chính: bỏ mục “Bị thu hồi”" in answer
    assert "lý do đính chính: " in answer
    assert "ghi nhầm giấy" in answer
    facts = record(client, product)
    assert facts["stars"] == 4
    [event] = [e for e in facts["certificates"][0]["events"] if e["kind"] == "annulled"]
    assert (event["number"], event["corrects"], event["correction_reason"]) == (
        3,
        2,
        "ghi nhầm giấy",
    )
    assert "Cán bộ" not in answer + json.dumps(facts, ensure_ascii=False)


@pytest.fixture
def unsafe(session):
    """The nation's five stars revoked for a breach of safety while the province's four run."""
    product, _ = make_certified(session, "Chè Tân Cương", stars=4, on=date(2025, 3, 15))
    national = make_certificate(session, product, "national")
    make_event(session, national, "granted", date(2024, 6, 1), stars=5, decision="377/QĐ-BNN")
    make_event(
        session, national, "revoked", date(2026, 5, 1), reason="c", decision="9/QĐ-BNNMT",
        public_note="Kết luận thanh tra an toàn thực phẩm",
    )  # fmt: skip
    make_offer(session, product, 120_000)
    session.commit()
    return product


def test_a_revocation_for_safety_is_told_whatever_another_paper_says(client, unsafe):
    claim = "Chứng nhận OCOP 5 sao của sản phẩm này đã bị thu hồi"
    ground = "Ngày 01/05/2026, Quyết định 9/QĐ-BNNMT, vi phạm về chất lượng, an toàn thực phẩm"

    scan = client.get(f"/{unsafe.code}").text
    assert f"<strong>{claim}</strong>{ground}" in scan
    assert "Kết luận thanh tra an toàn thực phẩm" in scan
    assert ">Xem trang sản phẩm</a>" not in scan
    page = client.get(f"/san-pham/{unsafe.slug}").text
    assert claim in page
    assert ground in page
    assert "120.000" not in page
    assert "OCOP 4 sao" in page


GROUND = "vi phạm về chất lượng, an toàn thực phẩm"


def test_a_milder_revocation_of_another_paper_does_not_hide_the_ground(client, session, unsafe):
    running = _paper(session, unsafe, "test")
    make_event(session, running, "revoked", date(2026, 5, 20), reason="e", decision="10/QĐ-UBND")
    session.commit()

    for code in (unsafe.code, running.code, _paper(session, unsafe, "national").code):
        assert GROUND in headline(client, code)


@pytest.mark.parametrize(
    ("status", "first", "second"),
    [
        ("retired", "Chứng nhận OCOP 5 sao của sản phẩm này", "Tem đã ngừng sử dụng."),
        ("printed", "Chứng nhận OCOP 5 sao của sản phẩm này", "Tem chưa kích hoạt"),
        ("void", "Tem đã bị hủy", "Chứng nhận OCOP 5 sao của sản phẩm này đã bị thu hồi."),
        ("recalled", "Sản phẩm đang bị thu hồi", "Chứng nhận OCOP 5 sao của sản phẩm này"),
    ],
)
def test_nor_does_the_state_of_the_label(client, session, unsafe, status, first, second):
    session.execute(update(IssuedCode).where(IssuedCode.code == unsafe.code).values(status=status))
    session.commit()

    words = headline(client, unsafe.code)
    assert words.startswith("verdict--bad")
    assert f"<strong>{first}" in words
    assert second in words
    assert GROUND in words
    assert "Kết luận thanh tra an toàn thực phẩm" in words


def test_nor_does_a_recall_of_another_code_of_the_product(client, session, unsafe):
    running = _paper(session, unsafe, "test").code
    session.execute(update(IssuedCode).where(IssuedCode.code == running).values(status="recalled"))
    session.commit()

    words = headline(client, unsafe.code)
    assert "<strong>Sản phẩm đang bị thu hồi" in words
    assert GROUND in words


def test_a_revocation_to_come_puts_no_paper_in_force(client, session):
    product, paper = make_certified(session, "Chè Shan", stars=5, on=VagueDate.year(2023))
    signed = {"decided_on": date(2026, 11, 23), "reason": "c", "decision": "88/QĐ"}
    make_event(session, paper, "revoked", date(2026, 12, 20), **signed)
    session.commit()

    assert "Chưa xác nhận được chứng nhận OCOP 5 sao" in headline(client, product.code)
    assert record(client, product)["stars"] != 5
    [on_page, on_scan] = papers(client, product)
    assert "CertificationActive" not in json.dumps([on_page, on_scan])


def test_the_page_of_the_paper_that_runs_tells_of_the_other(client, session, unsafe):
    page = client.get(f"/chung-nhan/{_paper(session, unsafe, 'test').code}").text
    assert "OCOP 4 sao" in page
    assert "Chứng nhận OCOP 5 sao của sản phẩm này đã bị thu hồi" in page
    assert GROUND in page

    _, paper = make_certified(session, "Chè Shan", on=date(2025, 3, 15))
    session.commit()
    assert "notice--bad" not in client.get(f"/chung-nhan/{paper.code}").text


def _paper(session, product, source_key):
    of_product = select(Certificate).where(Certificate.product_id == product.id)
    return session.scalars(of_product.where(Certificate.source_key == source_key)).one()


def headline(client, code):
    """The verdict alone, in HTML."""
    return client.get(f"/{code}").text.split('class="verdict ')[1].split("<h1")[0]


def test_and_buying_is_off_in_lists_and_data(client, unsafe, indexed):
    indexed()

    facts = record(client, unsafe)
    assert (facts["stars"], facts["in_stock"], facts["price_dong"]) == (
        4,
        False,
        None,
    )
    assert client.get("/api/v1/products?min_price=1000").get_json()["total"] == 0
    assert "Không được bán" in client.get("/san-pham").text
    codes = client.get(f"/api/v1/codes/{unsafe.code}").get_json()
    assert [m["code"] for m in codes["messages"]] == [
        "certificate_valid",
        "other_certificate_revoked",
        "revocation_concerns_buyers",
        "area_undeclared",
    ]


def test_an_act_to_come_takes_effect_at_midnight_without_a_worker(
    client, session, indexed, time_machine
):
    time_machine.move_to(datetime(2026, 11, 24, 23, tzinfo=VIETNAM), tick=False)
    product, certificate = make_certified(session, "Miến dong", stars=4, on=date(2025, 3, 15))
    make_event(
        session, certificate, "rerated", date(2026, 11, 25), stars=3, decided_on=date(2026, 11, 20)
    )
    session.commit()
    indexed()

    def state_shown():
        page = client.get("/api/v1/products?q=mien").get_json()
        stars = [[s["value"], s["count"]] for s in page["facets"]["stars"]]
        scan = "Hiện đạt 3 sao" in client.get(f"/{product.code}").text
        return page["items"][0]["stars"], stars, scan

    time_machine.move_to(datetime(2026, 11, 24, 23, 59, 59, tzinfo=VIETNAM), tick=False)
    assert state_shown() == (4, [[4, 1]], False)
    assert "Phân hạng lại: 3 sao" in client.get(f"/chung-nhan/{certificate.code}").text
    time_machine.move_to(datetime(2026, 11, 25, 0, 0, 1, tzinfo=VIETNAM), tick=False)
    assert state_shown() == (3, [[3, 1]], True)
