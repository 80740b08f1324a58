"""`flask permissions …`: who may use which route, as the code that decides reads it."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass

import click
import orjson
from flask import Flask, current_app

from core.access.declared import action_of
from core.access.permissions import PermissionTable
from core.commands import Commands
from core.composition import services
from core.web.requests.access import undeclared

cli = Commands("permissions", help="Who may use which route.")

ANSWERED_BY_FLASK = {"HEAD", "OPTIONS"}


@dataclass(frozen=True, slots=True)
class RolesScope:
    """A role that may, and how far."""

    role: str
    scope: str


@dataclass(frozen=True, slots=True)
class RoutePermission:
    """A route, the action it declares, and every role that may do it."""

    endpoint: str
    rule: str
    methods: list[str]
    action: str
    two_person: bool
    grants: list[RolesScope]


def route_permissions(app: Flask, table: PermissionTable) -> Iterator[RoutePermission]:
    for rule in sorted(app.url_map.iter_rules(), key=lambda rule: (rule.rule, rule.endpoint)):
        permission = table[action_of(app.view_functions[rule.endpoint]) or ""]
        yield RoutePermission(
            endpoint=rule.endpoint,
            rule=rule.rule,
            methods=sorted((rule.methods or set()) - ANSWERED_BY_FLASK),
            action=permission.action,
            two_person=permission.two_persons,
            grants=[RolesScope(role, scope) for role, scope in permission.grants()],
        )


@cli.command("list")
@click.option("--json", "as_json", is_flag=True, help="As a list of objects.")
def list_(*, as_json: bool) -> None:
    """Every route with the roles that may use it."""
    routes = [*route_permissions(current_app, services()[PermissionTable])]
    if as_json:
        click.echo(orjson.dumps(routes, option=orjson.OPT_INDENT_2))
        return
    for route in routes:
        grants = ", ".join(f"{grant.role} ({grant.scope})" for grant in route.grants)
        second = ", two persons" if route.two_person else ""
        methods = " ".join(route.methods)
        click.echo(f"{methods}\t{route.rule}\t{route.action}{second}\t{grants}")


@cli.command("check")
def check() -> None:
    """Status 1 and one line for each route without an action of the table."""
    faults = [*undeclared(current_app, services()[PermissionTable])]
    for fault in faults:
        click.echo(fault)
    if faults:
        sys.exit(1)
    click.echo("every route has an action of the permission table")
