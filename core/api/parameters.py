"""Reads a query string into a model, or says of each parameter what is wrong with it."""

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, ClassVar, TypeVar, get_origin

from pydantic import BaseModel, ConfigDict, ValidationError
from werkzeug.datastructures import MultiDict

MOST_TOLD = 10


class Parameters(BaseModel):
    """Unknown names are refused: a misspelt filter, ignored, would give a wrong answer silently."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    # A rule about two parameters names the one to change.
    parameter_of_rule: ClassVar[Mapping[str, str]] = {}


class NoParameters(Parameters):
    """Of an address that has none."""


Read = TypeVar("Read", bound=Parameters)


@dataclass(frozen=True, slots=True)
class Fault:
    """One parameter that cannot be used: which, which rule, and the facts of the sentence."""

    parameter: str
    code: str
    facts: Mapping[str, object]


class BadParameters(Exception):
    """Everything that is wrong with a query string."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__(faults)
        self.faults = faults[:MOST_TOLD]


def read(
    model: type[Read], args: MultiDict[str, str], provinces: Mapping[str, str] | None = None
) -> Read:
    """The parameters as the model has them; an empty value counts as not given.

    `provinces` leads from today's and former slugs to today's. Raises BadParameters.
    """
    check_names(model, args)
    values = {
        name: _value(model, name, given)
        for name, values in args.lists()
        if (given := [value for value in values if value])
    }
    try:
        return model.model_validate(values, context=provinces)
    except ValidationError as error:
        raise BadParameters(
            [_fault(model, one) for one in error.errors(include_url=False)]
        ) from None


def check_names(model: type[Parameters], args: MultiDict[str, str]) -> None:
    """Raises BadParameters for unknown names, and for two values where one is meant."""
    faults = []
    for name, values in args.lists():
        if name not in model.model_fields:
            near = get_close_matches(name, model.model_fields, n=1)
            faults.append(Fault(name, "unknown_parameter", {"nearest": near[0] if near else ""}))
        elif len(values) > 1 and not _is_list(model, name):
            faults.append(Fault(name, "given_twice", {}))
    if faults:
        raise BadParameters(faults)


def _is_list(model: type[Parameters], name: str) -> bool:
    return get_origin(model.model_fields[name].annotation) is tuple


def _value(model: type[Parameters], name: str, given: list[str]) -> str | list[str]:
    if not _is_list(model, name):
        return given[0]
    pieces = (piece.strip() for value in given for piece in value.split(","))
    return [piece for piece in pieces if piece]


def _fault(model: type[Parameters], error: Any) -> Fault:  # noqa: ANN401 - pydantic's own dictionary
    code = str(error["type"])
    name = model.parameter_of_rule.get(code) or str(error["loc"][0])
    return Fault(name, code, error.get("ctx", {}))
