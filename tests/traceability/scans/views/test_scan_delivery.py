"""How the scan page travels: one small answer, private, and never older than the database."""

import base64
import gzip
import hashlib
import json
import re
from datetime import date, datetime, timedelta

import brotli
import extruct
import pytest
from flask_babel import refresh

from core.clock import VIETNAM, today
from tests.factories.catalogue import make_certificate, make_certified, make_event, make_producer
from tests.factories.traceability import make_area, tie

MOST_BYTES = 14_600


@pytest.fixture
def product(session):
    product, _ = make_certified(session, on=today() - timedelta(days=100))
    return product


@pytest.fixture
def fullest(session):
    """Long names, three certificates, three areas, one of them with an outline of 200 corners."""
    producer = make_producer(
        session, "Hợp tác xã nông nghiệp, dịch vụ tổng hợp và du lịch cộng đồng " * 2,
        province="Lâm Đồng",
    )  # fmt: skip
    product, first = make_certified(
        session, "Miến dong riềng sấy lạnh đóng hộp quà tặng " * 3, on=date(2020, 1, 1),
        producer=producer, province="Lâm Đồng", print="rice", gtin="08938505970011",
        printed_commune="xã Côn Minh", printed_district="huyện Na Rì",
    )  # fmt: skip
    make_event(
        session, first, "revoked", date(2022, 1, 1), reason="c", authority="UBND tỉnh Bắc Kạn"
    )
    for year in (2023, 2025):
        certificate = make_certificate(session, product, str(year))
        make_event(session, certificate, "granted", date(year, 2, 1), stars=4, decision="1/QĐ-UBND")
    for number in range(3):
        corners = [[108 + (i * 37 % 97) / 99, 12 + (i * 53 % 89) / 99] for i in range(200)]
        area = make_area(
            session, f"Vùng nguyên liệu số {number} của cả huyện và các xã chung quanh " * 2,
            province="Lâm Đồng", lat=12.0, lon=108.0, hectares=1234.5, households=300,
            standard="VietGAP; GlobalGAP; hữu cơ", standard_valid_to=date(2027, 1, 1),
            geographical_indication="Bình Thuận (thanh long)", planting_area_code="VN-LDG-0012",
            source_title="Một tờ báo của tỉnh viết về vùng này rất dài " * 2,
            source_date="2021-05-26", outline=corners if number == 0 else None,
        )  # fmt: skip
        tie(session, product, area)
    return product


@pytest.mark.parametrize(
    ("encoding", "open_it"), [("br", brotli.decompress), ("gzip", gzip.decompress)]
)
def test_the_fullest_page_fits_ten_segments_with_its_headers(client, fullest, encoding, open_it):
    response = client.get(f"/{fullest.code}", headers={"Accept-Encoding": encoding})

    head = "".join(f"{name}: {value}\r\n" for name, value in response.headers.items())
    assert response.headers["Content-Encoding"] == encoding
    assert "Vùng nguyên liệu số 2" in open_it(response.data).decode()
    assert len(head.encode()) + len(response.data) <= MOST_BYTES


def test_nothing_else_has_to_be_fetched(client, fullest):
    page = client.get(f"/{fullest.code}").get_data(as_text=True)

    assert re.findall(r"<(?:img|link rel=\"(?:stylesheet|preload)\"|script src|iframe)", page) == []
    assert re.findall(r"<link rel=\"icon\" href=\"(data:)", page) == ["data:"]
    assert "url(" not in page


def test_the_style_inside_is_the_only_one_allowed(client, product):
    response = client.get(f"/{product.code}")

    style = re.search(r"<style>(.*?)</style>", response.get_data(as_text=True), re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    policy = response.headers["Content-Security-Policy"]
    assert f"style-src 'self' 'sha256-{digest}'" in policy
    assert "unsafe" not in policy


def test_no_other_site_learns_of_the_scan(client, product):
    headers = client.get(f"/{product.code}").headers

    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Permissions-Policy"] == "geolocation=(self)"
    assert headers["Cache-Control"] == "private, no-cache"
    assert {"Accept-Language", "Accept-Encoding", "Cookie"} <= set(headers["Vary"].split(", "))
    assert "Set-Cookie" not in headers
    assert headers["Link"] == f'<http://localhost/san-pham/{product.slug}>; rel="canonical"'


def test_a_page_seen_before_is_not_sent_again(client, product):
    mark = client.get(f"/{product.code}").headers["ETag"]

    again = client.get(f"/{product.code}", headers={"If-None-Match": mark})

    assert not mark.startswith("W/")
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["ETag"] == mark


def test_the_mark_differs_by_language_and_encoding(client, product):
    def mark(**headers):
        refresh()  # the test's application context outlives a request, and the locale with it
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        return client.get(f"/{product.code}", headers=sent).headers["ETag"]

    marks = {
        mark(Accept_Encoding="br"),
        mark(Accept_Encoding="gzip"),
        mark(Accept_Encoding="br", Accept_Language="en"),
    }

    assert len(marks) == 3


def test_a_revocation_shows_with_the_very_next_scan(client, session):
    product, certificate = make_certified(session, on=today() - timedelta(days=100))
    seen = client.get(f"/{product.code}").headers["ETag"]

    make_event(session, certificate, "revoked", today(), reason="a")
    after = client.get(f"/{product.code}", headers={"If-None-Match": seen})

    assert after.status_code == 200
    assert "Chứng nhận OCOP đã bị thu hồi" in after.get_data(as_text=True)


@pytest.mark.parametrize("change", ["name", "area", "producer"])
def test_a_change_of_what_the_page_shows_gives_a_new_page(client, session, change):
    producer = make_producer(session)
    product, _ = make_certified(session, on=date(2025, 1, 1), producer=producer)
    seen = client.get(f"/{product.code}").headers["ETag"]

    if change == "name":
        product.name = "Miến dong mới"
    elif change == "producer":
        producer.name = "HTX khác"
    else:
        tie(session, product, make_area(session))
    session.flush()

    assert client.get(f"/{product.code}", headers={"If-None-Match": seen}).status_code == 200


def test_at_midnight_the_page_is_another(client, session, time_machine):
    product, _ = make_certified(session, on=date(2024, 3, 15))
    midnight = datetime(2027, 3, 16, tzinfo=VIETNAM)
    time_machine.move_to(midnight - timedelta(seconds=1), tick=False)
    before = client.get(f"/{product.code}")
    time_machine.move_to(midnight, tick=False)
    after = client.get(f"/{product.code}", headers={"If-None-Match": before.headers["ETag"]})

    assert "sắp hết hạn" in before.get_data(as_text=True)
    assert "đã hết hạn" in after.get_data(as_text=True)


def test_head_and_options_answer_like_get(client, product):
    full = client.get(f"/{product.code}")
    head = client.head(f"/{product.code}")
    options = client.options(f"/{product.code}")

    assert (head.status_code, head.data) == (200, b"")
    assert head.headers["ETag"] == full.headers["ETag"]
    assert set(options.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}


def test_programs_read_the_same_facts(client, fullest):
    page = client.get(f"/{fullest.code}").get_data(as_text=True)

    (data,) = extruct.extract(page, syntaxes=["json-ld"])["json-ld"]

    assert data["@type"] == "Product"
    assert data["gtin14"] == "08938505970011"
    assert data["manufacturer"]["@type"] == "Organization"
    states = [c["certificationStatus"].rpartition("/")[2] for c in data["hasCertification"]]
    assert sorted(states) == [
        "CertificationActive", "CertificationInactive", "CertificationInactive",
    ]  # fmt: skip
    for certification in data["hasCertification"]:
        assert certification["certificationRating"]["bestRating"] == 5
        assert {"validFrom", "certificationIdentification", "name"} <= set(certification)
        assert "validUntil" not in certification
        assert date.fromisoformat(certification["validFrom"])


def test_a_name_cannot_end_the_data_block(client, session):
    product, _ = make_certified(session, '</script><b onload="x">', on=date(2025, 1, 1))
    page = client.get(f"/{product.code}").get_data(as_text=True)

    block = re.search(r'ld\+json">(.*?)</script>', page, re.DOTALL)
    assert json.loads(block[1])["name"] == '</script><b onload="x">'
    assert "<b onload" not in page
