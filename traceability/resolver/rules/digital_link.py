"""GS1 Digital Link addresses: read strictly, write canonically (URI syntax 1.6.0, uncompressed).

The path must arrive as it was sent, still percent-encoded: a lot may contain `/` as `%2F`, and a
path that was decoded before it was split can no longer be read.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Self
from urllib.parse import quote, unquote, urlsplit

from core.errors import DomainError
from traceability.resolver.rules.identifiers import (
    ELEMENTS,
    KEYS,
    QUALIFIERS,
    SEQUENCES,
    ValueShape,
)

ElementPairs = tuple[tuple[str, str], ...]

_ESCAPES = re.compile(r"%(?![0-9A-Fa-f]{2})")
# Blanks and hidden signs, also escaped, and what ends a sentence or closes what was opened.
_SENTENCE_END = re.compile(
    r"(?:[\s.,;:!?)>\]}\"'*_]|%(?:20|22|27|2C|3E|0[9AD]|C2%A0|C2%BB|E2%80%[8-9A][0-9A-F]|EF%BB%BF))+$"
)
_LONGEST_URI = 2_000


class InvalidLink(DomainError):
    """Not a Digital Link we can read.

    `reason` is address, no_key, encoding, sequence, misplaced, duplicate or a `ValueFault`.
    """

    code = "digital_link_invalid"
    status = HTTPStatus.BAD_REQUEST


@dataclass(frozen=True, slots=True)
class DigitalLink:
    """A key with what narrows it down (qualifiers) and what describes it (attributes)."""

    key: str
    value: str
    qualifiers: ElementPairs = ()
    attributes: ElementPairs = ()
    others: ElementPairs = ()  # query pairs that are not GS1's, passed on when redirecting

    @property
    def lot(self) -> str | None:
        return dict(self.qualifiers).get("10")

    @property
    def serial(self) -> str | None:
        return dict(self.qualifiers).get("21")

    def path(self) -> str:
        pairs = ((self.key, self.value), *self.qualifiers)
        return "".join(f"/{name}/{quote(value, safe='')}" for name, value in pairs)

    def query(self) -> str:
        pairs = (*self.attributes, *self.others)
        return "&".join(f"{quote(name, safe='')}={quote(value, safe='')}" for name, value in pairs)

    def uri(self, root: str) -> str:
        """The address under `root` (`https://host`)."""
        query = self.query()
        return root.rstrip("/") + self.path() + (f"?{query}" if query else "")

    def ancestry(self) -> tuple[Self, ...]:
        """This thing and every wider one, down to the bare key: serial, lot, variant, product."""
        steps = range(len(self.qualifiers), -1, -1)
        return tuple(
            replace(self, qualifiers=self.qualifiers[:count], attributes=(), others=())
            for count in steps
        )


def parse(uri: str) -> DigitalLink:
    """Read a whole address, from any host. Raises InvalidLink."""
    if len(uri) > _LONGEST_URI:
        raise InvalidLink(reason="address")
    try:
        parts = urlsplit(uri)
    except ValueError as no:
        raise InvalidLink(reason="address") from no
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        raise InvalidLink(reason="address")
    return parse_target(parts.path, parts.query)


def parse_target(raw_path: str, raw_query: str = "") -> DigitalLink:
    """Read the undecoded path and query of a request. Raises InvalidLink."""
    key, value, qualifiers = _path_pairs(raw_path)
    attributes, others = _query_pairs(raw_query, key)
    return _checked(DigitalLink(key, value, qualifiers, attributes, others))


def without_sentence_end(raw_path: str, raw_query: str = "") -> DigitalLink | None:
    """The link that a sentence, a chat or a finger has put something behind, if that is all."""
    raw = f"{raw_path}?{raw_query}" if raw_query else raw_path
    bare = _SENTENCE_END.sub("", raw)
    if bare == raw:
        return None
    try:
        return parse_target(*bare.split("?", 1))
    except InvalidLink:
        return None


def from_elements(pairs: ElementPairs) -> DigitalLink:
    """What an element string says, its parts in whatever order. Raises InvalidLink.

    A second key, such as the place beside a product, is not part of the product's link.
    """
    values = dict(pairs)
    if len(values) != len(set(pairs)):
        raise InvalidLink(reason="duplicate")
    key = next((name for name in ("01", *KEYS) if name in values), None)
    if key is None:
        raise InvalidLink(reason="no_key", identifiers=list(values))
    sequences = (tuple(n for n in names if n in values) for names in SEQUENCES.get(key, ()))
    qualifiers = max(sequences, key=len, default=())
    return _checked(
        DigitalLink(
            key,
            values[key],
            tuple((name, values[name]) for name in qualifiers),
            tuple((n, v) for n, v in values.items() if n not in KEYS and n not in qualifiers),
        )
    )


def _checked(link: DigitalLink) -> DigitalLink:
    _check_values(((link.key, link.value),), KEYS)
    _check_sequence(link.key, [name for name, _ in link.qualifiers])
    _check_values(link.qualifiers, QUALIFIERS)
    _check_values(link.attributes, ELEMENTS)
    return link


def _path_pairs(raw_path: str) -> tuple[str, str, ElementPairs]:
    segments = raw_path.split("/")
    start = next((i for i, name in enumerate(segments[:-1]) if name in KEYS), None)
    if start is None:
        raise InvalidLink(reason="no_key")
    tail = segments[start:]
    if len(tail) % 2 and tail[-1] == "":  # a trailing slash changes nothing
        tail.pop()
    if len(tail) % 2:
        raise InvalidLink(reason="no_key", value=tail[-1])
    pairs = tuple(
        (name, _decoded(value)) for name, value in zip(tail[::2], tail[1::2], strict=True)
    )
    return *pairs[0], pairs[1:]


def _check_sequence(key: str, names: list[str]) -> None:
    """Qualifiers keep the order of one allowed sequence, each at most once."""
    for sequence in SEQUENCES.get(key, ()):
        if names == [name for name in sequence if name in names]:
            return
    if names:
        raise InvalidLink(reason="sequence", identifiers=names)


def _check_values(pairs: Iterable[tuple[str, str]], shapes: dict[str, ValueShape]) -> None:
    for name, value in pairs:
        fault = shapes[name].fault(value)
        if fault is not None:
            raise InvalidLink(reason=fault.value, identifier=name, value=value)


def _query_pairs(raw_query: str, key: str) -> tuple[ElementPairs, ElementPairs]:
    """GS1 attributes and the rest, where numbers we do not know stay: GS1 adds some every year.

    What belongs into the path is judged by the key: a lot narrows a product down, and describes
    what is in a parcel.
    """
    in_path = {*KEYS}.union(*SEQUENCES.get(key, ()))
    attributes: dict[str, str] = {}
    others: list[tuple[str, str]] = []
    for piece in filter(None, raw_query.split("&")):
        raw_name, _, raw_value = piece.partition("=")
        name, value = _decoded(raw_name), _decoded(raw_value.replace("+", "%20"))
        if name in in_path:
            raise InvalidLink(reason="misplaced", identifier=name)
        if name in attributes:
            raise InvalidLink(reason="duplicate", identifier=name)
        if name in ELEMENTS:
            attributes[name] = value
        else:
            others.append((name, value))
    return tuple(attributes.items()), tuple(others)


def _decoded(raw: str) -> str:
    if _ESCAPES.search(raw):
        raise InvalidLink(reason="encoding", value=raw)
    try:
        return unquote(raw, errors="strict")
    except UnicodeDecodeError as no:
        raise InvalidLink(reason="encoding", value=raw) from no
