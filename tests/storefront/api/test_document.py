"""The OpenAPI document: complete, valid, and kept by the code under requests nobody thought of."""

import hypothesis
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
OPERATIONS = ("products", "product", "suggest", "code", "provinces", "groups")


# The document itself, what our own pages ask, and what is one person's (docs/api.md).
UNDESCRIBED = {
    "api.openapi", "me.show", "token_api.issue", "my_product_api.show", "my_product_api.change",
}  # fmt: skip


def test_every_route_is_described(app, document):
    routes = {
        rule.rule.replace("<", "{").replace(">", "}")
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith("/api/v1/") and rule.endpoint not in UNDESCRIBED
    }

    assert document["openapi"] == "3.1.0"
    assert set(document["paths"]) == routes
    assert {p["get"]["operationId"] for p in document["paths"].values()} == set(OPERATIONS)


def test_parameters_are_described_as_they_are_read(document):
    listed = {p["name"]: p for p in document["paths"]["/api/v1/products"]["get"]["parameters"]}

    assert list(listed) == [
        "q", "group", "province", "stars", "state", "min_price", "max_price", "in_stock", "sort",
        "page", "per_page",
    ]  # fmt: skip
    assert listed["per_page"]["schema"] == {
        "type": "integer", "minimum": 1, "maximum": 100, "default": 24,
    }  # fmt: skip
    assert listed["stars"]["schema"]["items"] == {"type": "integer", "enum": [3, 4, 5]}
    assert all(p["description"] for p in listed.values())


def test_every_reference_leads_somewhere(document):
    def references(node):
        if isinstance(node, list):
            return [r for one in node for r in references(one)]
        if not isinstance(node, dict):
            return []
        own = [node["$ref"]] if "$ref" in node else []
        return own + [r for value in node.values() for r in references(value)]

    for reference in set(references(document)):
        part = document
        for step in reference.removeprefix("#/").split("/"):
            part = part[step]


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("mode", schemathesis.GenerationMode)
@pytest.mark.parametrize("name", OPERATIONS)
def test_no_request_gets_an_answer_the_document_does_not_know(app, catalogue, name, mode):
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app)
    operation = schema.find_operation_by_id(name)
    if mode.is_negative and not (operation.query or operation.path_parameters):
        return

    @hypothesis.seed(26)
    @hypothesis.settings(
        max_examples=25, deadline=None, database=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @hypothesis.given(operation.as_strategy(generation_mode=mode))
    def keep(case):
        response = case.call(headers={"Accept-Encoding": "identity"})
        case.validate_response(response, checks=CHECKS)

    keep()
