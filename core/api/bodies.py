"""Reads a JSON body into a model (pydantic), or says of each field what is wrong with it."""

from dataclasses import dataclass
from http import HTTPStatus
from typing import TypeVar

from flask import Response, request
from flask_babel import gettext as _
from pydantic import BaseModel, ConfigDict, ValidationError

from core.web.problems import problem


class JsonBody(BaseModel):
    """Fields nobody knows are refused: a misspelt one, ignored, would change nothing silently."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldFault:
    """One field that cannot be used, and which rule it breaks."""

    field: str
    code: str


class BadBody(Exception):
    """Everything that is wrong with a body."""

    def __init__(self, faults: list[FieldFault]) -> None:
        super().__init__(faults)
        self.faults = faults


Read = TypeVar("Read", bound=JsonBody)


def read_body(model: type[Read]) -> Read:
    """The body of this request. Raises BadBody."""
    try:
        return model.model_validate_json(request.get_data())
    except ValidationError as error:
        raise BadBody(
            [
                FieldFault(field=".".join(map(str, each["loc"])), code=each["type"])
                for each in error.errors(include_url=False, include_input=False)
            ]
        ) from None


def body_refused(error: BadBody) -> Response:
    """422 with every field by name; for the blueprints of APIs."""
    field = error.faults[0].field
    detail = (
        _("Trường “%(field)s” thiếu, thừa hoặc không đúng kiểu.", field=field)
        if field
        else _("Nội dung không phải một đối tượng JSON.")
    )
    return problem(
        HTTPStatus.UNPROCESSABLE_ENTITY, "invalid_body", str(detail), errors=error.faults
    )
