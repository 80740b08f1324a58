"""A small catalogue behind the API, with an index of its own, and the API's own document."""

from datetime import timedelta

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from certification.rules.dates import VagueDate
from core.clock import today
from marketplace import engine
from marketplace.services import index
from marketplace.views import atlas
from search.embedded import EmbeddedEngine
from search.engine import SearchUnavailable
from tests.factories.catalogue import (
    make_certificate,
    make_certified,
    make_event,
    make_offer,
    make_producer,
    make_product,
)


@pytest.fixture
def search_index(app, tmp_path, monkeypatch):
    monkeypatch.setitem(app.extensions, engine.KEY, EmbeddedEngine(tmp_path / "search"))
    app.extensions.pop(atlas.KEY, None)
    yield app.extensions[engine.KEY]
    app.extensions.pop(atlas.KEY, None)


@pytest.fixture
def indexed(search_index, session):
    def write() -> None:
        index.rebuild(session, search_index, today())

    return write


@pytest.fixture
def goods(session, indexed):
    """One product in each condition that people meet."""
    day = today()
    producer = make_producer(session, "HTX Tài Hoan")
    valid, paper = make_certified(
        session, "Miến dong Tài Hoan", stars=5, on=day - timedelta(days=100), producer=producer
    )
    make_offer(session, valid, 95_000)
    lapsed, _ = make_certified(
        session, "Chè Tân Cương", stars=4, on=day - timedelta(days=1300), producer=producer
    )
    unsure, _ = make_certified(
        session, "Mật ong rừng", stars=3, province="Bắc Ninh", printed_province="Bắc Giang",
        on=VagueDate(day - timedelta(days=1250), day - timedelta(days=900)),
    )  # fmt: skip
    potential = make_product(session, "Nước mắm Khải Hoàn", product_group="thuc-pham")
    make_event(
        session, make_certificate(session, potential), "proposed", day - timedelta(days=30), stars=5
    )
    bare = make_product(session, "Giỏ cói", product_group="thu-cong-my-nghe", print="basket")
    session.commit()
    indexed()
    return {
        "producer": producer, "valid": valid, "paper": paper, "lapsed": lapsed, "unsure": unsure,
        "potential": potential, "bare": bare,
    }  # fmt: skip


@pytest.fixture
def engine_away(app, search_index, monkeypatch):
    class Away:
        def search(self, query):
            raise SearchUnavailable

        def suggest(self, text, *, limit=8):
            raise SearchUnavailable

    monkeypatch.setitem(app.extensions, engine.KEY, Away())


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
        Draft202012Validator(schema, format_checker=FormatChecker()).validate(body)

    return check
