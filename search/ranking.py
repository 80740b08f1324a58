"""Ranking: every boost and weight, and how far a typo may go.

Scores are constants, so that every engine ranks alike: no BM25, hence no k1 and b, and nothing
depends on what else the index holds. A word in a name scores 1 when it is spelled exactly so; other
ways score less, in the order exact, folded, synonym, beginning, typo, and name, producer, place,
story. What status, stock, brevity and age add is a weight that multiplies the score by less than
any of these steps, and so are the boosts for the order of words.
"""

# In which field a word is found.
FIELDS = {"name": 1.0, "producer": 0.6, "place": 0.4, "story": 0.25}
NAME = {"name": FIELDS["name"]}
PLACE_SUGGESTED = {"name": 1.0, "place": 0.6}  # a former name finds today's place

# In which way.
EXACT, FOLDED, PREFIX, TYPO = 1.0, 0.8, 0.55, 0.3
UNMARKED = 0.5  # a name written without the accents that were typed
SYNONYM = 0.75
GUESSED_SYNONYM = 0.6  # the typed word had no accents to go by
STATUS_SAID = 0.6  # for each word of a phrase that names a status
CATEGORY_SAID = 1.2  # the same of a category: who names it wants what belongs, not what says so

# Boosts for a name that holds the words in the order typed.
WHOLE_NAME, HEAD, PAIR = 0.4, 0.33, 0.85
SUGGESTED_HEAD, SUGGESTED_PAIR = 1.0, 0.5  # the same for an unfinished text
MOST_SYNONYMS = 4  # of the first segment, tried as the beginning of a name

# Weights: what a score is multiplied by, less one.
MOST_BOOST = 0.1  # of a status; more would outweigh a step between two ways of matching
IN_STOCK = 0.03
_MOST_WORDS = 15  # a longer name gains nothing by being shorter than another
_QUARTERS = 63  # of a year, in which newer things are told apart
_FIRST_QUARTER = 736_330  # 1 January 2017, before the programme began
_SMALL = 1 << 17  # brevity and age together stay below a hundredth

# Fuzziness: so many letters of a word may be wrong. Of short ones none, or all would be near.
ONE_EDIT_FROM, TWO_EDITS_FROM = 4, 8  # letters


def weight(boost: float, *, in_stock: bool, words: int, newest: int) -> float:
    """What a score is multiplied by. Among equals, short names come first, then newer ones."""
    brevity = _MOST_WORDS - min(words, _MOST_WORDS)
    quarter = min(_QUARTERS, max(0, (newest - _FIRST_QUARTER) // 91))
    return 1 + boost + IN_STOCK * in_stock + (brevity * (_QUARTERS + 1) + quarter) / _SMALL


def edits(letters: str) -> int:
    """So many letters of a word may be inserted, deleted, replaced or swapped."""
    return (len(letters) >= ONE_EDIT_FROM) + (len(letters) >= TWO_EDITS_FROM)
