"""A catalogue to be attacked, and every address of the system filled in with it."""

import io
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from flask import Flask

from core.logs import LINE, PrivateFormatter, name_request
from tests.factories.traceability import make_area, make_report, tie
from tests.storefront.conftest import catalogue, indexed  # noqa: F401 - fixtures

# Parts of what the tests here send, in addresses and bodies.
TYPED_MARKS = ("alert(1)", "7*7", "OR 1=1", "etc/passwd", "evil.example", "Ngu\u0302", "aaaaaaaa")
GS1_KEYS = {  # of companies and their parts nothing is known yet: only products are there
    "/00/<path:rest>": "089385050000000015",
    "/01/<path:rest>": "08938505970011",
    "/414/<path:rest>": "8938505970004",
    "/417/<path:rest>": "8938505970998",
}


@dataclass(frozen=True)
class Door:
    """One rule of the system: `open` is an address that exists, `fill` puts other values in."""

    endpoint: str
    rule: str
    arguments: dict[str, str]

    @property
    def open(self) -> str:
        return self.fill(self.arguments)

    def fill(self, values: dict[str, str]) -> str:
        path = self.rule
        for name, value in values.items():
            path = re.sub(rf"<(?:[^<>]*:)?{name}>", lambda _, filled=value: filled, path)

        return path


@pytest.fixture(autouse=True)
def log() -> Iterator[io.StringIO]:
    """What a running system would have logged of the test, which may repeat nothing typed."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.addFilter(name_request)
    handler.setFormatter(PrivateFormatter(LINE))
    logging.getLogger().addHandler(handler)
    yield written
    logging.getLogger().removeHandler(handler)
    assert [mark for mark in TYPED_MARKS if mark in written.getvalue()] == []


@pytest.fixture
def doors(app: Flask, session, catalogue) -> list[Door]:  # noqa: F811
    """All of them; that each leads to something is tested in test_every_answer.py."""
    area = make_area(session)
    tie(session, catalogue["valid"], area)
    catalogue["valid"].gtin = GS1_KEYS["/01/<path:rest>"]
    session.flush()
    code = catalogue["valid"].code
    known = {
        "static": "css/site.css",
        "certificate.show": catalogue["paper"].code,
        "areas.show": area.code,
        "reports.ticket": make_report(session, catalogue["valid"]).ticket,
        "product.show": catalogue["valid"].slug,
        "producer.show": catalogue["producer"].slug,
        "province.show": "bac-ninh",
        "sitemap.part": "1",
    }
    return [
        Door(
            rule.endpoint,
            rule.rule,
            {
                name: GS1_KEYS.get(
                    rule.rule, known.get(rule.endpoint, "1" if "<int" in rule.rule else code)
                )
                for name in sorted(rule.arguments)
            },
        )
        for rule in app.url_map.iter_rules()
        if "GET" in rule.methods
    ]
