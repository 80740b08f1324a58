"""Query relaxation: the strictest interpretation that finds anything, on behalf of any engine."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import partial
from typing import Protocol

from search.engine import NOTHING, InterpretationKind, SearchQuery, SearchResult
from search.language.analysis import Word, analyse, is_wordless
from search.query.correction import corrected
from search.query.interpretation import Interpretation, WordSet, interpretations
from search.query.nodes import Node
from search.query.plan import PlanResult, QueryPlan, plan_for
from search.query.segments import Vocabulary, segments_of
from search.query.typed import Cut
from search.query.words import in_a_row

_MISTAKEN = {InterpretationKind.FOLDED, InterpretationKind.TYPO}
_DECODED = {InterpretationKind.TELEX, InterpretationKind.VNI, InterpretationKind.SPLIT}


class IndexReader(Protocol):
    """What an engine answers about its index, the first three in one round trip each."""

    def first_matching(self, plans: Sequence[QueryPlan]) -> int | None:
        """The place of the first plan that matches anything at all, filters aside."""
        ...

    def known(self, words: Collection[Word]) -> WordSet:
        """Those of the words that stand in a document, as they are spelled."""
        ...

    def frequencies(self, nodes: Sequence[Node]) -> Sequence[int]:
        """The number of documents that each of the nodes matches."""
        ...

    def run(self, plan: QueryPlan) -> PlanResult: ...


def search_with(
    index: IndexReader, query: SearchQuery, vocabulary: Vocabulary, *, changed_by: int | None
) -> SearchResult:
    """The first interpretation that matches anything, filters aside; else an empty answer.

    No text is no wish, and everything answers; signs without words are one that nothing answers.
    """
    if is_wordless(query.text):
        return NOTHING
    look_up = partial(_known, index, vocabulary)
    ordered = interpretations(query.text, vocabulary, look_up, partial(_frequencies, index))
    literal = next(ordered, None)
    plan_of = partial(plan_for, query, vocabulary=vocabulary, changed_by=changed_by)
    result = index.run(plan_of(literal))
    if literal is None:
        return SearchResult(result.ids, result.total, result.facets)
    if result.matched:
        return _answer(literal, result)
    looser = list(ordered)
    plans = [plan_of(interpretation) for interpretation in looser]
    first = index.first_matching(plans)
    if first is None:
        return SearchResult((), 0, result.facets)
    result = index.run(plans[first])
    answer = _answer(looser[first], result)
    if answer.interpretation in _MISTAKEN and answer.corrected:
        better = index.run(plan_of(next(interpretations(answer.corrected, vocabulary))))
        if better.matched > result.matched:
            # What people read that they see the results of finds more: synonyms of the right word.
            return replace(answer, ids=better.ids, total=better.total, facets=better.facets)
    return answer


def _answer(interpretation: Interpretation, result: PlanResult) -> SearchResult:
    return SearchResult(
        ids=result.ids,
        total=result.total,
        facets=result.facets,
        interpretation=interpretation.kind,
        corrected=_text_searched(interpretation, result.names),
    )


def _known(index: IndexReader, vocabulary: Vocabulary, words: Sequence[Word]) -> WordSet:
    """Words with a synonym are known, even where no document has them."""
    in_phrases = {
        word
        for segment in segments_of(words, vocabulary)
        if not segment.is_plain
        for word in segment.words
    }
    return index.known({*words} - in_phrases) | in_phrases


def _frequencies(index: IndexReader, cuts: Sequence[Cut]) -> Sequence[int]:
    return index.frequencies([in_a_row(cut) for cut in cuts])


def _text_searched(interpretation: Interpretation, names: Sequence[str]) -> str | None:
    """The text to show as searched for, where it is not the text typed."""
    if interpretation.kind in {InterpretationKind.PLAIN, InterpretationKind.PARTIAL}:
        return None
    if interpretation.kind is InterpretationKind.SPLIT and _is_written(interpretation, names):
        return None
    if interpretation.kind in _DECODED or _is_misheard(interpretation):
        return corrected(interpretation.words, names) or interpretation.text
    wrong = interpretation.folded | interpretation.mistyped
    return corrected(interpretation.words, names, wrong=wrong or interpretation.words)


def _is_misheard(interpretation: Interpretation) -> bool:
    """Whether the words are already those that were meant."""
    return interpretation.kind is InterpretationKind.TYPO and not interpretation.mistyped


def _is_written(interpretation: Interpretation, names: Sequence[str]) -> bool:
    """Whether a hit joins the words as they were typed."""
    spellings = {spelling for _, spelling in interpretation.spellings}
    return any(word.folded in spellings for text in names for word in analyse(text))
