"""`flask permissions …`: every route with every role that may use it."""

import json

import pytest

from core.access.roles import Role


@pytest.fixture
def run(app):
    return lambda *words: app.test_cli_runner().invoke(args=["permissions", *words])


def test_every_route_is_listed_with_its_action_and_roles(app, run):
    routes = json.loads(run("list", "--json").stdout)

    [leave] = [route for route in routes if route["endpoint"] == "sign_in.leave"]
    assert len(routes) == len([*app.url_map.iter_rules()])
    assert leave == {
        "endpoint": "sign_in.leave",
        "rule": "/dang-xuat",
        "methods": ["POST"],
        "action": "account.open",
        "two_person": False,
        "grants": [{"role": role, "scope": "whole"} for role in Role],
    }


def test_an_application_in_order_passes_the_check(run):
    passed = run("check")

    assert (passed.exit_code, passed.stdout.count("\n")) == (0, 1)


def test_each_route_without_an_action_is_one_line(app, run, monkeypatch):
    monkeypatch.setitem(app.view_functions, "home.show", lambda: "")

    failed = run("check")

    assert failed.exit_code == 1
    assert failed.stdout == "home.show (/) declares no action\n"
