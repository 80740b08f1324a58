"""Addresses that no page has: a code in them leads to its page."""

import pytest

from core.codes import check_character, printed
from tests.factories.catalogue import make_product
from tests.factories.traceability import make_area

CODE, OTHER, MISTYPED = "7K3MX9QF2Z", "0CP8Y4T6WD", "7K3MX9QF2Y"
GTIN = "08938505970011"


@pytest.mark.parametrize(
    "path",
    [
        f"/{CODE}.", f"/{CODE},", f"/{CODE})", f"/{CODE}>", f'/{CODE}"', f"/{CODE}…", f"/{CODE}%20",
        f"/%20{CODE}", f"/{CODE}%0A", f"/{CODE}%E2%80%8B", f"/%E2%80%8E{CODE}", f"/{CODE}%2520",
        f"/{CODE}%FF", f"/{CODE}//", f"/{CODE}/x", f"/{CODE}&utm_source=zalo", f"/({CODE})",
        f"/x/{CODE}.", "/7K3MX%209QF2Z", "/7K3MX%C2%A09QF2Z", "/7k3mx–9qf2z", f"/{CODE}{CODE}",
        "/７Ｋ３ＭＸ９ＱＦ２Ｚ", "/7К3МХ9QF2Z", "/7K3%C2%ADMX9QF2Z", f"/https://chosao.vn/{CODE}",
        f"/{CODE}%1D", "/7K3MX/9QF2Z", f"/{CODE}=", "/7K3MX=9QF2Z", "/7K3MX=%0D%0A9QF2Z",
    ],
)  # fmt: skip
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_whatever_was_added_the_code_leads_to_its_page(client, path, method):
    response = client.open(path, method=method)

    assert (response.status_code, response.location) == (303, f"/{CODE}")
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["Referrer-Policy"] == "no-referrer"


@pytest.mark.parametrize(
    ("path", "target"),
    [
        (f"/bao-cao/{CODE}.", f"/bao-cao/{CODE}"),
        (f"/bao-cao/phieu/{CODE}%20", f"/bao-cao/phieu/{CODE}"),
        (f"/{CODE}/7k3mx9qf2z", f"/{CODE}"),
        (f"/{CODE} {OTHER}", f"/tra-cuu?ma={CODE}+{OTHER}"),
        ("/8938505970011", "/tra-cuu?ma=8938505970011"),
        (f"/(01){GTIN}(10)L1", f"/tra-cuu?ma=(01){GTIN}(10)L1"),
    ],
)
def test_what_was_asked_of_the_code_stays_the_same(client, path, target):
    response = client.get(path)

    assert response.status_code == 303
    assert response.location.replace("%28", "(").replace("%29", ")") == target


def test_pages_of_certificates_and_areas_read_their_code_alike(client, session):
    area = make_area(session)

    response = client.get(f"/vung-nguyen-lieu/{area.code}.")

    assert (response.status_code, response.location) == (303, f"/vung-nguyen-lieu/{area.code}")
    assert client.get(f"/chung-nhan/({CODE}").location == f"/chung-nhan/{CODE}"


@pytest.mark.parametrize("page", ["chung-nhan", "vung-nguyen-lieu", "san-pham", "co-so", "tinh"])
@pytest.mark.parametrize("written", [CODE, printed(CODE).lower(), f"{CODE}."])
def test_a_code_under_the_address_of_something_else_leads_to_its_page(client, page, written):
    location = f"/{page}/{written}"
    for _ in range(3):
        response = client.get(location)
        if response.status_code == 404 or response.location == f"/{CODE}":
            break
        location = response.location

    assert (response.status_code, response.location) == (303, f"/{CODE}")
    assert response.headers["Referrer-Policy"] == "no-referrer"


@pytest.mark.parametrize(
    "path",
    [f"/san-pham/{MISTYPED}", "/san-pham/khong-co", "/san-pham/jfvbr-szbtv", f"/qr/{CODE}.svg"],
)
def test_other_things_that_do_not_exist_are_not_there(client, path):
    assert client.get(path).status_code == 404


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("/TRA-CUU", "/tra-cuu"),
        ("/San-Pham?q=A", "/san-pham?q=A"),
        ("/SAN-PHAM/MIEN-DONG", "/san-pham/mien-dong"),
        ("/san-pham/Mien-Dong?a=B", "/san-pham/mien-dong?a=B"),
        ("/tinh/Bac-Ninh-1", "/tinh/bac-ninh-1"),
        ("/tinh/Khong", "/tinh/khong"),
    ],
)
def test_capitals_change_nothing(client, path, target):
    response = client.get(path)

    assert (response.status_code, response.location) == (303, target)


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("/san-pham/mien-dong.", "/san-pham/mien-dong"),
        ("/san-pham/mien-dong)%20", "/san-pham/mien-dong"),
        ("/co-so/htx-tai-hoan%E2%80%8B", "/co-so/htx-tai-hoan"),
        ("/tinh/bac-ninh,/", "/tinh/bac-ninh"),
        ("/san-pham.?q=mi%E1%BA%BFn&sao=5", "/san-pham?q=mi%E1%BA%BFn&sao=5"),
        ("/tra-cuu%22", "/tra-cuu"),
        ("/tra-cuu//", "/tra-cuu"),
        ("/san-pham///?q=a", "/san-pham?q=a"),
        (f"/tem/{CODE}.pdf.", f"/tem/{CODE}.pdf"),
    ],
)
def test_what_a_chat_puts_behind_any_address_is_left_out(client, path, target):
    response = client.get(path)

    assert (response.status_code, response.location) == (303, target)


@pytest.mark.parametrize("path", ["//evil.example.", "/%5Cevil.example.", "/..%2f.", "/."])
def test_nobody_is_led_away(client, path):
    response = client.get("http://localhost" + path)

    assert not (response.location or "/").startswith(("//", "/\\", "http"))


@pytest.mark.parametrize(
    ("path", "says"),
    [
        (f"/{MISTYPED}.", "Đọc được 7K3MX-9QF2Y. Sai ký tự"),
        (f"/{MISTYPED}%20", "Đọc được 7K3MX-9QF2Y. Sai ký tự"),
        ("/7K3MX9QF2", "Đọc được 7K3MX9QF2: còn thiếu 1 ký tự."),
        ("/7K3MX9QF2ZZ", "Đọc được 7K3MX9QF2ZZ: thừa 1 ký tự."),
        ("/7K3MX9QF2Đ", "không có chữ U."),
        (f"/chung-nhan/{MISTYPED}", "Đọc được 7K3MX-9QF2Y. Sai ký tự"),
        (f"/vung-nguyen-lieu/{MISTYPED}", "Đọc được 7K3MX-9QF2Y. Sai ký tự"),
        (f"/bao-cao/{MISTYPED}", "Đọc được 7K3MX-9QF2Y. Sai ký tự"),
    ],
)
def test_what_only_looks_like_a_code_comes_back_in_the_form(client, path, says):
    response = client.get(path, follow_redirects=True)

    assert response.status_code == 404
    assert "Gõ lại mã trên bao bì" in response.text
    assert says in response.text
    assert 'name="ma" value="7K3MX' in response.text


@pytest.mark.parametrize(
    "path",
    [
        "/khong-co-gi",
        "/wp-login.php",
        "/a/b/c",
        "/api/v1/7K3MX9QF2Z",
        "/static/7K3MX9QF2Z.",
        "/%FF%FE",
    ],
)
def test_other_addresses_are_simply_not_there(client, path):
    response = client.get(path)

    assert response.status_code == 404
    assert "Gõ lại mã trên bao bì" not in response.text


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_only_looking_is_led_on(client, method):
    assert client.open(f"/{CODE}.", method=method).status_code == 404


def test_guesses_are_counted_on_this_way_too(client, session):
    product = make_product(session)
    for number in range(21):
        client.get(f"/{unknown(number)}.", follow_redirects=True)

    assert client.get(f"/{unknown(99)}.", follow_redirects=True).status_code == 429
    assert client.get(f"/{product.code}.", follow_redirects=True).status_code == 200


def unknown(number: int) -> str:
    body = f"ZZZ{number:06}"
    return body + check_character(body)
