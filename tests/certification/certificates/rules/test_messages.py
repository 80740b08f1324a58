from datetime import date

import pytest

from certification.certificates.rules.dates import VagueDate
from certification.certificates.rules.events import GROUNDS
from certification.certificates.rules.messages import messages
from certification.certificates.rules.state import Standing, State, state
from tests.certification.certificates.rules.events import RERATED, event, granted

AT = date(2026, 11, 22)


@pytest.mark.parametrize("now", list(State))
def test_every_state_has_its_own_message_first(now):
    assert messages(Standing(now))[0] == f"certificate_{now.value}"


def test_a_plain_paper_needs_one_sentence():
    assert messages(state([granted("2025-01-01")], AT)) == ("certificate_valid",)


def test_packs_printed_with_the_earlier_level_are_explained():
    listed = [granted("2025-01-01", 4), event(RERATED, "2026-01-01", 3)]

    assert messages(state(listed, AT)) == ("certificate_valid", "packaging_prints_other_level")


@pytest.mark.parametrize(
    ("year", "codes"),
    [
        (2024, ("certificate_valid", "certificate_days_approximate")),
        (2023, ("certificate_unconfirmed", "certificate_day_unknown")),
        (2021, ("certificate_expired", "certificate_days_approximate")),
    ],
)
def test_an_unknown_day_is_said_to_be_unknown(year, codes):
    assert messages(state([granted(VagueDate.year(year))], AT)) == codes


def test_buyers_are_warned_of_three_grounds_of_revocation():
    warned = {g for g in GROUNDS if len(messages(Standing(State.REVOKED, reason=g))) > 1}

    assert warned == {"a", "c", "d"}
