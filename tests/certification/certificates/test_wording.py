"""Every state is worded wherever states are, in both languages, and no two alike by mistake."""

import pytest

from certification.certificates.rules.dates import VagueDate
from certification.certificates.rules.events import ASSESSED_ONLY
from certification.certificates.rules.messages import messages
from certification.certificates.rules.state import Standing, State, facet
from certification.certificates.wording import (
    MESSAGES,
    announcement,
    badge_wording,
    facet_names,
    state_phrase,
)
from storefront.api.views.messages import message
from storefront.pages.forms import STATES as FILTERS
from storefront.pages.wording import state_names
from traceability.scans.views.verdicts import KINDS

DAY = VagueDate.year(2026)
IN_FORCE = {State.VALID, State.EXPIRING}
USES = {
    "a sentence": lambda standing: state_phrase(standing.state),
    "a message of the API": lambda standing: message(f"certificate_{standing.state}").text,
    "a badge": lambda standing: badge_wording(standing).level,
    "a scan": lambda standing: announcement(standing).title,
    "a filter": lambda standing: facet_names()[facet(standing.state)],
}
ALIKE = {  # states that readers of that use need not tell apart
    "a sentence": [IN_FORCE],
    "a badge": [IN_FORCE],
    "a filter": [IN_FORCE, {State.REVOKED, State.WITHDRAWN}, {State.NONE, State.PENDING}],
}


def standing(state):
    return Standing(state, 4, since=DAY, until=DAY, issued=DAY)


@pytest.mark.parametrize("use", USES)
def test_every_state_is_worded_in_both_languages(app, use):
    words = {}
    for language in ("vi", "en"):
        with app.test_request_context(f"/?lang={language}"):
            words[language] = [USES[use](standing(state)) for state in State]

    assert all(words["vi"])
    assert all(vi != en for vi, en in zip(words["vi"], words["en"], strict=True))


@pytest.mark.parametrize("use", USES)
def test_no_two_states_are_worded_alike_but_those_that_may_be(app, use):
    states_of = {}
    with app.test_request_context("/"):
        for state in State:
            states_of.setdefault(USES[use](standing(state)), set()).add(state)

    alike = [states for states in states_of.values() if len(states) > 1]
    assert sorted(map(sorted, alike)) == sorted(map(sorted, ALIKE.get(use, [])))


def test_every_code_that_the_rules_give_has_its_message():
    codes = {
        code
        for state in State
        for reason in (None, "c")
        for until in (None, DAY, VagueDate.exact(DAY.latest))
        for code in messages(Standing(state, 4, until=until, reason=reason, printed_stars=3))
    }
    codes |= set(messages(Standing(State.UNCONFIRMED, 4, reason=ASSESSED_ONLY)))
    codes |= set(messages(Standing(State.VALID, 4), Standing(State.REVOKED, 5, reason="c")))

    assert codes == set(MESSAGES)


def test_every_state_can_be_filtered_by_and_begins_a_scan(app):
    with app.test_request_context("/"):
        assert set(state_names()) == set(FILTERS)
        assert set(FILTERS.values()) == set(facet_names()) == {facet(state) for state in State}
    assert set(KINDS) == set(State)


@pytest.mark.parametrize("state", State)
def test_a_badge_has_a_place_for_its_day_exactly_when_it_has_one(app, state):
    with app.test_request_context("/"):
        dated, undated = badge_wording(standing(state)), badge_wording(Standing(state, 4))

    assert ("%(day)s" in dated.note) == (dated.day is not None)
    assert "%(day)s" not in undated.note
    assert undated.day is None
