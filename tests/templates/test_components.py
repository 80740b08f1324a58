"""Every component says the right thing for each state, and carries it in the right structure."""

import re
from datetime import date
from types import SimpleNamespace

import pytest
from flask import Flask

from certification.certificates.rules.dates import VagueDate
from certification.certificates.rules.state import Standing, State
from certification.certificates.wording import badge_wording
from core.composition import Services
from core.web import assets, i18n
from core.web.templating import environment
from storefront.pages.views.facets import FacetGroup, Option
from storefront.pages.views.home import ProvinceOnMap

PLACES = {
    "/": "home.show",
    "/san-pham": "listing.show",
    "/tra-cuu": "lookup.form",
    "/api/docs": "api_docs.show",
}
ROOT = "/".join(__file__.split("/")[:-3])


@pytest.fixture(scope="module")
def render(tmp_path_factory):
    app = Flask("components", root_path=ROOT)
    environment.register(app)
    for path, endpoint in PLACES.items():
        app.add_url_rule(path, endpoint)
    app.jinja_env.globals["badge_wording"] = badge_wording
    Services(public_url="https://chosao.example").register(app)
    i18n.register(app, f"{ROOT}/translations")
    assets.register(app, tmp_path_factory.mktemp("assets"))

    def render(macro: str, call: str, **data: object) -> str:
        source = '{% from "components/' + macro + '" import ' + call.split("(", 1)[0] + " %}"
        with app.test_request_context("/?lang=vi"):
            return app.jinja_env.from_string(source + "{{ " + call + " }}").render(**data)

    render.app = app
    return render


def words(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)).strip()


LAST_DAY = VagueDate.exact(date(2027, 3, 15))


@pytest.mark.parametrize(
    ("standing", "expected"),
    [
        (Standing(State.VALID, 4, until=LAST_DAY), "OCOP 4 sao đến 15/03/2027"),
        (
            Standing(State.VALID, 5, until=VagueDate.month(2027, 12)),
            "OCOP 5 sao ít nhất đến hết ngày 01/12/2027",
        ),
        (Standing(State.EXPIRING, 3, until=LAST_DAY), "OCOP 3 sao sắp hết hạn: 15/03/2027"),
        (
            Standing(State.POTENTIAL, 5),
            "Tiềm năng 5 sao tỉnh đề xuất, không rõ năm; chưa rõ kết quả",
        ),
        (
            Standing(State.POTENTIAL, 5, since=VagueDate.year(2021)),
            "Tiềm năng 5 sao năm 2021 tỉnh đề xuất; chưa rõ kết quả",
        ),
        (
            Standing(State.UNCONFIRMED, 3, reason="assessed_only", issued=VagueDate.year(2024)),
            "Đánh giá 3 sao, chưa rõ công nhận nguồn chỉ ghi kết quả đánh giá năm 2024",
        ),
        (
            Standing(State.UNCONFIRMED, 4, issued=VagueDate.year(2023)),
            "4 sao, chưa xác nhận nguồn ghi năm 2023",
        ),
        (
            Standing(
                State.UNCONFIRMED,
                3,
                issued=VagueDate.between(date(2019, 1, 1), date(2026, 1, 1)),
            ),
            "3 sao, chưa xác nhận không rõ năm",
        ),
        (Standing(State.UNCONFIRMED, 3), "3 sao, chưa xác nhận không rõ năm"),
        (Standing(State.EXPIRED, 3, until=VagueDate.year(2024)), "Từng đạt 3 sao hết hạn 2024"),
        (Standing(State.SUSPENDED, 4, since=LAST_DAY), "4 sao, đang đình chỉ từ 15/03/2027"),
        (Standing(State.REVOKED, 4, since=LAST_DAY), "Đã thu hồi từ 15/03/2027"),
        (Standing(State.REVOKED, 0), "Đã thu hồi"),
        (Standing(State.WITHDRAWN, 3, since=LAST_DAY), "Đã rút chứng nhận từ 15/03/2027"),
        (
            Standing(State.PENDING, 4, issued=LAST_DAY),
            "Chứng nhận chưa có hiệu lực có hiệu lực từ 15/03/2027",
        ),
        (Standing(State.NONE), "Chưa có chứng nhận OCOP thông tin do cơ sở tự khai"),
    ],
)
def test_a_badge_says_its_state_in_words(render, standing, expected):
    assert words(render("stars.html", "stars(s)", s=standing)) == expected


@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("n", range(6))
def test_five_stars_are_always_drawn(render, state, n):
    html = render("stars.html", "stars(s)", s=Standing(state, n))

    assert sum(d.count("M") for d in re.findall(r'class="stars__o\w+" d="([^"]+)"', html)) == 5


@pytest.mark.parametrize("state", list(State))
def test_only_a_certificate_in_force_looks_like_one(render, state):
    html = render("stars.html", "stars(s)", s=Standing(state, 4))

    assert ("stars--valid" in html) == (state in {State.VALID, State.EXPIRING})


def test_a_large_badge_warns_of_an_earlier_level_on_the_packaging(render):
    rerated = Standing(State.VALID, 3, until=LAST_DAY, printed_stars=4)

    assert "Bao bì có thể còn in 4 sao" in render("stars.html", "stars(s, 'large')", s=rerated)
    assert "Bao bì" not in render("stars.html", "stars(s)", s=rerated)


def product(**changes: object) -> SimpleNamespace:
    facts: dict[str, object] = {
        "name": "Miến dong <Tài Hoan>",
        "code": "7K4M2XQ8PD",
        "print": "noodles",
        "standing": Standing(State.VALID, 5, until=LAST_DAY),
        "producer": "HTX Tài Hoan",
        "place": "Thái Nguyên",
        "price_dong": 95_000,
        "unit": None,
        "is_illustrative": True,
    }
    return SimpleNamespace(**(facts | changes))


def test_a_card_is_one_link_with_the_name_as_its_text(render):
    html = render("product_card.html", "product_card(i, '/san-pham/x')", i=product())

    assert re.findall(r'href="(/[^"]*)"', re.sub(r"<use[^>]*>", "", html)) == ["/san-pham/x"]
    assert "Miến dong &lt;Tài Hoan&gt;</a></h3>" in html
    assert "prints.svg" in html
    assert "#noodles" in html


def test_a_card_without_a_price_asks_for_one(render):
    html = render("product_card.html", "product_card(i, '/x')", i=product(price_dong=None))

    assert words(html).endswith("Hỏi giá")


def test_a_card_says_nothing_where_the_source_names_nobody(render):
    html = render("product_card.html", "product_card(i, '/x')", i=product(producer=None))

    assert "None" not in html
    assert "Thái Nguyên" in html


def test_a_card_on_a_page_that_knows_no_prices_says_something_else_in_their_place(render):
    html = render("product_card.html", "product_card(i, '/x', note='Vùng đặc sản')", i=product())

    assert words(html).endswith("Thái Nguyên Vùng đặc sản")


@pytest.mark.parametrize("code", ["7K4M2XQ8PD", "0000000000", "", "é", "ZZZZZZZZZZ"])
def test_a_print_looks_the_same_every_time_for_a_code(render, code):
    first = render("print.html", "print('tea', c)", c=code)

    assert first == render("print.html", "print('tea', c)", c=code)
    assert re.search(r"print--(hoe|che|son|cham)\b", first)
    assert re.search(r"#ground-[123]\"", first)


def test_a_price_is_written_as_people_write_it_and_marked_illustrative(render):
    html = render("price.html", "price(1250000, 'gói 500 g')")

    assert '<data value="1250000">1.250.000&nbsp;₫</data>' in html
    assert words(html) == "1.250.000&nbsp;₫ / gói 500 g · giá minh họa"
    assert words(render("price.html", "price(0, note=False)")) == "0&nbsp;₫"


def pages(render, page: int, last: int) -> str:
    html = render("pager.html", "pager(p, n, href)", p=page, n=last, href=lambda n: f"?trang={n}")
    return re.sub(r"Trang (?=\d)", "", words(html))


def test_a_pager_shows_the_ends_and_the_neighbours(render):
    assert pages(render, 5, 12) == "Trước 1 … 4 5 6 … 12 Tiếp"
    assert pages(render, 1, 2) == "1 2 Tiếp"
    assert pages(render, 3, 3) == "Trước 1 2 3"
    assert pages(render, 1, 1) == ""


def test_a_pager_names_the_page_one_is_on(render):
    html = render("pager.html", "pager(2, 3, href)", href=lambda n: f"?trang={n}")

    assert re.findall(r'href="\?trang=(\d)" aria-current="page"', html) == ["2"]


def test_a_long_facet_hides_its_tail_but_never_a_chosen_one(render):
    options = tuple(Option(str(n), f"Tỉnh {n}", n, checked=n == 9) for n in range(10))
    group = FacetGroup("tinh", "Tỉnh", options, shown=3)

    html = render("facets.html", "facets([g], '/san-pham', keep=[('q', 'mật \"ong')])", g=group)

    before, after = html.split("facets__more")
    assert re.findall(r'value="(\d)"', before) == ["0", "1", "2", "9"]
    assert re.findall(r'value="(\d)"', after) == ["3", "4", "5", "6", "7", "8"]
    assert 'value="9" checked' in before
    assert 'name="q" value="mật &#34;ong"' in html
    assert 'type="submit"' in html


def test_a_step_of_unknown_day_is_dated_as_exactly_as_it_is_known(render):
    steps = [
        SimpleNamespace(on=VagueDate.year(2024), title="Được công nhận", note="", kind="unsure"),
        SimpleNamespace(on=date(2026, 11, 22), title="Còn hiệu lực", note="QĐ 1", kind="now"),
        SimpleNamespace(
            on=VagueDate.between(date(2025, 5, 1), date(2027, 5, 1)),
            title="Hết",
            note="",
            kind="bad",
        ),
    ]

    html = render("timeline.html", "timeline(steps)", steps=steps)

    assert words(html) == "2024 Được công nhận 22/11/2026 Còn hiệu lực QĐ 1 2025–2027 Hết"


def test_the_map_offers_every_province_as_a_link_with_its_name(render):
    provinces = (ProvinceOnMap("an-giang", "An Giang", 97, "/tinh/an-giang"),)

    html = render("province_map.html", "province_map(p)", p=provinces)

    assert re.search(r'href="/tinh/an-giang"\s+aria-label="An Giang: 97 sản phẩm"', html)
    assert "Hoàng Sa" in html
    assert "Trường Sa" in html


@pytest.mark.parametrize("status", [404, 410, 422, 429, 500, 503, 507])
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_an_error_page_stands_alone_and_shows_the_request_id(render, status, lang):
    with render.app.test_request_context(f"/?lang={lang}"):
        template = render.app.jinja_env.get_template(f"errors/{status}.html")
        html = template.render(request_id="3f9a1c2b7d10")

    assert f'<html lang="{lang}">' in html
    assert html.count("<h1>") == 1
    assert "3f9a1c2b7d10" in html
    assert 'class="button' in html
