"""The catalogue as visitors see it."""

import re

import pytest

from core.composition import Services
from search.engine import SearchEngine, SearchUnavailable


def names(answer):
    return re.findall(r'class="product-card__link"[^>]*>([^<]+)<', answer.text)


def test_what_is_in_force_comes_first(client, catalogue):
    shown = names(client.get("/san-pham"))

    assert shown[0] == "Miến dong Tài Hoan"
    assert len(shown) == 5


def test_accents_are_optional(client, catalogue):
    assert names(client.get("/san-pham?q=mien+dong")) == ["Miến dong Tài Hoan"]


NO_WORDS = "không có chữ cái hay chữ số nào"


def test_signs_without_a_word_find_nothing_and_the_page_explains_it(client, catalogue):
    answer = client.get("/san-pham?q=🍯")

    assert (answer.status_code, names(answer)) == (200, [])
    assert f"“🍯” {NO_WORDS}" in answer.text
    assert "“🍯” has neither a letter nor a digit" in client.get("/san-pham?q=🍯&lang=en").text


@pytest.mark.parametrize("query", ["q=", "q=%20%20", "q=%E2%80%8B"])
def test_an_empty_or_blank_question_lists_everything(client, catalogue, query):
    answer = client.get(f"/san-pham?{query}")

    assert len(names(answer)) == 5
    assert NO_WORDS not in answer.text


@pytest.mark.parametrize("typed", ["Bắc Giang", "bac giang", "tỉnh Bắc Giang", "mật ong bắc giang"])
def test_the_name_of_a_former_province_is_told_with_todays(client, catalogue, typed):
    answer = client.get("/san-pham", query_string={"q": typed})

    assert "Bắc Giang nay thuộc tỉnh Bắc Ninh." in re.sub("<[^>]+>", "", answer.text)


@pytest.mark.parametrize("typed", ["", "Bắc Ninh", "mat ong bac giang ngon", "bác giảng"])
def test_no_other_words_are_read_as_a_former_province(client, catalogue, typed):
    assert "nay thuộc" not in client.get("/san-pham", query_string={"q": typed}).text


@pytest.mark.parametrize("number", ["2", "399", "9999"])
def test_a_page_beyond_the_last_leads_to_the_last(client, catalogue, number):
    answer = client.get(f"/san-pham?sap_xep=ten&con_hang=1&trang={number}")

    assert (answer.status_code, answer.location) == (303, "/san-pham?con_hang=1&sap_xep=ten")


def test_a_lowest_price_above_the_highest_is_told(client, catalogue):
    answer = client.get("/san-pham?gia_tu=500000&gia_den=100000")

    assert answer.status_code == 422
    assert answer.text.count("Giá thấp nhất lớn hơn giá cao nhất.") == 2
    assert 'value="500000"' in answer.text


def test_a_price_in_force_is_shown_as_prices_are(client, catalogue):
    assert "từ 500.000 ₫" in client.get("/san-pham?gia_tu=500000").text


def test_stars_are_counted_only_while_they_are_in_force(client, catalogue):
    assert names(client.get("/san-pham?sao=5")) == ["Miến dong Tài Hoan"]
    assert names(client.get("/san-pham?sao=4")) == []


def test_one_tap_shows_what_has_lapsed_or_is_unconfirmed(client, catalogue):
    assert names(client.get("/san-pham?chung_nhan=het-han")) == ["Chè Tân Cương"]
    assert names(client.get("/san-pham?chung_nhan=chua-xac-nhan")) == ["Mật ong rừng"]


@pytest.mark.parametrize(
    "query", ["tinh=bac-giang", "tinh=bac-ninh", "q=bac+giang", "q=B%E1%BA%AFc+Ninh"]
)
def test_a_province_is_found_by_its_old_and_its_new_name(client, catalogue, query):
    assert names(client.get(f"/san-pham?{query}")) == ["Mật ong rừng"]


def test_every_state_is_told_in_words(client, catalogue):
    text = client.get("/san-pham").text

    for words in (
        "OCOP 5 sao",
        "Từng đạt 4 sao",
        "3 sao, chưa xác nhận",
        "Tiềm năng 5 sao",
        "Chưa có chứng nhận",
    ):
        assert words in text


def test_names_are_shown_as_text_whatever_they_hold(client, catalogue):
    text = client.get("/san-pham").text

    assert "Nước mắm &lt;Khải Hoàn&gt;" in text
    assert "<Khải" not in text


def test_a_price_that_cannot_be_read_is_told_and_kept(client, catalogue):
    answer = client.get("/san-pham?gia_tu=r%E1%BA%BB")

    assert answer.status_code == 422
    assert "Khoảng giá chưa đúng" in answer.text
    assert 'value="rẻ" aria-invalid="true" aria-describedby="gia-sai"' in answer.text
    assert '<details class="facets__fold fold" open>' in answer.text
    assert "chips__chip" not in answer.text
    assert len(names(answer)) == 5


def tabs(answer):
    tab = r'class="tabs__tab" href="([^"]+)"([^>]*)>([^<]+?) <span[^>]*>([^<]+)<'
    tabs = re.findall(tab, answer.text)
    return [(href, "current" in rest, label, count) for href, rest, label, count in tabs]


def test_each_certificate_state_is_one_tap_away_and_keeps_the_rest(client, catalogue):
    assert tabs(client.get("/san-pham?sap_xep=ten&chung_nhan=het-han")) == [
        ("/san-pham?sap_xep=ten", False, "Tất cả", "5"),
        ("/san-pham?chung_nhan=con-hieu-luc&amp;sap_xep=ten", False, "Còn hiệu lực", "1"),
        ("/san-pham?chung_nhan=tiem-nang&amp;sap_xep=ten", False, "Tiềm năng 5 sao", "1"),
        ("/san-pham?chung_nhan=chua-xac-nhan&amp;sap_xep=ten", False, "Chưa xác nhận", "1"),
        ("/san-pham?chung_nhan=het-han&amp;sap_xep=ten", True, "Đã hết hạn", "1"),
        ("/san-pham?chung_nhan=chua-co&amp;sap_xep=ten", False, "Chưa có chứng nhận", "1"),
    ]


def test_a_price_range_keeps_what_is_offered_within_it(client, catalogue):
    assert names(client.get("/san-pham?gia_tu=90.000&gia_den=100000")) == ["Miến dong Tài Hoan"]
    assert names(client.get("/san-pham?gia_tu=100.000")) == []


def test_no_result_helps_on(client, catalogue):
    answer = client.get("/san-pham?q=zzzzqqq&sao=5")

    assert answer.status_code == 200
    assert "Chưa tìm thấy sản phẩm nào" in answer.text
    assert "Bỏ tất cả bộ lọc" in answer.text
    assert '<a class="chips__chip" href="/san-pham?nhom=do-uong">Đồ uống</a>' in answer.text


class Away:
    def search(self, _query):
        raise SearchUnavailable

    def suggest(self, _text, *, limit=8):
        raise SearchUnavailable


@pytest.fixture
def engine_away(app, monkeypatch):
    monkeypatch.setitem(Services.of(app).by_type, SearchEngine, Away())


def test_without_the_engine_names_are_matched_and_the_page_says_so(client, catalogue, engine_away):
    answer = client.get("/san-pham?q=mien+dong")

    assert answer.status_code == 200
    assert names(answer) == ["Miến dong Tài Hoan"]
    assert "Tìm kiếm đang tạm gián đoạn" in answer.text
    assert tabs(answer) == []


def test_without_the_engine_signs_without_a_word_find_nothing_either(
    client, catalogue, engine_away
):
    answer = client.get("/san-pham?q=🍯")

    assert names(answer) == []
    assert NO_WORDS in answer.text


def test_without_the_engine_the_filters_that_were_set_still_hold(client, catalogue, engine_away):
    assert names(client.get("/san-pham?sao=5")) == ["Miến dong Tài Hoan"]
    assert names(client.get("/san-pham?chung_nhan=het-han")) == ["Chè Tân Cương"]
    assert names(client.get("/san-pham?tinh=bac-ninh")) == ["Mật ong rừng"]
    assert names(client.get("/san-pham?gia_den=100000")) == ["Miến dong Tài Hoan"]


def test_without_the_engine_filters_can_be_chosen_and_none_shows_a_count(
    client, catalogue, engine_away
):
    text = client.get("/san-pham").text

    assert "listing__facets--uncounted" in text
    assert text.count('name="tinh"') == 34


def test_with_the_engine_every_filter_shows_its_count(client, catalogue):
    assert "listing__facets--uncounted" not in client.get("/san-pham?sao=5").text


def test_without_the_engine_the_front_page_stands(client, catalogue, engine_away):
    answer = client.get("/")

    assert answer.status_code == 200
    assert names(answer) == ["Miến dong Tài Hoan"]
    offers = re.findall(r'class="level" href="([^"]+)"', answer.text)
    assert len(offers) == 4
    assert "level__count" not in answer.text  # nobody has counted


def test_a_percent_sign_is_a_letter_and_no_wildcard(client, catalogue, engine_away):
    assert names(client.get("/san-pham?q=%25")) == []
