"""Query interpretations: how a typed text may be understood, the most literal first.

Vietnamese words are short syllables, so that every loosening (accents set aside, beginnings, one
letter off) brings in many unrelated goods. A looser one is therefore tried only when the stricter
ones find nothing, and only words that no document contains are taken for mistakes.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from itertools import islice, product

from search.engine import InterpretationKind
from search.language import telex
from search.language.analysis import Word, analyse
from search.language.compounds import is_foreign
from search.language.sounds import sound_look_alikes
from search.query.segments import Vocabulary, segments_of
from search.query.typed import (
    Cut,
    Spellings,
    TypedText,
    WordPairs,
    cuts_of,
    names_whole,
    typed_text,
)
from search.ranking import edits

MOST_WORDS = 12
LONGEST = 200  # letters; nobody means more, and some may cost the square of a word's length
_MOST_MISHEARD = 4  # ways to hear a text
_TELLING = 3  # letters of a word without accents that may be found alone
LONG_WORD = 5  # a beginning this long hardly ever begins unrelated syllables

WordSet = frozenset[Word]
LookUp = Callable[[Sequence[Word]], WordSet]  # those of the words that a document contains
Frequencies = Callable[[Sequence[Cut]], Sequence[int]]  # documents that hold these words in a row


class Where(Enum):
    """In which fields words are looked for."""

    ANYWHERE = auto()
    IN_NAMES = auto()
    ADJACENT = auto()  # next to each other in a name, accents set aside


class Needed(Enum):
    """How many of the words a document must have."""

    ALL = auto()
    MOST = auto()
    FRONT = auto()  # the first two in its name: Vietnamese puts the thing first
    FIRST = auto()  # the first one in its name


@dataclass(frozen=True, slots=True)
class Interpretation:
    """The words of the text, and what counts as a match for each."""

    kind: InterpretationKind
    words: tuple[Word, ...]
    folded: WordSet = frozenset()  # set the typed accents of these aside
    mistyped: WordSet = frozenset()  # some letters of these may be wrong
    spellings: Spellings = ()  # what may stand for words where a document joins them
    glued: WordPairs = ()  # these must be neighbours
    prefix: bool = False  # the last word may be unfinished
    unmarked: bool = False  # a name without any accents counts too, as some are written
    where: Where = Where.ANYWHERE
    needed: Needed = Needed.ALL

    @property
    def text(self) -> str:
        return " ".join(word.exact for word in self.words)

    def is_folded(self, word: Word) -> bool:
        """Whether any accents will do for this word."""
        return word.is_plain or word in self.folded or self.where is Where.ADJACENT

    def joined_spellings(self, word: Word) -> tuple[str, ...]:
        """Words of a document that hold this one together with its neighbours."""
        return tuple(spelling for part, spelling in self.spellings if part == word)


def interpretations(
    text: str,
    vocabulary: Vocabulary,
    look_up: LookUp = lambda _: frozenset(),
    frequencies: Frequencies = lambda cuts: [0] * len(cuts),
) -> Iterator[Interpretation]:
    """Every one worth trying, in order; none for a text without words."""
    text = text[:LONGEST]
    ambiguous = [c for c in cuts_of(text, vocabulary, most=MOST_WORDS) if len(c) > 1]
    preferred = frozenset(_most_written(ambiguous, frequencies))
    typed = typed_text(text, vocabulary, most=MOST_WORDS, preferred=preferred)
    words = typed.words
    if not words:
        return
    yield from _literal(typed)
    known = look_up(words)
    yield from _without_accents(words, known)
    yield from _as_keystrokes(text)
    known_tokens = look_up(typed.tokens) if typed.is_split else known
    yield from _misheard(typed.tokens, known_tokens, look_up)
    yield from _mistyped(typed.tokens, known_tokens)
    whole = names_whole(text)[:MOST_WORDS]
    has_name = whole != typed.tokens
    if has_name:
        words, known = whole, look_up(whole)
    if len(words) > 1 and _is_telling(words, known, has_name=has_name):
        yield from _in_part(words, known, vocabulary)


def _most_written(ambiguous: Sequence[Sequence[Cut]], frequencies: Frequencies) -> Iterator[Cut]:
    """Of each token's ways to be told apart the one that most documents write."""
    every = [cut for cuts in ambiguous for cut in cuts]
    if every:
        written = dict(zip(every, frequencies(every), strict=True))
        for cuts in ambiguous:
            yield max(cuts, key=written.__getitem__)


def _is_telling(words: Sequence[Word], known: WordSet, *, has_name: bool) -> bool:
    """Whether what is left without foreign words says anything: of "cu mgar", "cu" does not.

    Nor does "Cư" of "Cư M'gar", which is a part of a name, while "gà" of "gà brahma" does.
    """
    missing = {word for word in words if word not in known and is_foreign(word)}
    rest = (word for word in words if word not in missing)
    return not missing or any(
        len(word.exact) >= _TELLING or not (word.is_plain or has_name) for word in rest
    )


def _literal(typed: TypedText) -> Iterator[Interpretation]:
    kind = InterpretationKind.SPLIT if typed.is_split else InterpretationKind.PLAIN
    literal = Interpretation(kind, typed.words, spellings=typed.spellings, glued=typed.glued)
    is_long = _is_long(typed.words[-1])
    yield replace(literal, prefix=is_long, unmarked=True)
    if not is_long:
        yield replace(literal, prefix=True)


def _without_accents(words: tuple[Word, ...], known: WordSet) -> Iterator[Interpretation]:
    """Accents nobody uses are wrong; right ones may be misplaced in words that stand together."""
    accented = frozenset(word for word in words if not word.is_plain)
    if wrong := accented - known:
        bare = {word: Word(word.folded, word.folded) for word in wrong}
        plain = tuple(bare.get(word, word) for word in words)
        folded = frozenset(bare.values())
        yield Interpretation(InterpretationKind.FOLDED, plain, folded=folded, prefix=True)
    if accented & known and len(words) > 1:
        yield Interpretation(InterpretationKind.FOLDED, words, where=Where.ADJACENT)


def _misheard(words: tuple[Word, ...], known: WordSet, look_up: LookUp) -> Iterator[Interpretation]:
    """Words nobody uses, as others that sound the same and are used."""
    look_alikes = {word: sound_look_alikes(word) for word in words if word not in known}
    written = look_up([other for others in look_alikes.values() for other in others])
    options = [[o for o in look_alikes.get(word, ()) if o in written] or [word] for word in words]
    for meant in islice(product(*options), _MOST_MISHEARD):
        if meant != words:
            yield Interpretation(InterpretationKind.TYPO, meant, prefix=True)


def _mistyped(words: tuple[Word, ...], known: WordSet) -> Iterator[Interpretation]:
    """Words nobody uses; then, in a row, words typed plainly that happen to exist."""
    unknown = frozenset(words) - known
    if any(edits(word.folded) for word in unknown):
        yield Interpretation(InterpretationKind.TYPO, words, unknown, unknown, prefix=True)
    plain = frozenset(word for word in known if word.is_plain and edits(word.folded))
    impossible = any(map(is_foreign, unknown))  # however short it is, letters of it are wrong
    if (plain or impossible) and len(words) > 1:
        yield Interpretation(
            InterpretationKind.TYPO, words, unknown, unknown | plain, where=Where.ADJACENT
        )


def _in_part(
    words: tuple[Word, ...], known: WordSet, vocabulary: Vocabulary
) -> Iterator[Interpretation]:
    """The first two, which say what the thing is; else most of the words; else the first alone."""
    segments = [segment for segment in segments_of(words, vocabulary) if not segment.is_optional]
    is_long = len(segments) > 2  # noqa: PLR2004 (of two words, one is most of them)
    order = (Needed.FRONT, Needed.MOST, *((Needed.FIRST,) if is_long else ()))
    if known:
        yield from (
            Interpretation(InterpretationKind.PARTIAL, words, needed=needed) for needed in order
        )
    loose = frozenset(words)
    yield Interpretation(
        InterpretationKind.PARTIAL, words, loose, loose, prefix=True, needed=Needed.MOST
    )


def _is_long(word: Word) -> bool:
    return len(word.exact) >= LONG_WORD


def _as_keystrokes(text: str) -> Iterator[Interpretation]:
    decoded = telex.decode(text)
    if decoded is None:
        return
    keyboard, meant = decoded
    words = analyse(meant)[:MOST_WORDS]
    yield Interpretation(InterpretationKind(keyboard.value), words, unmarked=True)
    if accented := frozenset(word for word in words if not word.is_plain):
        yield Interpretation(
            InterpretationKind(keyboard.value), words, folded=accented, prefix=True
        )
