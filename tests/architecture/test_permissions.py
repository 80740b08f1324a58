"""One table says who may do what: the deciding code reads it, and each route has an action."""

import pytest
from flask import Flask

from config import ROOT
from core.access.actors import Actor
from core.access.declared import action_of, allowed
from core.access.permissions import PermissionTable
from core.access.roles import Role, Scope, ScopeKind
from core.composition import Services
from core.web.requests.access import UndeclaredRoute, check_routes
from core.web.requests.inputs import READS

TABLE = PermissionTable.read(ROOT / "data" / "permissions.csv")


def test_every_route_declares_an_action_of_the_table(app):
    actions = {action_of(view) for view in app.view_functions.values()}

    assert actions <= set(TABLE)


@pytest.mark.parametrize("action", [None, "nothing.known"])
def test_an_application_with_another_route_does_not_start(action):
    bare = Flask(__name__)
    services = Services(public_url="http://localhost")
    services.register(bare)
    services[PermissionTable] = TABLE
    allowed("page.read")(bare.view_functions["static"])
    view = allowed(action)(lambda: "") if action else lambda: ""
    bare.add_url_rule("/neu", "new", view)

    with pytest.raises(UndeclaredRoute, match=r"new \(/neu\)"):
        check_routes(bare)


def test_whatever_changes_something_is_more_than_reading_a_page(app):
    changing = {rule.endpoint for rule in app.url_map.iter_rules() if rule.methods - READS}

    assert changing
    assert all(action_of(app.view_functions[name]) != "page.read" for name in changing)


def test_every_action_is_somebodys():
    assert [action for action in TABLE if not TABLE[action].grants()] == []


def test_a_stranger_may_what_the_table_gives_to_strangers():
    assert TABLE.scopes(Actor(""), "page.read") == {Scope(ScopeKind.WHOLE)}
    assert TABLE.scopes(Actor(""), "account.read") == set()


def test_whoever_has_an_account_reaches_their_own():
    assert TABLE.scopes(Actor("An", 7), "account.read") == {Scope(ScopeKind.SELF, 7)}


def test_public_actions_are_granted_to_every_role():
    assert {role for role, _ in TABLE["page.read"].grants()} == set(Role)


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("x.read,,everywhere", "everywhere"),
        ("x.read,perhaps,whole", "two_persons"),
        ("page.read,,whole\npage.read,,whole", "twice"),
    ],
)
def test_a_table_that_cannot_be_meant_is_refused(tmp_path, line, fault):
    path = tmp_path / "permissions.csv"
    path.write_text(f"action,two_persons,operator\n{line}\n", encoding="utf-8")

    with pytest.raises(ValueError, match=fault):
        PermissionTable.read(path)


def test_a_column_that_is_no_role_is_refused(tmp_path):
    path = tmp_path / "permissions.csv"
    path.write_text("action,two_persons,boss\nx.read,,whole\n", encoding="utf-8")

    with pytest.raises(ValueError, match="boss"):
        PermissionTable.read(path)
