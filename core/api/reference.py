"""The OpenAPI document as rows of tables that people read."""

from collections.abc import Mapping
from dataclasses import dataclass

from core.api.openapi import Json


@dataclass(frozen=True, slots=True)
class FieldReference:
    """A parameter or field. `type` is written as programmers say it; `shape` names its table."""

    name: str
    type: str
    shape: str
    description: str
    allowed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SchemaReference:
    """One object of the answers."""

    name: str
    rows: list[FieldReference]


@dataclass(frozen=True, slots=True)
class OperationReference:
    """One operation with what may be asked and which statuses come back."""

    name: str
    path: str
    summary: str
    description: str
    parameters: list[FieldReference]
    answer: str
    statuses: list[tuple[str, str]]
    example: str


@dataclass(frozen=True, slots=True)
class Reference:
    """Everything the page shows."""

    title: str
    version: str
    about: str
    addresses: list[OperationReference]
    shapes: list[SchemaReference]


def reference(document: Json, examples: Mapping[str, str]) -> Reference:
    """The page's content; `examples` are addresses to try, by operation."""
    schemas: Json = document["components"]["schemas"]
    return Reference(
        title=document["info"]["title"],
        version=document["info"]["version"],
        about=document["info"]["description"],
        addresses=[
            _address(path, item["get"], document, examples)
            for path, item in document["paths"].items()
        ],
        shapes=[
            SchemaReference(
                name, [_row(n, field, schemas) for n, field in schema["properties"].items()]
            )
            for name, schema in schemas.items()
            if "properties" in schema
        ],
    )


def _address(
    path: str, operation: Json, document: Json, examples: Mapping[str, str]
) -> OperationReference:
    answer_schema = operation["responses"]["200"]["content"]["application/json"]["schema"]
    schemas = document["components"]["schemas"]
    return OperationReference(
        name=operation["operationId"],
        path=path,
        summary=operation["summary"],
        description=operation["description"],
        parameters=[
            _row(p["name"], p["schema"] | {"description": p["description"]}, schemas)
            for p in operation["parameters"]
        ],
        answer=_name(answer_schema),
        statuses=[
            (status, _says(response, document))
            for status, response in operation["responses"].items()
        ],
        example=examples.get(operation["operationId"], ""),
    )


def _says(response: Json, document: Json) -> str:
    if "$ref" in response:
        response = document["components"]["responses"][_name(response)]
    return str(response["description"])


def _row(name: str, schema: Json, schemas: Json) -> FieldReference:
    shape = _shape(schema)
    target = schemas.get(shape, {})
    allowed = (*schema.get("enum", ()), *schema.get("items", {}).get("enum", ()))
    return FieldReference(
        name=name,
        type=_type(schema, schemas),
        shape=shape if "properties" in target else "",
        description=schema.get("description", ""),
        allowed=tuple(map(str, allowed or target.get("enum", ()))),
    )


def _type(schema: Json, schemas: Json) -> str:
    if "anyOf" in schema:
        return " | ".join(_type(one, schemas) for one in schema["anyOf"])
    if "$ref" in schema:
        name = _name(schema)
        return name if "properties" in schemas[name] else "string"
    if schema.get("type") == "array":
        inner = schema.get("items") or (schema.get("prefixItems") or [{}])[0]
        return f"{_type(inner, schemas)}[]"
    written = schema.get("format") or schema.get("type", "any")
    return str(written)


def _shape(schema: Json) -> str:
    """The object a field holds, alone, in a list or beside null."""
    pieces = [schema, schema.get("items") or {}, *schema.get("anyOf", ())]
    return next((_name(piece) for piece in pieces if "$ref" in piece), "")


def _name(schema: Json) -> str:
    return str(schema["$ref"]).rpartition("/")[2]
