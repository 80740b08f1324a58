"""What people type, paste and scan: codes, barcode numbers and GS1 data with all that is around."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.rules.gtins import check_digit
from traceability.resolver.rules.typed import Reading, ReadingFault, read_text

CODE, OTHER = "7K3MX9QF2Z", "0CP8Y4T6WD"
GTIN, LINK = "08938505970011", "/01/08938505970011"
SSCC = "089385050000000015"
GS = "\x1d"


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("8938505970011", [LINK]),
        (GTIN, [LINK]),
        ("893 8505 97001 1", [LINK]),
        ("8-938505-970011", [LINK]),
        ("8 938505 970011", [LINK]),
        ("893.8505.970011", [LINK]),
        ("8_938505_970011", [LINK]),
        ("Mã vạch 893·8505·970011, giá 25.000đ, hạn 12.10.2026.", [LINK]),
        ("\u200e8938505970011", [LINK]),
        ("８９３８５０５９７００１１", [LINK]),
        ("8938505970011.", [LINK]),
        ("8938505970011 12", [LINK]),
        ("893850597001112", [LINK]),
        ("Mã vạch: 8938505970011, giá 25000đ", [LINK]),
        ("96385074", ["/01/00000096385074"]),
        ("036000291452", ["/01/00036000291452"]),
        ("(01)08938505970011", [LINK]),
        ("(01)8938505970011", [LINK]),
        ("[01]08938505970011[10]L1", [f"{LINK}/10/L1"]),
        ("(01) 0893 8505 9700 11 (10) L1 (21)S1", [f"{LINK}/10/L1/21/S1"]),
        ("(17)261231(21)S1(10)L1(01)08938505970011", [f"{LINK}/10/L1/21/S1?17=261231"]),
        ("(01)08938505970011\n(10)L1\nHạn dùng 2026", [f"{LINK}/10/L1"]),
        (f"01{GTIN}", [LINK]),
        (f"01{GTIN}10L1{GS}21S1", [f"{LINK}/10/L1/21/S1"]),
        (f"01{GTIN}17261231 10L1␝21S1", [f"{LINK}/10/L1/21/S1?17=261231"]),
        (f"]C101{GTIN}10L1{GS}21S1", [f"{LINK}/10/L1/21/S1"]),
        (f"]d201{GTIN}", [LINK]),
        (f"]Q301{GTIN}10A%B", [f"{LINK}/10/A%25B"]),
        (f"]e001{GTIN}", [LINK]),
        ("]E08938505970011", [LINK]),
        ("]I118938505970018", ["/01/18938505970018"]),
        (f"[)>\x1e06{GS}01{GTIN}", [LINK]),
        (SSCC, [f"/00/{SSCC}"]),
        (f"00{SSCC}", [f"/00/{SSCC}"]),
        (f"(00){SSCC}(02){GTIN}(37)24", [f"/00/{SSCC}?02={GTIN}&37=24"]),
        (f"https://id.gs1.org/01/{GTIN}/10/ABC?17=261005", [f"{LINK}/10/ABC?17=261005"]),
        (f"HTTPS://ID.GS1.ORG/01/{GTIN}/10/A%2FB", [f"{LINK}/10/A%2FB"]),
        (f"Xem id.example.vn/shop/01/{GTIN}/10/ABC?17=261005.", [f"{LINK}/10/ABC?17=261005"]),
        (f"https://x.vn/01/{GTIN}/10/A%2FB?17=261005.", [f"{LINK}/10/A%2FB?17=261005"]),
        (f"https://x.vn/01/{GTIN}/10/A%2FB?17=261005%20", [f"{LINK}/10/A%2FB?17=261005"]),
        (f"<https://x.vn/01/{GTIN}>", [LINK]),
        (f"https%3A%2F%2Fx.vn%2F01%2F{GTIN}%2F10%2FL1", [f"{LINK}/10/L1"]),
        (f"https://l.vn/?u=https%3A%2F%2Fx.vn%2F01%2F{GTIN}%2F10%2FL1&h=AT0", [f"{LINK}/10/L1"]),
    ],
)  # fmt: skip
def test_what_is_on_the_pack_is_read(text, links):
    reading = read_text(text)

    assert [link.uri("") for link in reading.links] == links
    assert (reading.codes, reading.fault) == ((), None)


@pytest.mark.parametrize(
    ("text", "codes", "links"),
    [
        (f"{CODE}.", (CODE,), []),
        (f"(01){GTIN}(10){CODE}", (), [f"{LINK}/10/{CODE}"]),
        (f"Mã {CODE}, mã vạch 8938505970011", (CODE,), [LINK]),
        (f"https://x.vn/01/{GTIN} và https://chosao.vn/{CODE}", (CODE,), [LINK]),
        (f"(01){GTIN}(10)L1 {CODE}", (CODE,), [f"{LINK}/10/L1"]),
        (f"{CODE} {OTHER}", (CODE, OTHER), []),
        ("https://baochi.vn/2026/01/11/7K3MX9QF2Z", (CODE,), []),
    ],
)
def test_all_that_stands_in_a_text_is_told(text, codes, links):
    reading = read_text(text)

    assert (reading.codes, [link.uri("") for link in reading.links]) == (codes, links)


@pytest.mark.parametrize("prefix", ["]Q1", "]Q3", "]d2", "]C0", "]e0", " ]Q1"])
@pytest.mark.parametrize("written", [CODE, "7k3mx-9qf2z", f"https://chosao.vn/{CODE}"])
def test_what_a_scanner_says_about_the_symbol_is_no_part_of_the_code(prefix, written):
    assert read_text(prefix + written) == Reading((CODE,))


def test_a_bracket_before_a_code_takes_nothing_of_it():
    assert read_text("]JF2BRSZBTS").codes == ("JF2BRSZBTS",)


@pytest.mark.parametrize(
    "text",
    ["mã 7k3m x9q f2z và 0cp8y-4t6wd", "0cp8y-4t6wd hay 7k3 mx9q f2z", "7k3mx 9qf2z 0cp8y 4t6wd"],
)
def test_of_two_codes_the_one_in_pieces_is_told_as_well(text):
    reading = read_text(text)

    assert {*reading.codes, *reading.doubtful_codes} == {CODE, OTHER}
    assert reading.only_code is None


@pytest.mark.parametrize(
    "text",
    ["số 20261023 về", f"https://x.vn/01/{GTIN[1:]}", "https://x.vn/?t=8938505970011"],
)
def test_a_number_that_may_be_something_else_is_doubtful(text):
    reading = read_text(text)

    assert not reading.codes
    assert not reading.links
    assert len(reading.doubtful_gtins) == 1
    assert reading.fault


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", ReadingFault("nothing")),
        ("\u200b", ReadingFault("nothing")),
        ("xin chào các bạn", ReadingFault("nothing")),
        ("7K3MX9", ReadingFault("short", "7K3MX9", 4)),
        ("Mã 7k3mx-9qf2y nhé", ReadingFault("check_character", "7K3MX-9QF2Y")),
        ("8938505970012", ReadingFault("barcode", "8938505970012")),
        ("8.93851E+12", ReadingFault("rounded", "8.93851E+12")),
        ("8,938505e+12 ", ReadingFault("rounded", "8,938505e+12")),
        ("893.8505.970012", ReadingFault("barcode", "8938505970012")),
        ("]Q17K3MX9QF2Y", ReadingFault("check_character", "7K3MX-9QF2Y")),
        ("89385059700", ReadingFault("digits", "89385059700")),
        ("https://example.com/", ReadingFault("address", "example.com")),
        ("http://[", ReadingFault("address")),
        ("(10)L1", ReadingFault("gs1", "(10)", detail="no_key")),
        ("(01)0893", ReadingFault("gs1", "0893", 10, "01", "too_short")),
        (
            "(01)08938505970012",
            ReadingFault("gs1", "08938505970012", identifier="01", detail="check_digit"),
        ),
    ],
)
def test_what_leads_nowhere_is_told_with_what_was_read(text, fault):
    reading = read_text(text)

    assert (reading.codes, reading.links, reading.fault) == ((), (), fault)


numbers = st.text("0123456789", min_size=9, max_size=9).map(
    lambda body: f"0893{body}" + check_digit(f"0893{body}")
)
AROUND = ["", " ", "\u200e", "(", "“", ".", ")", "\u00a0", "Mã vạch: ", "\n", " nhé"]


@given(numbers, st.sampled_from(AROUND), st.sampled_from(AROUND))
def test_a_number_of_ours_is_read_whatever_stands_around_it(number, before, after):
    for written in (number, number[1:], f"{number[1]} {number[2:8]} {number[8:]}"):
        reading = read_text(before + written + after)
        gtins = [link.value for link in reading.links] + list(reading.doubtful_gtins)
        assert gtins == [number]


@given(st.text(max_size=60) | st.text("0123456789()[]]C1/ \x1d.%?&=AL", max_size=60))
def test_any_text_is_read_without_failing(text):
    reading = read_text(text)

    assert bool(reading.fault) is not (bool(reading.codes) or bool(reading.links))
