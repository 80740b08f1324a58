"""A package names endpoints of its own and of those below; pages above are linked in templates."""

import ast

from config import ROOT
from tests.architecture.test_house_rules import CODE

FROM_LOWEST = (
    "core", "registry", "accounts", "certification", "traceability", "intake", "marketplace",
    "storefront",
    "desks",
)  # fmt: skip


def package(path):
    return path.split("/")[0].split(".")[0]


def strings(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def test_no_package_names_an_endpoint_of_one_above(app):
    owners = {name: package(view.__module__) for name, view in app.view_functions.items()}
    above = [
        f"{name} in {file}"
        for path in CODE
        for file in [path.relative_to(ROOT).as_posix()]
        if package(file) in FROM_LOWEST
        for name in set(strings(path)) & owners.keys()
        if owners[name] in FROM_LOWEST
        and FROM_LOWEST.index(owners[name]) > FROM_LOWEST.index(package(file))
    ]

    assert owners["product.show"] == "storefront"
    assert above == []
