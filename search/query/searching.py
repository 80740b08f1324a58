"""Climbs the ladder of readings on behalf of any engine, until one finds something."""

from collections.abc import Collection, Sequence
from typing import Protocol

from search.engine import Reading, SearchQuery, SearchResult
from search.language.analysis import Word
from search.query.correction import corrected
from search.query.interpretation import Attempt, Words, attempts
from search.query.plan import Found, Plan, plan_for
from search.query.segments import Vocabulary, cut

_DECODED = {Reading.TELEX, Reading.VNI, Reading.SPLIT}


class Asked(Protocol):
    """What an engine answers about its index, the first two in one round trip each."""

    def first_matching(self, plans: Sequence[Plan]) -> int | None:
        """The place of the first plan that matches anything at all, filters aside."""
        ...

    def known(self, words: Collection[Word]) -> Words:
        """Those of the words that stand in a document, as they are spelled."""
        ...

    def run(self, plan: Plan) -> Found: ...


def search_with(
    asked: Asked, query: SearchQuery, vocabulary: Vocabulary, *, changed_by: int | None
) -> SearchResult:
    """The first reading that matches anything at all, filters aside; else an empty answer."""
    ladder = attempts(query.text, vocabulary, lambda words: _known(asked, words, vocabulary))
    attempt = next(ladder, None)
    found = asked.run(plan_for(query, attempt, vocabulary, changed_by=changed_by))
    if attempt is None or found.matched:
        return SearchResult(found.ids, found.total, found.facets)
    rest = list(ladder)
    plans = [plan_for(query, looser, vocabulary, changed_by=changed_by) for looser in rest]
    first = asked.first_matching(plans)
    if first is None:
        return SearchResult((), 0, found.facets)
    found = asked.run(plans[first])
    return SearchResult(
        ids=found.ids,
        total=found.total,
        facets=found.facets,
        reading=rest[first].reading,
        corrected=_searched_instead(rest[first], found),
    )


def _known(asked: Asked, words: Sequence[Word], vocabulary: Vocabulary) -> Words:
    """Words with a synonym are known, even where no document has them."""
    slots = cut(words, vocabulary)
    meant = {
        w for slot in slots if slot.others or slot.statuses or slot.is_optional for w in slot.words
    }
    return asked.known({*words} - meant) | meant


def _searched_instead(attempt: Attempt, found: Found) -> str | None:
    if attempt.reading in {Reading.PLAIN, Reading.PARTIAL}:
        return None
    if attempt.reading in _DECODED:
        return corrected(attempt.words, found.vocabulary) or attempt.text
    wrong = attempt.folded | attempt.mistyped
    return corrected(attempt.words, found.vocabulary, wrong=wrong or attempt.words)
