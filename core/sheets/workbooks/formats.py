"""Number formats of a workbook, taken apart (ECMA-376 part 1, 18.8.31)."""

import re
from functools import lru_cache
from typing import NamedTuple

# A quoted text, an escaped letter, a blank or fill, something in brackets, or one letter.
_TOKEN = re.compile(r'"([^"]*)"|\\(.)|[_*].|\[\$([^\]-]*)[^\]]*\]|\[[^\]]*\]', re.DOTALL)
_TOKEN_OR_LETTER = re.compile(f"{_TOKEN.pattern}|.", re.DOTALL)
_CONDITION = re.compile(r"\[[<>=]")
_PLACEHOLDERS = re.compile(
    r"(?P<whole>[#0?,]*)(?:\.(?P<fraction>[#0?]*))?(?P<thousands>,*)(?P<power>E[+-][#0?]+)?"
    r"(?P<percent>%*)",
    re.IGNORECASE,
)
_SIGNS = re.compile(r"(?<!E)[-+]|[ $()/]", re.IGNORECASE)
_BARE = " ()+-"  # around a number these say nothing else than its sign
TEXT_SECTION = 3
# Around a day these say nothing else than what its numbers are; T and Z are of ISO 8601.
_WORDS_OF_DAYS = frozenset(("ngày", "tháng", "năm", "年", "月", "日", "t", "z"))
# "[$-107041E]" or "[$-th-TH,107]": two digits for the figures, two for the calendar, the language.
_LOCALE = re.compile(r"\[\$[^\]-]*-(?:[^\],]*,([0-9A-F]{1,4})|([0-9A-F]{1,8}))\]", re.IGNORECASE)
_USUAL = frozenset((0, 1))  # western figures, Gregorian calendar


class NumberSection(NamedTuple):
    """A section for numbers: placeholders, and the words shown around them."""

    whole: str
    fraction: str
    power: str
    percent: str
    words: str
    is_general: bool = False
    thousands: str = ""  # commas behind the fraction

    @property
    def scale(self) -> int:
        """By how many powers of ten the number is shown smaller than it is."""
        thousands = len(self.whole) - len(self.whole.rstrip(",")) + len(self.thousands)
        return 3 * thousands - 2 * len(self.percent)


@lru_cache(maxsize=1_000)
def sections(code: str) -> tuple[str, ...]:
    """The sections of a format: for positive and negative numbers, zero, and text.

    LRU cache: 0.06 µs instead of 1.8.
    """
    parts = [""]
    for token in _TOKEN_OR_LETTER.finditer(code):
        if token[0] == ";":
            parts.append("")
        else:
            parts[-1] += token[0]
    return tuple(parts)


def words(section: str) -> str:
    """What the section shows besides placeholders, quotes taken off."""
    return _TOKEN.sub(lambda part: part[1] or part[2] or part[3] or "", section)


def placeholders(section: str) -> str:
    """The section without words."""
    return _TOKEN.sub("", section)


@lru_cache(maxsize=1_000)
def is_of_days(section: str) -> bool:
    """Whether it shows a day in our calendar and figures, with no words that say something else.

    LRU cache: 0.06 µs instead of 12.7.
    """
    literal = "".join(map(_literal, _TOKEN_OR_LETTER.finditer(section)))
    beside = re.findall(r"\w+", literal.lower())
    return _WORDS_OF_DAYS.issuperset(beside) and all(map(_is_usual, _LOCALE.finditer(section)))


def _literal(token: re.Match[str]) -> str:
    """What stands in the cell as it is; a digit also without quotes."""
    return token[1] or token[2] or token[3] or (token[0] if token[0] in "123456789" else " ")


def _is_usual(locale: re.Match[str]) -> bool:
    culture = int(locale[1], 16) if locale[1] else int(locale[2], 16) >> 16
    return {culture >> 8, culture & 0xFF} <= _USUAL


@lru_cache(maxsize=1_000)
def text_section(code: str) -> str | None:
    """The section for texts; None where a text is shown as it is.

    LRU cache: 0.06 µs instead of 0.75.
    """
    parts = sections(code)
    if len(parts) > TEXT_SECTION:
        return parts[TEXT_SECTION]
    return next((part for part in parts if "@" in placeholders(part)), None)


def section_of(code: str, sign: int) -> str:
    """The section for a number of this sign; all where they have conditions of their own."""
    parts = sections(code)
    if any(_CONDITION.search(part) for part in parts):
        return code
    place = {1: 0, -1: 1, 0: 2}[sign]
    return parts[place] if place < len(parts) else parts[0]


@lru_cache(maxsize=1_000)
def number_section(section: str) -> NumberSection | None:
    """A section taken apart; None where it is none of the usual ones.

    LRU cache: 0.06 µs instead of 2.6.
    """
    literal = "".join("".join(token[1:]) for token in _literals(section)).strip(_BARE)
    bare = placeholders(section)
    if bare.strip().lower() in ("general", "@"):
        return NumberSection("", "", "", "", literal, is_general=True)
    parts = _PLACEHOLDERS.fullmatch(_SIGNS.sub("", bare))
    if not parts or "/" in bare or not parts["whole"] + (parts["fraction"] or ""):
        return None
    currency = "$" if "$" in bare else ""
    fraction, power = parts["fraction"] or "", parts["power"] or ""
    return NumberSection(
        parts["whole"],
        fraction,
        power,
        parts["percent"],
        currency + literal,
        thousands=parts["thousands"],
    )


def _literals(section: str) -> list[tuple[str, ...]]:
    return [("", *(part or "" for part in token.groups())) for token in _TOKEN.finditer(section)]
