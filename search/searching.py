"""Climbs the ladder of readings on behalf of any engine, until one finds something."""

from collections.abc import Callable

from search.correction import corrected
from search.engine import Reading, SearchQuery, SearchResult
from search.plan import Found, Plan, facets, plan_for
from search.reading import Attempt, attempts

Run = Callable[[Plan], Found]
_LITERAL = {Reading.PLAIN}
_DECODED = {Reading.TELEX, Reading.VNI, Reading.SPLIT}


def search_with(run: Run, query: SearchQuery, *, changed_by: int | None) -> SearchResult:
    """The first reading that matches anything at all, filters aside; else an empty answer."""
    found, used = None, None
    for attempt in attempts(query.text):
        found, used = run(plan_for(query, attempt, changed_by=changed_by)), attempt
        if found.matched:
            break
    if found is None:
        found = run(plan_for(query, None, changed_by=changed_by))
    if used is None or not found.matched:
        return SearchResult(found.ids, found.total, facets(found.counts, query))
    return SearchResult(
        ids=found.ids,
        total=found.total,
        facets=facets(found.counts, query),
        reading=used.reading,
        corrected=_searched_instead(used, found),
    )


def _searched_instead(attempt: Attempt, found: Found) -> str | None:
    if attempt.reading in _LITERAL:
        return None
    better = corrected(attempt.words, found.vocabulary)
    if attempt.reading in _DECODED:
        return better or attempt.text
    return better
