"""The API's own document, and a search engine that is away."""

import pytest
from jsonschema_rs import Draft202012Validator

from core.composition import Services
from search.engine import SearchEngine, SearchUnavailable


@pytest.fixture
def engine_away(app, monkeypatch):
    class Away:
        def search(self, query):
            raise SearchUnavailable

        def suggest(self, text, *, limit=8):
            raise SearchUnavailable

    monkeypatch.setitem(Services.of(app).by_type, SearchEngine, Away())


@pytest.fixture
def document(client):
    return client.get("/api/v1/openapi.json").get_json()


@pytest.fixture
def conforms(document):
    """Says whether an answer is exactly what the document promises: no field more, none less."""

    def closed(node):
        if isinstance(node, list):
            return [closed(one) for one in node]
        if not isinstance(node, dict):
            return node
        extra = {"additionalProperties": False} if "properties" in node else {}
        return {key: closed(value) for key, value in node.items()} | extra

    def check(name, body):
        schema = {
            "$ref": f"#/components/schemas/{name}",
            "components": closed(document["components"]),
        }
        Draft202012Validator(schema, validate_formats=True).validate(body)

    return check
