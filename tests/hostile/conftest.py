"""A catalogue to be attacked, and every address of the system filled in with it."""

from dataclasses import dataclass

import pytest
from flask import Flask

from tests.factories.traceability import make_area, tie
from tests.storefront.conftest import catalogue, indexed  # noqa: F401 - fixtures

TICKET = "7K3MX9QF2Z"  # well formed, never given out


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
            start = path.index("<")
            assert path[start : path.index(">")].endswith(name)
            path = path[:start] + value + path[path.index(">") + 1 :]
        return path


@pytest.fixture
def doors(app: Flask, session, catalogue) -> list[Door]:  # noqa: F811
    """All of them: a rule that nobody can fill in fails here."""
    area = make_area(session)
    tie(session, catalogue["valid"], area)
    session.flush()
    code = catalogue["valid"].code
    known = {
        "static": "css/site.css",
        "certificate.show": catalogue["paper"].code,
        "areas.show": area.code,
        "resolver.resolve": "08930000000009",
        "reports.ticket": TICKET,
        "product.show": catalogue["valid"].slug,
        "producer.show": catalogue["producer"].slug,
        "province.show": "bac-ninh",
        "sitemap.part": "1",
    }
    return [
        Door(
            rule.endpoint,
            rule.rule,
            {name: known.get(rule.endpoint, code) for name in sorted(rule.arguments)},
        )
        for rule in app.url_map.iter_rules()
        if "GET" in rule.methods
    ]
