"""As little about visitors as counting needs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from traceability.scans.rules.visitors import device, is_program, mark, network

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
