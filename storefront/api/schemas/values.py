"""The kinds of value a parameter may have: how each is read, what is refused, how it is described.

Strict on purpose: Arabic digits, "1e3", " 5" and "4.5" are no whole numbers here.
"""

from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import Annotated, Any, TypeVar

from pydantic import BeforeValidator, ValidationInfo, WithJsonSchema
from pydantic_core import PydanticCustomError

from core.web.requests.inputs import clean
from registry.rules.place_names import province_key
from registry.rules.product_sets import GROUPS
from registry.rules.slugs import slug_of, squeezed
from search.engine import DEEPEST, Sort
from storefront.index.rules import STARS, STATES

MAX_TEXT = 200
MAX_PRICE = 10**12
MAX_PER_PAGE = 100
MOST_DIGITS = 15

Choice = TypeVar("Choice", bound=StrEnum)


def whole_number(low: int, high: int) -> Callable[[Any], Any]:
    """Reads plain ASCII digits between two bounds."""

    def read(value: Any) -> Any:  # noqa: ANN401 - pydantic hands over anything
        if not isinstance(value, str):
            return value
        if not (value.isascii() and value.isdigit()):
            raise PydanticCustomError("not_a_whole_number", "not a whole number")
        digits = value.lstrip("0") or "0"
        if len(digits) > MOST_DIGITS or not low <= int(digits) <= high:
            raise PydanticCustomError("out_of_range", "out of range", {"low": low, "high": high})
        return int(digits)

    return read


def _text(value: Any) -> Any:  # noqa: ANN401 - pydantic hands over anything
    text = clean(str(value))
    if len(text) > MAX_TEXT:
        raise PydanticCustomError("too_long", "too long", {"limit": MAX_TEXT})
    return text


def _unknown(value: object, known: Iterable[object]) -> PydanticCustomError:
    allowed = ", ".join(map(str, known))
    return PydanticCustomError(
        "unknown_value", "unknown value", {"value": str(value), "allowed": allowed}
    )


def _boolean(value: Any) -> Any:  # noqa: ANN401 - pydantic hands over anything
    words = {"true": True, "1": True, "false": False, "0": False}
    if not isinstance(value, str):
        return value
    if value.lower() not in words:
        raise _unknown(value, ("true", "false"))
    return words[value.lower()]


def _sort(value: Any) -> Any:  # noqa: ANN401 - pydantic hands over anything
    if value not in tuple(Sort):
        raise _unknown(value, Sort)
    return Sort(value)


def _groups(values: Any) -> Any:  # noqa: ANN401 - pydantic hands over anything
    return tuple(dict.fromkeys(_group(value) for value in values))


def _group(value: str) -> str:
    slug = slug_of(value)
    for group in GROUPS:
        if slug in (group.slug, slug_of(group.name)):
            return group.slug
    raise _unknown(value, (group.slug for group in GROUPS))


def _provinces(values: Any, info: ValidationInfo) -> Any:  # noqa: ANN401 - pydantic hands over anything
    """Today's slugs for new and former names; the context leads from slugs to today's slugs."""
    known = {squeezed(slug): today for slug, today in (info.context or {}).items()}
    slugs: dict[str, None] = {}
    for value in values:
        slug = known.get(province_key(value))
        if slug is None:
            raise PydanticCustomError("unknown_province", "unknown province", {"value": value})
        slugs[slug] = None
    return tuple(slugs)


def _stars(values: Any) -> Any:  # noqa: ANN401 - pydantic hands over anything
    return tuple(dict.fromkeys(_known(values, {str(star): star for star in STARS})))


def _states(values: Any) -> Any:  # noqa: ANN401 - pydantic hands over anything
    return tuple(dict.fromkeys(_known(values, {state: state for state in STATES})))


_Value = TypeVar("_Value")


def _known(values: Iterable[object], known: dict[str, _Value]) -> Iterable[_Value]:
    for value in values:
        if str(value) not in known:
            raise _unknown(value, known)
        yield known[str(value)]


def _many(items: dict[str, object]) -> WithJsonSchema:
    return WithJsonSchema({"type": "array", "items": items})


def _number(low: int, high: int) -> WithJsonSchema:
    return WithJsonSchema({"type": "integer", "minimum": low, "maximum": high})


Text = Annotated[
    str, BeforeValidator(_text), WithJsonSchema({"type": "string", "maxLength": MAX_TEXT})
]
Groups = Annotated[
    tuple[str, ...],
    BeforeValidator(_groups),
    _many({"type": "string", "enum": [group.slug for group in GROUPS]}),
]
Provinces = Annotated[tuple[str, ...], BeforeValidator(_provinces), _many({"type": "string"})]
Stars = Annotated[
    tuple[int, ...], BeforeValidator(_stars), _many({"type": "integer", "enum": list(STARS)})
]
States = Annotated[
    tuple[str, ...], BeforeValidator(_states), _many({"type": "string", "enum": list(STATES)})
]
Price = Annotated[int | None, BeforeValidator(whole_number(0, MAX_PRICE)), _number(0, MAX_PRICE)]
InStock = Annotated[bool, BeforeValidator(_boolean), WithJsonSchema({"type": "boolean"})]
Sorting = Annotated[
    Sort,
    BeforeValidator(_sort),
    WithJsonSchema({"type": "string", "enum": [str(sort) for sort in Sort]}),
]
Page = Annotated[int, BeforeValidator(whole_number(1, DEEPEST)), _number(1, DEEPEST)]
PerPage = Annotated[int, BeforeValidator(whole_number(1, MAX_PER_PAGE)), _number(1, MAX_PER_PAGE)]
