"""What a person sees after scanning, from the outside."""

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import update

from certification.certificates.rules.dates import VagueDate
from core.access.actors import Actor
from core.access.names import IMPORTER
from core.clock import VIETNAM, today
from core.codes import printed
from registry.models import IssuedCode
from registry.rules.issued_codes import CodeKind
from registry.services.issued_codes import issue
from tests.factories.catalogue import (
    make_certificate,
    make_certified,
    make_event,
    make_producer,
    make_product,
)
from tests.factories.traceability import make_area, tie
from traceability.codes.rules.code_states import CodeStep
from traceability.codes.services import change_status

NEVER_ISSUED = "7K3MX9QF2Z"
GTIN = "08938505970011"
NOON = datetime(2026, 11, 24, 12, tzinfo=VIETNAM)


@pytest.fixture
def product(session):
    product, _ = make_certified(session, on=today() - timedelta(days=100))
    return product


def page_of(client, code):
    response = client.get(f"/{code}")
    assert response.status_code == 200
    return response.get_data(as_text=True)


def set_status(session, code, status):
    session.execute(update(IssuedCode).where(IssuedCode.code == code).values(status=status))
    session.flush()


def test_the_verdict_comes_first_and_says_when_it_was_checked(client, product):
    page = page_of(client, product.code)

    main = page[page.index("<main") :]
    assert main.index('role="status"') < main.index("<h1")
    assert "Chứng nhận OCOP 4 sao còn hiệu lực" in main
    assert f'Kiểm tra ngày <time datetime="{today().isoformat()}">' in main


def test_the_address_may_be_typed_in_lower_case_or_in_groups_without_a_redirect(client, product):
    for typed in (product.code.lower(), printed(product.code), f"{product.code}/"):
        assert client.get(f"/{typed}").status_code == 200


def test_everything_the_decree_wants_read_from_a_label_is_there_without_script(client, session):
    producer = make_producer(session)
    product, certificate = make_certified(
        session, on=date(2025, 5, 1), producer=producer, printed_commune="xã Côn Minh"
    )
    area = make_area(session, standard="VietGAP", source_title="Báo Bắc Kạn", source_date="2024")
    tie(session, product, area)

    page = page_of(client, product.code)

    for text in (
        "Miến dong",
        "Tranh minh họa",
        "HTX Tài Hoan",
        "xã Côn Minh",
        "Vùng nguyên liệu của cơ sở",
        "Vùng dong riềng Côn Minh",
        "VietGAP",
        "Báo Bắc Kạn",
        "Quyết định 12/QĐ-UBND",
        "01/05/2025",
        f"/chung-nhan/{certificate.code}",
        f"/vung-nguyen-lieu/{area.code}",
        printed(product.code),
        "Thông tin đến mức sản phẩm",
        "Mã QR có thể bị sao chép; hãy so sánh tên, lô, hạn dùng trên bao bì với trang này.",
    ):
        assert text in page, text
    assert "<script>" not in page
    assert page.count("<script") == 1  # the data block


def test_an_area_of_the_district_is_never_called_the_producers_own(client, session, product):
    tie(session, product, make_area(session), link="district")

    page = page_of(client, product.code)

    assert "Vùng đặc sản" in page
    assert "Vùng nguyên liệu của cơ sở" not in page


def test_where_no_area_is_known_the_page_says_so(client, product):
    assert "Cơ sở chưa khai báo vùng nguyên liệu." in page_of(client, product.code)


def test_an_unknown_standard_is_not_called_none(client, session, product):
    tie(session, product, make_area(session))

    assert "nguồn không nêu" in page_of(client, product.code)


@pytest.mark.parametrize(
    ("status", "verdict", "kind"),
    [
        ("reserved", "Tem chưa kích hoạt – không nên mua", "warn"),
        ("printed", "Tem chưa kích hoạt – không nên mua", "warn"),
        ("void", "Tem đã bị hủy", "bad"),
        ("stolen", "Tem đã báo mất cắp", "bad"),
        ("recalled", "Sản phẩm đang bị thu hồi", "bad"),
        ("retired", "Tem đã ngừng sử dụng", "warn"),
    ],
)
def test_the_state_of_a_label_stands_above_a_valid_certificate(
    client, session, product, status, verdict, kind
):
    onward = f'href="/san-pham/{product.slug}">Xem trang sản phẩm'
    assert onward in page_of(client, product.code)

    set_status(session, product.code, status)
    page = page_of(client, product.code)

    assert verdict in page
    assert f"verdict--{kind}" in page
    assert onward not in page
    assert ">Mua<" not in page  # nor does any scan page promise a sale that it knows nothing of


def test_the_day_a_label_was_voided_is_told(client, session, product):
    change_status(session, product.code, CodeStep.VOID, actor=Actor("test"))
    session.flush()

    assert f"Từ {today():%d/%m/%Y}. Không nên mua" in page_of(client, product.code)


@pytest.mark.parametrize("path", ["/{}", "/api/v1/codes/{}", f"/01/{GTIN}"])
def test_an_erased_code_is_gone(client, session, path):
    product, _ = make_certified(session, on=date(2025, 1, 1), gtin=GTIN)
    change_status(session, product.code, CodeStep.ERASE, actor=Actor("test"))
    session.flush()

    response = client.get(path.format(product.code))

    assert response.status_code == 410
    assert "Miến dong" not in response.get_data(as_text=True)
    assert client.get(f"/qr/{product.code}.svg").status_code == 404


def test_old_news_is_called_old(client, session):
    """Until an authority records something itself, the page says how old its source is."""
    product = make_product(session)
    certificate = make_certificate(session, product)  # its source is of 2024
    on = today() - timedelta(days=100)
    make_event(session, certificate, "granted", on, stars=4, actor=IMPORTER)
    note = "Dữ liệu nguồn cập nhật lần cuối 2024"
    assert note in page_of(client, product.code)

    make_event(session, certificate, "rerated", today() - timedelta(days=1), stars=3)

    assert note not in page_of(client, product.code)


def test_what_the_authority_published_is_shown_in_its_words(client, session):
    product, certificate = make_certified(session, on=today() - timedelta(days=100))
    note = "Chờ kết quả kiểm nghiệm lại"
    on = today() - timedelta(days=2)
    make_event(session, certificate, "suspended", on, public_note=note)

    page = page_of(client, product.code)

    assert f'<span class="verdict__note" lang="vi">{note}</span>' in page
    make_event(session, certificate, "lifted", today())
    assert note not in page_of(client, product.code)


def test_the_paper_and_what_ended_it_keep_their_own_numbers(client, session):
    product, certificate = make_certified(session, on=today() - timedelta(days=100))
    assert "Có giá trị đến" in page_of(client, product.code)
    make_event(session, certificate, "revoked", today(), reason="b", decision="9/QĐ-UBND")

    page = page_of(client, product.code)

    assert "<h3>Quyết định 12/QĐ-UBND</h3>" in page
    assert "<dt>Quyết định thu hồi</dt><dd>9/QĐ-UBND</dd>" in page
    assert "Có giá trị đến" not in page
    assert '"certificationIdentification":"12/QĐ-UBND"' in page


def test_both_decisions_of_a_rerated_product_are_shown(client, session):
    product, certificate = make_certified(session, on=today() - timedelta(days=100))
    make_event(session, certificate, "rerated", today(), stars=3, decision="9/QĐ-UBND")

    page = page_of(client, product.code)

    assert "<h3>Quyết định 9/QĐ-UBND</h3>" in page
    assert "<dt>Thay quyết định</dt><dd>12/QĐ-UBND</dd>" in page


def test_a_vague_end_is_told_as_the_badge_tells_it(client, session):
    product, _ = make_certified(session, on=VagueDate.year(2020))

    page = page_of(client, product.code)

    assert "đã hết hạn</strong>Giấy hết hạn trong 2023." in page


def test_a_lower_level_about_to_lapse_says_both(client, session, time_machine):
    time_machine.move_to(NOON)
    rerated = ("rerated", date(2026, 1, 5), {"stars": 3, "last_day": date(2026, 12, 24)})

    page = page_of(client, history(session, GRANTED, rerated).code)

    assert "Hiện đạt 3 sao, sắp hết hạn</strong>Bao bì có thể in 4 sao. Đến hết ngày" in page


def history(session, *events):
    product = make_product(session)
    certificate = make_certificate(session, product)
    for kind, on, facts in events:
        make_event(session, certificate, kind, on, **facts)
    return product


GRANTED = ("granted", date(2025, 5, 1), {"stars": 4})


@pytest.mark.parametrize(
    ("events", "verdict", "kind", "may_see"),
    [
        ((), "Chưa có chứng nhận OCOP", "plain", True),
        ((GRANTED,), "Chứng nhận OCOP 4 sao còn hiệu lực", "good", True),
        (
            (GRANTED, ("rerated", date(2026, 1, 5), {"stars": 3})),
            "Hiện đạt 3 sao</strong>Bao bì có thể in 4 sao.",
            "good",
            True,
        ),
        (
            (("granted", date(2020, 5, 1), {"stars": 3}),),
            "Chứng nhận OCOP 3 sao đã hết hạn</strong>Từ 02/05/2023.",
            "warn",
            True,
        ),
        (
            (GRANTED, ("suspended", date(2026, 1, 5), {})),
            "Chứng nhận OCOP đang bị đình chỉ</strong>Từ 05/01/2026.",
            "warn",
            True,
        ),
        (
            (GRANTED, ("revoked", date(2026, 1, 5), {"reason": "c", "decision": "9/QĐ-UBND"})),
            "bị thu hồi</strong>Ngày 05/01/2026, Quyết định 9/QĐ-UBND, vi phạm về chất lượng",
            "bad",
            False,
        ),
        (
            (GRANTED, ("revoked", date(2026, 1, 5), {"reason": "đ"})),
            "cơ sở không còn sản xuất sản phẩm.",
            "bad",
            True,
        ),
        (
            (GRANTED, ("withdrawn", date(2026, 1, 5), {})),
            "Cơ sở đã trả lại chứng nhận OCOP",
            "warn",
            True,
        ),
        (
            (("proposed", date(2026, 1, 5), {"stars": 5}),),
            "Tiềm năng 5 sao, chưa được công nhận",
            "plain",
            True,
        ),
        (
            (("granted", VagueDate.year(2023), {"stars": 3}),),
            "Chưa xác nhận được chứng nhận OCOP 3 sao</strong>Nguồn chỉ ghi năm 2023",
            "warn",
            True,
        ),
    ],
)
def test_every_state_of_a_certificate_has_its_verdict(  # noqa: PLR0917 - one for each column
    client, session, time_machine, events, verdict, kind, may_see
):
    time_machine.move_to(NOON)
    product = history(session, *events)

    page = page_of(client, product.code)

    assert verdict in page
    assert f'class="verdict verdict--{kind}"' in page
    assert (">Xem trang sản phẩm<" in page) is may_see


def test_a_certificate_about_to_lapse_says_so(client, session, time_machine):
    time_machine.move_to(NOON)
    product = history(session, ("granted", date(2024, 1, 10), {"stars": 3}))

    assert "còn hiệu lực, sắp hết hạn</strong>Đến hết ngày 10/01/2027." in page_of(
        client, product.code
    )


def test_the_code_of_a_certificate_tells_of_that_certificate_first(client, session, time_machine):
    time_machine.move_to(NOON)
    product, old = make_certified(session, stars=3, on=date(2020, 5, 1))
    new = make_certificate(session, product, "2025")
    make_event(session, new, "granted", date(2025, 5, 1), stars=4, decision="7/QĐ-UBND")

    page = page_of(client, old.code)

    assert "Chứng nhận OCOP 3 sao đã hết hạn" in page
    assert page.index(f"/chung-nhan/{old.code}") < page.index(f"/chung-nhan/{new.code}")
    assert "còn hiệu lực" in page_of(client, product.code)


def test_the_code_of_an_area_opens_the_area(client, session):
    area = make_area(session, hectares=42, lat=22.1, lon=106.1)

    response = client.get(f"/{area.code}")
    page = response.get_data(as_text=True)

    assert "Mã của một vùng nguyên liệu" in page
    assert "42 ha" in page
    assert ' cx="' in page
    assert response.headers["Link"] == (
        f'<http://localhost/vung-nguyen-lieu/{area.code}>; rel="canonical"'
    )


def test_an_outline_that_is_known_is_drawn(client, session):
    outline = [[106.0, 22.0], [106.2, 22.0], [106.2, 22.1], [106.0, 22.0]]
    area = make_area(session, outline=outline)

    assert "Ranh giới vùng, vẽ giản lược" in page_of(client, area.code)


def test_a_code_that_was_never_given_out_is_no_code_of_ours(client):
    response = client.get(f"/{NEVER_ISSUED}")

    page = response.get_data(as_text=True)
    assert response.status_code == 404
    assert "Mã này không do hệ thống phát hành" in page
    assert f'href="/bao-cao/{NEVER_ISSUED}"' in page


@pytest.mark.parametrize("typed", ["7K3MX9QF2Y", "7K3MX-9QF2Y", "UUUUUUUUUU"])
def test_a_mistyped_code_comes_back_in_the_form(client, typed):
    response = client.get(f"/{typed}")

    page = response.get_data(as_text=True)
    assert response.status_code == 404
    assert "Mã chưa đúng" in page
    assert page.count("kiểm tra lại") == (typed != "UUUUUUUUUU")  # what is wrong is said once
    assert f'name="ma" value="{typed}"' in page


@pytest.mark.parametrize(
    "path", ["/san-pham", "/healthz", "/tra-cuu", "/robots.txt", "/12345678901"]
)
def test_no_other_address_is_taken_for_a_code(app, path):
    adapter = app.url_map.bind("localhost")
    assert not adapter.test(path) or adapter.match(path)[0] != "scan.code"


def test_a_ticket_leads_to_its_report(client, session):
    ticket = next(issue(session, CodeKind.REPORT, 1))

    response = client.get(f"/{ticket}")

    assert (response.status_code, response.location) == (303, f"/bao-cao/phieu/{ticket}")


def test_english_readers_get_an_english_page(client, product):
    response = client.get(f"/{product.code}?lang=en")

    assert response.headers["Content-Language"] == "en"
    assert '<html lang="en">' in response.get_data(as_text=True)
