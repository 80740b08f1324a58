"""Vietnamese text that arrives broken is recognised, and named with what broke it."""

import csv
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config import ROOT
from core.sheets.cells import clean
from core.sheets.letters.damage import Damage, damage_of
from core.sheets.letters.syllables import is_syllable
from core.sheets.problems import CellRefused

HONEY = "Mật ong rừng nguyên chất"


@pytest.mark.parametrize("text", ["Bnh trng", "Ba kha mui Dng Thm", "HTX Nng sn rng xanh"])
def test_words_without_any_vowel_have_lost_it(text):
    assert damage_of(text) == Damage("vowels_lost")


@pytest.mark.parametrize(
    "text", ["HTX TNHH MTV SX-TM PT", "Mr. Thanh, Cty Trc.Lâm 500 ml kg gr", "OCOP VN Đbsh Tnhh"]
)
def test_short_forms_have_lost_nothing(text):
    assert damage_of(text) is None


@pytest.mark.parametrize(
    ("text", "encoding", "likely"),
    [
        ("MËt ong rõng nguyªn chÊt", "TCVN3 (ABC)", HONEY),
        ("x· Ia Ko", "TCVN3 (ABC)", "xã Ia Ko"),
        ("§Æc s¶n", "TCVN3 (ABC)", "Đặc sản"),
        ("D\u00ada hÊu", "TCVN3 (ABC)", "Dưa hấu"),
        ("Gµ", "TCVN3 (ABC)", "Gà"),
        ("Maät ong röøng nguyeân chaát", "VNI", HONEY),
        ("Ñoâng truøng haï thaûo", "VNI", "Đông trùng hạ thảo"),
        ("Chaû caù", "VNI", "Chả cá"),
        ("Trµ hoa vµng §¾k L¾k", "TCVN3 (ABC)", "Trà hoa vàng Đắk Lắk"),
        ("M¾c ca §¾k L¾k", "TCVN3 (ABC)", "Mắc ca Đắk Lắk"),
        ("Rượu §¾k", "TCVN3 (ABC)", "Rượu Đắk"),
        ("Cµ phª §¨k N«ng", "TCVN3 (ABC)", "Cà phê Đăk Nông"),
        ("Kr«ng Bók", "TCVN3 (ABC)", "Krông Búk"),
        ("Ch\u00ad P\u00adh", "TCVN3 (ABC)", "Chư Pưh"),
        ("Caø pheâ Ñaék Laék", "VNI", "Cà phê Đắk Lắk"),
        ("Ngoïk Linh", "VNI", "Ngọk Linh"),
        ("M§t ong r×ng nguyên ch¤t", "VISCII", HONEY),
        ("Mâòt ong rýÌng nguyên châìt", "Windows-1258", HONEY),
        ("siêu moÒng", "Windows-1258", "siêu mỏng"),
        ("ĐÕi Thành Phát", "VISCII", "Đại Thành Phát"),
        ("Ma^.t ong ru+`ng nguye^n cha^'t", "VIQR", HONEY),
        ("Bo.^t ca cao – dda(.c sa?n", "VIQR", "Bột ca cao – đặc sản"),
        ("toÃ n", "UTF-8", "toàn"),
        ("CÃ\u00a0 chua", "UTF-8", "Cà chua"),
        ("HTX TÃ\u00a0i Hoan", "UTF-8", "HTX Tài Hoan"),
    ],
)
def test_a_misread_encoding_is_named_with_the_likely_text(text, encoding, likely):
    assert damage_of(text) == Damage("misread_letters", encoding, likely)


@pytest.mark.parametrize("codec", ["cp1252", "cp1258", "mac_roman", "latin-1", "cp437", "cp850"])
@pytest.mark.parametrize("text", ["Chè Tân Cương", "Đường", "Mật ong rừng", "Mít"])
def test_utf_8_read_as_something_else_is_named(codec, text):
    broken = misread(text, codec)

    assert damage_of(broken) == Damage("misread_letters", "UTF-8", text)
    assert damage_of(misread(broken, "cp1252"))[:2] == ("misread_letters", "UTF-8")


def misread(text, codec):
    return "".join(
        bytes([byte]).decode(codec, "ignore") or chr(byte) for byte in text.encode("utf-8")
    )


@pytest.mark.parametrize("text", ["Mít", "CTCP Hoàng Giang", "Nước mắm (20°N, 30°N, 40°N)"])
@pytest.mark.parametrize("times", [1, 2, 3])
def test_a_cell_misread_as_utf_8_several_times_is_refused(text, times):
    for _ in range(times):
        text = misread(text, "cp1252")

    with pytest.raises(CellRefused) as no:
        clean(text)

    assert (no.value.rule, no.value.facts["encoding"]) == ("misread_letters", "UTF-8")


@pytest.mark.parametrize("codec", ["gbk", "cp874", "cp1250"])
def test_utf_8_read_in_another_country_is_named(codec):
    broken = "Bánh khô".encode().decode(codec)

    assert damage_of(broken) == Damage("misread_letters", "UTF-8", "Bánh khô")


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("M?t ong r?ng", "question_marks"),
        ("?ông trùng", "question_marks"),
        ("H? tiêu", "question_marks"),
        ("Chè ??", "question_marks"),
        ("B\ufffdnh", "damaged_letters"),
        ("B\uf0e1nh", "damaged_letters"),
        ("B&#7853;c", "escaped_letters"),
        ("Chè_x000D_", "escaped_letters"),
        ("M\\u1eadt ong", "escaped_letters"),
        ("M%E1%BA%ADt", "escaped_letters"),
        ("Ma\u0323\u0301t", "stray_mark"),
        ("Chе xanh", "mixed_scripts"),
        ("B谩nh韓", "mixed_scripts"),
        ("Bánh canh rau c?", "question_marks"),
        ("Nem chua qu?", "question_marks"),
        ("Bi? Lai Vung", "question_marks"),
        ("Bánh Kh¿o M¿c S¿n", "question_marks"),
        ("M_t ong", "question_marks"),
        ("Rau c_", "question_marks"),
        ("M■t ong", "damaged_letters"),
        ("muß╗", "damaged_letters"),
        ("M=E1=BA=ADt", "escaped_letters"),
        ("M+HrU-t ong", "escaped_letters"),
    ],
)
def test_other_damage_is_named(text, rule):
    with pytest.raises(CellRefused) as no:
        clean(text)

    assert no.value.rule == rule


@pytest.mark.parametrize(
    "text",
    [
        "Café Crème brûlée", "Häagen-Dazs", "Müller", "Piña", "São Paulo", "Krông Pắc", "Ê-đê",
        "OCOP là gì? Tìm hiểu", "Vì sao chọn chè?", "https://ocop.vn/?q=che", "5 µm", "20 m² đất",
        "Đắk Lắk", "Ngọk Bay", "Kon Plông", "Chư Pưh", "Côr", "Kombucha Đắk", "Block Crêpe",
        "30°C", "Trà «Mật ong»", "CHÈ “CÀ PHÊ”", "Chè Brand®", "AT&T", "50% ngọt", "M'Nông",
        "Omega+ D3", "Chè 'Tân Cương'", "P.A.C", "Tp.HCM", "X. Ia Ko, H.Ba Vì", "ten_cot", "Lô A_1",
        "Cà phê 1+2-3", "XÃ Ia Ko", "■ Chè", "Rʼlấp", "500ℓ", "Chè⑤", "烏龍茶 trà", "ĐẠi Từ",
        "Co.op Mart", "Trà 5~6 lá",
    ],
)  # fmt: skip
def test_what_only_looks_odd_is_left_alone(text):
    assert clean(text) == text


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Nhãn Ðức, ðặc sản, Ɖường", "Nhãn Đức, đặc sản, Đường"),
        ("Ma\u0323\u0302t Ma\u0302\u0323t a\u0301\u0302m", "Mật Mật ấm"),
        ("Chè\u00ad Tân\u200b Cương\ufeff", "Chè Tân Cương"),
        ("Ｃｈè ４", "Chè 4"),
        ("𝗖𝗵𝗲̀", "Chè"),
        ("\u2800\u3164", ""),
        ("Mật\u00a0ong  XÃ\u00a0Đông\u00a0", "Mật ong XÃ Đông"),
        ("Chè\U000e0041", "Chè"),
    ],
)
def test_what_looks_the_same_is_read_as_the_same(text, read):
    assert clean(text) == read


@given(
    st.lists(
        st.sampled_from([*HONEY.split(), "Đặc", "sản", "Bắc", "Giang", "rượu", "quý"]), min_size=1
    )
)
def test_no_order_of_marks_or_form_changes_a_text(words):
    text = " ".join(words)

    for form in ("NFC", "NFD", "NFKC", "NFKD"):
        assert clean(unicodedata.normalize(form, text)) == text


@pytest.mark.parametrize("folder", ["", "places"])
def test_no_real_name_is_called_damaged(folder):
    for path in sorted((ROOT / "data" / folder).glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            cells = {cell for row in csv.reader(file) for cell in row}
        assert [cell for cell in cells if damage_of(unicodedata.normalize("NFC", cell))] == []


@pytest.mark.parametrize(
    "word",
    ["gì", "giếng", "quốc", "khuỷu", "nghiêng", "Uyển", "ưởng", "hoà", "thuý", "quý", "Ỷ",
     "Đắk", "Đăk", "Lắk", "Ngọk", "Krông", "Drăng", "Tôr"],
)  # fmt: skip
def test_syllables_are_known(word):
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["chÊt", "caù", "mạat", "bàt", "Đàk", "xyz", "áb", ""])
def test_what_is_no_syllable_is_known(word):
    assert not is_syllable(word)
