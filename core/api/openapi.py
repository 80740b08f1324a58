"""The OpenAPI 3.1 document, generated from the operations and the types that fill their answers."""

from collections.abc import Callable, Iterable
from copy import deepcopy
from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import JsonSchemaMode

from core.api.operations import Operation
from core.api.parameters import Parameters
from core.api.problems import ParameterProblem, Problem
from core.codes import ALPHABET, LENGTH
from core.web.i18n import N_

Json = dict[str, Any]

VERSION = "1.0.0"
ROOT = "/api/v1"
_SCHEMA = "#/components/schemas/{model}"
_TRANSLATED = ("description", "summary", "title")

ABOUT = N_(
    "Dữ liệu mở của Chợ Sao: sản phẩm OCOP, ai làm, từ vùng nguyên liệu nào, sao còn hiệu lực hay"
    " không. Chỉ đọc, không cần khoá. Sao được tính mỗi ngày theo giờ Việt Nam từ giấy chứng nhận."
    " Tên trường được giữ nguyên; có thể thêm trường mới. Câu trả lời có ETag: hãy gửi lại bằng"
    " If-None-Match để chỉ nhận 304 khi không có gì đổi. Ngôn ngữ của câu chữ theo Accept-Language"
    " (vi, en)."
)
_CODE = N_("Mã công khai 10 ký tự.")
_REFUSALS = {
    "400": (
        "BadRequest",
        Problem,
        N_("Yêu cầu không đọc được: ký tự hỏng hoặc quá nhiều tham số."),
    ),
    "404": ("NotFound", Problem, N_("Không có; code cho biết vì sao.")),
    "405": ("MethodNotAllowed", Problem, N_("Chỉ có GET, HEAD và OPTIONS.")),
    "406": ("NotAcceptable", Problem, N_("Accept không nhận JSON.")),
    "410": ("Gone", Problem, N_("Mã được cấp nhầm và đã bị xóa.")),
    "422": ("InvalidParameter", ParameterProblem, N_("Tham số sai; errors nêu từng tham số.")),
    "429": ("TooManyRequests", Problem, N_("Quá nhiều yêu cầu; xem Retry-After.")),
    "503": ("Unavailable", Problem, N_("Cơ sở dữ liệu đang nghỉ; xem Retry-After.")),
}
_OF_CODES = ("404", "410")
_UNCHANGED = N_("Không có gì đổi từ ETag đã gửi.")


def document(operations: Iterable[Operation], server: str, translate: Callable[[str], str]) -> Json:
    """The whole document, its sentences in one language."""
    listed = tuple(operations)
    inputs: list[tuple[str, JsonSchemaMode, TypeAdapter[Any]]] = [
        (o.name, "serialization", TypeAdapter(o.answer)) for o in listed
    ]
    inputs += [(t.__name__, "serialization", TypeAdapter(t)) for t in (Problem, ParameterProblem)]
    named, definitions = TypeAdapter.json_schemas(inputs, ref_template=_SCHEMA)
    whole = {
        "openapi": "3.1.0",
        "info": {"title": "Chợ Sao API", "version": VERSION, "description": ABOUT},
        "servers": [{"url": server}],
        "paths": {
            ROOT + o.path: {"get": _operation(o, named[o.name, "serialization"])} for o in listed
        },
        "components": {
            "schemas": definitions["$defs"],
            "responses": {
                name: _response(says, _problem_content(schema.__name__))
                for name, schema, says in _REFUSALS.values()
            },
        },
    }
    return _translated(deepcopy(whole), translate)  # type: ignore[no-any-return] # a dict stays one


def _operation(operation: Operation, answer: Json) -> Json:
    statuses = [s for s in _REFUSALS if s not in _OF_CODES or operation.takes_code]
    success = _response(operation.summary, {"application/json": {"schema": answer}})
    success["headers"] = {"ETag": {"schema": {"type": "string"}}}
    return {
        "operationId": operation.name,
        "summary": operation.summary,
        "description": operation.description,
        "parameters": [*_path_parameters(operation), *_query_parameters(operation.parameters)],
        "responses": {
            "200": success,
            "304": {"description": _UNCHANGED},
            **{s: {"$ref": f"#/components/responses/{_REFUSALS[s][0]}"} for s in statuses},
        },
    }


def _path_parameters(operation: Operation) -> list[Json]:
    if not operation.takes_code:
        return []
    schema = {"type": "string", "pattern": f"^[{ALPHABET}]{{{LENGTH}}}$"}
    return [
        {"name": "code", "in": "path", "required": True, "description": _CODE, "schema": schema}
    ]


def _query_parameters(parameters: type[Parameters]) -> list[Json]:
    properties: dict[str, Json] = parameters.model_json_schema().get("properties", {})
    return [_query_parameter(name, dict(schema)) for name, schema in properties.items()]


def _query_parameter(name: str, schema: Json) -> Json:
    says = schema.pop("description", "")
    schema.pop("title", None)
    if schema.get("default", "") in (None, "", []):
        schema.pop("default", None)
    listed = {"style": "form", "explode": True} if schema.get("type") == "array" else {}
    return {"name": name, "in": "query", "description": says, **listed, "schema": schema}


def _response(says: str, content: Json) -> Json:
    return {"description": says, "content": content}


def _problem_content(name: str) -> Json:
    return {"application/problem+json": {"schema": {"$ref": _SCHEMA.format(model=name)}}}


def _translated(node: Any, translate: Callable[[str], str]) -> Any:  # noqa: ANN401 - any JSON
    if isinstance(node, list):
        return [_translated(one, translate) for one in node]
    if not isinstance(node, dict):
        return node
    return {
        key: translate(value)
        if key in _TRANSLATED and isinstance(value, str)
        else _translated(value, translate)
        for key, value in node.items()
    }
