"""As little about visitors as counting needs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.limits.network_source import network, source
from traceability.scans.rules.visitors import device, is_program, mark

ANDROID = (
    "Mozilla/5.0 (Linux; Android 14; SM-A155F) AppleWebKit/537.36 Chrome/126 Mobile Safari/537.36"
)
ZALO = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) Mobile/15E148 Zalo iOS/24.01"
WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/126.0 Safari/537.36"


@pytest.mark.parametrize(
    ("address", "around"),
    [
        ("113.161.72.9", "113.161.72.0/24"),
        ("::ffff:113.161.72.9", "113.161.72.0/24"),
        ("2402:800:6205:1f2a::9", "2402:800:6205::/48"),
        ("", ""),
        ("unknown", ""),
    ],
)
def test_only_the_network_around_an_address_is_known(address, around):
    assert network(address) == around


@pytest.mark.parametrize(
    ("address", "where"),
    [
        ("113.161.72.9", "113.161.72.9/32"),
        (" 113.161.72.9 ", "113.161.72.9/32"),
        ("113.161.72.9:51234", "113.161.72.9/32"),
        ("::ffff:113.161.72.9", "113.161.72.9/32"),
        ("2402:800:6205:1f2a::9", "2402:800:6205:1f2a::/64"),
        ("2402:800:6205:1f2a:ffff:1:2:3", "2402:800:6205:1f2a::/64"),
        ("[2402:800:6205:1f2a::9]:443", "2402:800:6205:1f2a::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("", ""),
        ("unknown", ""),
        ("_hidden", ""),
        ("113.161.72", ""),
        ("113.161.72.9, 10.0.0.1", ""),
        ("' OR 1=1 --", ""),
        ("\x00", ""),
    ],
)
def test_a_line_is_one_source_and_what_is_no_address_is_one_too(address, where):
    assert source(address) == where


def test_phones_behind_one_address_of_a_carrier_are_one_source_and_several_visitors():
    key, carrier = bytes(32), "113.161.72.9"

    assert mark(key, carrier, ANDROID) != mark(key, carrier, ZALO)
    assert mark(key, carrier) == mark(key, carrier)
    assert mark(key, carrier) != mark(key, "113.161.72.10")


def test_a_phone_that_changes_its_ipv6_address_stays_one_visitor():
    key = bytes(32)

    first, second = (mark(key, f"2402:800:6205:1f2a::{n}", ANDROID) for n in (1, 2))

    assert first == second
    assert first != mark(key, "2402:800:6205:1f2b::1", ANDROID)


@given(st.text())
def test_no_header_upsets_it(address):
    assert source(address) == source(source(address).partition("/")[0])
    assert isinstance(network(address), str)


@pytest.mark.parametrize(
    ("agent", "program", "kind"),
    [
        (ANDROID, False, "phone"),
        (ZALO, False, "phone"),
        (WINDOWS, False, "desktop"),
        ("facebookexternalhit/1.1", True, "other"),
        ("WhatsApp/2.23.20.0", True, "other"),
        ("Mozilla/5.0 (compatible; Googlebot/2.1)", True, "other"),
        ("ZaloBot/1.0", True, "phone"),
        ("curl/8.5.0", True, "other"),
        ("", True, "other"),
    ],
)
def test_programs_are_told_from_people(agent, program, kind):
    assert (is_program(agent), device(agent)) == (program, kind)


@given(st.binary(min_size=32, max_size=32), st.text(), st.text())
def test_a_mark_is_64_bits_and_the_same_all_day(key, address, agent):
    assert mark(key, address, agent) == mark(key, address, agent)
    assert len(mark(key, address, agent)) == 8


@given(st.binary(min_size=32, max_size=32), st.binary(min_size=32, max_size=32))
def test_nobody_has_the_same_mark_under_another_days_key(one, other):
    assert (mark(one, "a", "b") == mark(other, "a", "b")) is (one == other)
