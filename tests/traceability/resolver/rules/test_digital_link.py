"""Digital Links: the verdicts of the GS1 Syntax Engine, and the way there and back."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.rules.gtins import check_digit
from traceability.resolver.rules.digital_link import (
    DigitalLink,
    InvalidLink,
    from_elements,
    parse,
    parse_target,
)

GTIN = "08938505970011"
SET_82 = "!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"

values = st.text(SET_82, min_size=1, max_size=20)
gtins = st.from_regex(r"[0-9]9[0-9]{11}", fullmatch=True, alphabet="0123456789").map(
    lambda body: body + check_digit(body)
)
dates = st.dates(date(2000, 1, 1), date(2099, 12, 31))
links = st.builds(
    lambda gtin, variant, lot, serial, attributes, others: DigitalLink(
        "01",
        gtin,
        tuple(p for p in (("22", variant), ("10", lot), ("21", serial)) if p[1] is not None),
        tuple(attributes.items()),
        tuple(others.items()),
    ),
    gtins,
    st.none() | values,
    st.none() | values,
    st.none() | values,
    st.dictionaries(st.sampled_from(["11", "15", "17"]), dates.map(lambda d: f"{d:%y%m%d}")),
    st.dictionaries(st.sampled_from(["lang", "linkType", "ưu đãi"]), st.text(max_size=10)),
)


@pytest.mark.parametrize(
    ("path", "key", "qualifiers"),
    [
        (f"/01/{GTIN}", "01", ()),
        (f"/01/{GTIN}/", "01", ()),
        (f"/01/{GTIN}/10/L1/21/S1", "01", (("10", "L1"), ("21", "S1"))),
        (f"/01/{GTIN}/10/L1/21/S1/", "01", (("10", "L1"), ("21", "S1"))),
        (f"/01/{GTIN}/22/A/10/B/21/C", "01", (("22", "A"), ("10", "B"), ("21", "C"))),
        (f"/01/{GTIN}/22/A/21/C", "01", (("22", "A"), ("21", "C"))),
        (f"/01/{GTIN}/235/TP1", "01", (("235", "TP1"),)),
        ("/01/18938505970018/10/L1", "01", (("10", "L1"),)),
        ("/414/8938505970004", "414", ()),
        ("/414/8938505970004/254/K1", "414", (("254", "K1"),)),
        ("/414/8938505970004/7040/1ABC", "414", (("7040", "1ABC"),)),
        ("/417/8938505970998/7040/1ABC", "417", (("7040", "1ABC"),)),
        ("/00/089385050000000015", "00", ()),
        (f"/01/{GTIN}/10/00/21/01", "01", (("10", "00"), ("21", "01"))),
        (f"/01/{GTIN}/10/10", "01", (("10", "10"),)),
        (f"/some/shop/01/{GTIN}/10/L1", "01", (("10", "L1"),)),
        (f"/01/{GTIN}/10/l1", "01", (("10", "l1"),)),
    ],
)
def test_a_good_path_is_read(path, key, qualifiers):
    link = parse(f"https://ocop.vn{path}")

    assert (link.key, link.qualifiers) == (key, qualifiers)


@pytest.mark.parametrize(
    ("target", "attributes"),
    [
        (
            "/00/089385050000000015?02=08938505970011&37=24&10=L1",
            (("02", "08938505970011"), ("37", "24"), ("10", "L1")),
        ),
        ("/417/8938505970998?10=L1&21=S1", (("10", "L1"), ("21", "S1"))),
        (f"/01/{GTIN}?254=K1&17=271231", (("254", "K1"), ("17", "271231"))),
    ],
)
def test_what_narrows_one_key_down_describes_another(target, attributes):
    assert parse_target(*target.split("?")).attributes == attributes


@pytest.mark.parametrize(
    ("pairs", "path", "attributes"),
    [
        ((("01", GTIN),), f"/01/{GTIN}", ()),
        (
            (("17", "261231"), ("21", "S/1"), ("01", GTIN), ("10", "L1")),
            f"/01/{GTIN}/10/L1/21/S%2F1",
            (("17", "261231"),),
        ),
        ((("01", GTIN), ("414", "8938505970004")), f"/01/{GTIN}", ()),
        (
            (("00", "089385050000000015"), ("02", GTIN), ("37", "24")),
            "/00/089385050000000015",
            (("02", GTIN), ("37", "24")),
        ),
    ],
)
def test_an_element_string_says_its_parts_in_any_order(pairs, path, attributes):
    link = from_elements(pairs)

    assert (link.path(), link.attributes) == (path, attributes)


@pytest.mark.parametrize(
    ("pairs", "reason"),
    [
        ((("10", "L1"),), "no_key"),
        ((("01", "08938505970012"),), "check_digit"),
        ((("01", GTIN), ("17", "271331")), "date"),
        ((("01", GTIN), ("10", "A"), ("10", "B")), "duplicate"),
    ],
)
def test_a_bad_element_string_is_refused_with_the_reason(pairs, reason):
    with pytest.raises(InvalidLink) as no:
        from_elements(pairs)

    assert no.value.facts["reason"] == reason


def test_a_slash_inside_a_lot_stays_inside_the_lot():
    link = parse(f"https://ocop.vn/01/{GTIN}/10/A%2FB?17=271231")

    assert link.lot == "A/B"
    assert link.attributes == (("17", "271231"),)
    assert link.uri("https://ocop.vn") == f"https://ocop.vn/01/{GTIN}/10/A%2FB?17=271231"


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        ("/01/08938505970012", "check_digit"),
        ("/00/089385050000000010", "check_digit"),
        ("/00/089385050000000017", "check_digit"),
        ("/417/8938505970991", "check_digit"),
        (f"/01/{GTIN}/21/S1/10/L1", "sequence"),
        (f"/01/{GTIN}/21/1/235/2", "sequence"),
        (f"/01/{GTIN}/235/2/10/1", "sequence"),
        (f"/01/{GTIN}/10/1/10/2", "sequence"),
        (f"/01/{GTIN}/254/1", "sequence"),
        (f"/01/{GTIN}/foo/bar", "sequence"),
        ("/417/8938505970998/254/K1", "sequence"),
        ("/00/089385050000000015/10/L1", "sequence"),
        ("/01/8938505970011", "too_short"),
        ("/01/036000291452", "too_short"),
        ("/01/96385074", "too_short"),
        ("/01/089385059700110", "too_long"),
        ("/01/0893850597001A", "characters"),
        ("/01//", "empty"),
        (f"/01/{GTIN}/10/", "empty"),
        (f"/01/{GTIN}/10//21/S1", "empty"),
        (f"/01/{GTIN}/10/{'A' * 21}", "too_long"),
        (f"/01/{GTIN}/10/A B", "characters"),
        (f"/01/{GTIN}/10/A%20B", "characters"),
        (f"/01/{GTIN}/10/A%23B", "characters"),
        (f"/01/{GTIN}/10/L%C3%B4", "characters"),
        (f"/01/{GTIN}/10/A%00", "characters"),
        (f"/01/{GTIN}/10/A%0A", "characters"),
        (f"/01/{GTIN}/10/A%2", "encoding"),
        (f"/01/{GTIN}/10/A%FF", "encoding"),
        (f"/01/{GTIN}/foo", "no_key"),
        ("/gtin/08938505970011", "no_key"),
        ("/", "no_key"),
        ("", "no_key"),
        ("/01", "no_key"),
        (f"/01/{GTIN}?17=271331", "date"),
        (f"/01/{GTIN}?17=270229", "date"),
        (f"/01/{GTIN}?17=27123", "too_short"),
        (f"/01/{GTIN}?17=", "empty"),
        (f"/01/{GTIN}?11=26-1-1", "characters"),
        (f"/01/{GTIN}?17=271231&17=271230", "duplicate"),
        (f"/01/{GTIN}?10=L1", "misplaced"),
        (f"/01/{GTIN}?414=8938505970004", "misplaced"),
        ("/00/089385050000000015?02=08938505970012", "check_digit"),
    ],
)
def test_a_bad_link_is_refused_with_the_reason(target, reason):
    with pytest.raises(InvalidLink) as no:
        parse(f"https://ocop.vn{target}")

    assert no.value.facts["reason"] == reason
    assert no.value.status == 400


@pytest.mark.parametrize(
    "uri",
    [
        "",
        f"ocop.vn/01/{GTIN}",
        f"ftp://ocop.vn/01/{GTIN}",
        f"https:///01/{GTIN}",
        "https://[x/01/1",
        f"https://ocop.vn/01/{GTIN}?x={'y' * 2_000}",
    ],
)
def test_what_is_no_web_address_is_refused(uri):
    with pytest.raises(InvalidLink) as no:
        parse(uri)

    assert no.value.facts == {"reason": "address"}


@pytest.mark.parametrize("query", ["17=280229", "17=261100", "422=704", "3103=000500"])
def test_attributes_are_kept(query):
    assert parse_target(f"/01/{GTIN}", query).attributes == (tuple(query.split("=")),)


def test_pairs_that_are_not_gs1s_are_kept_apart():
    link = parse(f"HTTPS://OCOP.VN/01/{GTIN}?lang=en&15=270101&linkType=gs1:pip&9999=x&#top")

    assert link.attributes == (("15", "270101"),)
    assert link.others == (("lang", "en"), ("linkType", "gs1:pip"), ("9999", "x"))


def test_the_wider_things_come_after_the_narrow_one():
    link = parse(f"https://ocop.vn/01/{GTIN}/22/V/10/L1/21/S1?17=271231&lang=en")

    assert [step.path() for step in link.ancestry()] == [
        f"/01/{GTIN}/22/V/10/L1/21/S1",
        f"/01/{GTIN}/22/V/10/L1",
        f"/01/{GTIN}/22/V",
        f"/01/{GTIN}",
    ]
    assert all(step.query() == "" for step in link.ancestry())


@given(links)
def test_a_link_survives_being_written_and_read(link):
    assert parse(link.uri("https://ocop.vn")) == link


@given(st.text(max_size=60), st.text(max_size=40))
def test_any_request_is_read_or_refused(path, query):
    try:
        link = parse_target("/01/" + path, query)
    except InvalidLink:
        return
    assert parse_target(link.path(), link.query()) == link
