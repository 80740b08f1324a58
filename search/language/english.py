"""English inflection: plurals of nouns, as far as they can be told from Vietnamese.

No Vietnamese syllable ends in "s", but plain keystrokes do ("mats" is Telex for "mát"). A word is
therefore taken for a plural only where what is left could be no Vietnamese syllable.
"""

import re

from search.language.syllable import is_plain_syllable

_SHORTEST = 3  # letters of a noun that is told from its plural
_PLURAL = re.compile(r"[a-z]{3,}s")
_NO_PLURAL = re.compile(r"[a-z]*(?:ss|us|is)")
_IN_IES = re.compile(r"[a-z]{2,}ies")
_IN_ES = re.compile(r"[a-z]+(?:ss|sh|ch|x|z|o)es")
_IN_Y = re.compile(r"[a-z]+[^aeiou]y")
_HISSING = re.compile(r"[a-z]+(?:s|sh|ch|x|z|o)")


def singular(word: str) -> str:
    """The noun of a plural ("mangoes": "mango"), or the word itself."""
    if not _PLURAL.fullmatch(word) or _NO_PLURAL.fullmatch(word):
        return word
    noun = _without_ending(word)
    return word if len(noun) < _SHORTEST or is_plain_syllable(noun) else noun


def plural(noun: str) -> str:
    if _IN_Y.fullmatch(noun):
        return f"{noun[:-1]}ies"
    return f"{noun}es" if _HISSING.fullmatch(noun) else f"{noun}s"


def _without_ending(word: str) -> str:
    if _IN_IES.fullmatch(word):
        return f"{word[:-3]}y"
    return word[:-2] if _IN_ES.fullmatch(word) else word[:-1]
