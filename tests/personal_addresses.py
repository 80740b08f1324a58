"""Addresses that not everybody may ask for, filled in with things of a world with two sides.

Made from the routes: a new one is tried by itself. Where its argument names a thing that the world
has, its room is named here.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from config import ROOT
from core.access.declared import action_of
from core.access.permissions import PermissionTable
from core.access.roles import Role
from tests.factories.world import World

TABLE = PermissionTable.read(ROOT / "data" / "permissions.csv")
NOBODYS = {"int": 2_147_483_647, "other": "0000000000"}
# Routes whose argument names a thing that both sides of the world have: which one.
PRODUCTS = {
    "my_album", "my_draft", "my_history", "my_product", "my_product_api", "my_products",
    "my_stock", "my_uploads", "own_labels",
}  # fmt: skip
CERTIFICATES = {"officer_certificates"}
WAITING = {"officer_pending"}
NAMED_IN_BODY = {"workplaces.choose"}  # which producer, that is


@dataclass(frozen=True)
class Probe:
    """One request; `whose` is the side of the border to which its thing belongs, if it has one."""

    endpoint: str
    method: str
    path: str
    whose: str  # own, foreign, nobody, or empty: it names no thing


def probes(world: World) -> Iterator[Probe]:
    adapter = world.app.url_map.bind("localhost")
    for rule in world.app.url_map.iter_rules():
        if TABLE[action_of(world.app.view_functions[rule.endpoint]) or ""].is_public:
            continue
        for whose, values in _values(world, rule):
            path = adapter.build(rule.endpoint, values)
            for method in sorted(rule.methods - {"HEAD", "OPTIONS"}):
                yield Probe(rule.endpoint, method, path, whose)


def _values(world: World, rule: Any) -> Iterator[tuple[str, dict[str, object]]]:
    if not rule.arguments:
        yield "nobody" if rule.endpoint in NAMED_IN_BODY else "", {}
        return
    room = rule.endpoint.partition(".")[0]
    known = {
        **dict.fromkeys(PRODUCTS, lambda side: {"code": side.product.code}),
        **dict.fromkeys(CERTIFICATES, lambda side: {"code": side.certificate.code}),
        **dict.fromkeys(WAITING, lambda side: {"act_id": side.waiting.id}),
    }
    if room in known and rule.arguments == known[room](world.own).keys():
        for whose in ("own", "foreign"):
            yield whose, known[room](getattr(world, whose))
        return
    kinds = {name: "int" if "int" in repr(c).lower() else "other" for name, c in _converters(rule)}
    yield "nobody", {name: NOBODYS[kind] for name, kind in kinds.items()}


def _converters(rule: Any) -> list[tuple[str, object]]:
    return [(name, type(converter).__name__) for name, converter in rule._converters.items()]


def personal_pages(world: World) -> Iterator[tuple[Role, Probe]]:
    """What can be looked at and is there, with the first role that may."""
    for probe in probes(world):
        if probe.method == "GET" and probe.whose in {"", "own"}:
            reach = TABLE[action_of(world.app.view_functions[probe.endpoint]) or ""].reach
            yield next(role for role in Role if role in reach), probe
