"""ASCII spellings of Vietnamese names, for addresses and for comparing names without accents."""

import re
import unicodedata

MAX_SLUG = 80
_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_NO_DECOMPOSITION = str.maketrans({"đ": "d", "Đ": "d", "ð": "d", "Ð": "d"})


def without_accents(text: str) -> str:
    """Lower case without any Vietnamese mark: "Đường thốt nốt" becomes "duong thot not"."""
    if text.isascii():
        return text.lower()
    letters = unicodedata.normalize("NFD", text.translate(_NO_DECOMPOSITION).casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def slug_of(name: str, *, limit: int = MAX_SLUG) -> str:
    """The name as part of an address. Empty when the name holds no letter or digit of ours.

    A long name is cut between words, so that no address ends in half a word.
    """
    slug = _NOT_SLUG.sub("-", without_accents(name)).strip("-")
    if len(slug) <= limit:
        return slug
    whole, _, _ = slug[: limit + 1].rpartition("-")
    return whole or slug[:limit]


def squeezed(name: str) -> str:
    """The name's letters and digits alone: what stays equal across accents, hyphens and spaces."""
    return _NOT_SLUG.sub("", without_accents(name))
