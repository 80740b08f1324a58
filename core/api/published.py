"""Schema names of the OpenAPI document, where a class is called otherwise in our code."""

from collections.abc import Callable
from typing import TypeVar

Schema = TypeVar("Schema", bound=type)


def published_as(name: str) -> Callable[[Schema], Schema]:
    """Publish the class under `name`: clients were generated from it, so it must stay.

    The outermost decorator: pydantic takes the name of a schema from the finished class.
    """

    def published(schema: Schema) -> Schema:
        schema.__name__ = schema.__qualname__ = name
        return schema

    return published
