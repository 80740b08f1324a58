"""One producer, one key; two producers, two keys."""

import csv
import unicodedata
from collections import defaultdict
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.rules.names import producer_key
from registry.rules.spelling import one_spelling, words_of

CATALOGUE = Path(__file__).parents[3] / "data" / "ocop_products.csv"

# Read one by one against the notices they come from: each pair is one producer.
ONE_PRODUCER = [
    ("CTCP Hoàng Giang", "Công ty CP Hoàng Giang"),
    ("Công ty CP Curcumin Bắc Hà", "Công ty Cổ phần Curcumin Bắc Hà"),
    ("Công ty CP Dược liệu Pù Mát", "Công ty cổ phần Dược liệu Pù Mát"),
    ("Công ty CP thủy sản Nghệ An", "Công ty cổ phần Thủy sản Nghệ An"),
    ("Công ty Cổ phần DORI", "Công ty cổ phần Dori"),
    ("Công ty Cổ phần Tập đoàn Gia Bảo", "Công ty cổ phần Tập đoàn Gia Bảo"),
    ("Công ty Cổ phần thương mại Khải Hoàn", "Công ty cổ phần Thương mại Khải Hoàn"),
    ("Công ty TNHH Hương Quế Trà Bồng", "Công ty trách nhiệm hữu hạn Hương Quế Trà Bồng"),
    ("Công ty TNHH MTV Nông sản Hoàng Xuân", "Công ty TNHH Một thành viên nông sản Hoàng Xuân"),
    (
        "Công ty TNHH Sản xuất và kinh doanh nước mắm Thanh Quốc",
        "Công ty TNHH sản xuất và kinh doanh nước mắm Thanh Quốc",
    ),
    (
        "Công ty TNHH Thương mại và Dịch vụ Phú Sinh",
        "Công ty trách nhiệm hữu hạn thương mại và dịch vụ Phú Sinh",
    ),
    (
        "Công ty TNHH Thực phẩm và TMDV Lê Gia",
        "Công ty TNHH Thực phẩm và Thương mại dịch vụ Lê Gia",
    ),
    ("HTX Chè Hảo Đạt", "HTX chè Hảo Đạt"),
    ("HTX Dịch vụ nông nghiệp Hằng Hiếu", "Hợp tác xã Dịch vụ Nông nghiệp Hằng Hiếu"),
    ("HTX Nông nghiệp Mộc Sơn", "Hợp tác xã Nông nghiệp Mộc Sơn"),
    ("HTX Thuận Phát", "Hợp tác xã Thuận Phát"),  # one name in Cần Thơ and Kiên Giang: two
    ("HTX nông sản Phú Lương", "Hợp tác xã Nông sản Phú Lương"),
]


def test_the_catalogue_has_exactly_the_merges_that_were_looked_at():
    spellings = defaultdict(set)
    with CATALOGUE.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["producer_name"]:
                spellings[producer_key(row["producer_name"])].add(row["producer_name"])

    merged = sorted(tuple(sorted(names)) for names in spellings.values() if len(names) > 1)

    assert merged == sorted(ONE_PRODUCER)
    assert len(spellings) == 616


@pytest.mark.parametrize(
    "spelling",
    [
        "CTCP Chè Hoà Bình",
        "Cty CP chè Hòa Bình",
        "Công ty  Cổ Phần Chè - Hòa Bình",
        "CÔNG TY CỔ PHẦN CHÈ HÒA BÌNH",
        unicodedata.normalize("NFD", "Công ty cổ phần chè Hòa Bình"),
        "“Công ty cổ phần” chè Hòa Bình.",
    ],
)
def test_spellings_of_a_joint_stock_company_are_one(spelling):
    assert producer_key(spelling) == producer_key("Công ty cổ phần chè Hòa Bình")


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("Cty TNHH MTV Mỹ Lệ", "Công ty trách nhiệm hữu hạn một thành viên Mĩ Lệ"),
        ("DNTN Quý Thu", "Doanh nghiệp tư nhân Qúy Thu"),
        ("THT Thuỷ Hoà", "Tổ hợp tác Thủy Hòa"),
        ("HKD An Khang", "Hộ kinh doanh An Khang"),
        ("HTXNN Tam Ngãi", "Hợp tác xã Nông nghiệp Tam Ngãi"),
        ("Công ty TNHH SX&TM Đại Cường", "Công ty TNHH Sản xuất và Thương mại Đại Cường"),
        ("HTX Macca Ea H’leo", "HTX Macca Ea H'leo"),
    ],
)
def test_abbreviations_are_written_out(short, full):
    assert producer_key(short) == producer_key(full)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("HTX Tân Thành", "HTX Tân Thanh"),
        ("Công ty TNHH Tân Nhiên", "Công ty TNHH Tân Nhiên chi nhánh 1"),
        ("Công ty TNHH Kita", "Công ty TNHH MTV Kita"),
        ("Công ty Cổ phần Dược Lâm Đồng", "Công ty cổ phần Dược phẩm Lâm Đồng"),
        ("HTX Hoa", "HTX Hóa"),
        ("Hộ kinh doanh An Khang", "Hộ kinh doanh thực phẩm An Khang"),
    ],
)
def test_names_that_differ_in_a_word_or_a_tone_stay_two(one, other):
    assert producer_key(one) != producer_key(other)


@given(st.text(max_size=60))
def test_a_key_is_its_own_key(text):
    assert producer_key(producer_key(text)) == producer_key(text)


@given(st.text(alphabet="aàáạảãâầấặăeéêếioòôồơờuưứyỳđhklmnstvq -", max_size=30))
def test_composed_and_decomposed_writing_are_one(text):
    assert words_of(unicodedata.normalize("NFD", text)) == words_of(text)


@given(st.sampled_from(["hòa", "hoà", "thủy", "thuỷ", "quý", "qúy", "khoẻ", "khỏe", "mỹ", "mĩ"]))
def test_one_spelling_is_stable(word):
    assert one_spelling(one_spelling(word)) == one_spelling(word)
