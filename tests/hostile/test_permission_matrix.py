"""Every address × every role × own or foreign, made from the routes and the table, is asked for.

What the table says is computed here once more, from the file alone, and compared with what the
running application answers. Addresses of things that this world has none of are asked for with a
number that nobody has.
"""

from collections import Counter
from collections.abc import Iterable
from zlib import crc32

import pytest

from core.access.declared import action_of, seen_by
from core.access.permissions import Permission, PermissionTable
from core.access.roles import Role, ScopeKind
from core.composition import Services
from core.db.sessions import Database
from tests.factories.world import World, make_world
from tests.personal_addresses import TABLE, Probe, probes

SIGN_IN, FORBIDDEN, MISSING, OPEN = "to sign-in", "403", "404", "open"


@pytest.fixture
def world(app, session):
    return make_world(app, session)


def expected(world: World, probe: Probe, role: Role) -> set[str]:
    """What the table says of it."""
    view = world.app.view_functions[probe.endpoint]
    reach = _reach(TABLE[action_of(view)], role)
    if reach is None:
        if role is Role.ANONYMOUS:
            return {SIGN_IN}
        seeing = seen_by(view)
        return {FORBIDDEN} if seeing and _reach(TABLE[seeing], role) else {MISSING}
    if probe.whose == "nobody":
        return {MISSING, OPEN}  # what was sent may be checked before anything is looked up
    if probe.whose == "foreign" and ScopeKind.WHOLE not in reach:
        return {MISSING}
    return {OPEN}


def _reach(permission: Permission, role: Role) -> set[ScopeKind] | None:
    """How far somebody of this role gets, by it and by what everybody, or every account, has."""
    held = {Role.ANONYMOUS, role} if role is Role.ANONYMOUS else {role, Role.CONSUMER}
    return {permission.reach[each] for each in held if each in permission.reach} or None


def answer(world: World, probe: Probe, role: Role) -> str:
    """What the application says; whatever was changed is taken back."""
    database = Services.of(world.app)[Database]
    database._connection.exec_driver_sql("SAVEPOINT probe")
    headers = {"Sec-Fetch-Site": "same-origin", "Cookie": world.cookies.get(role, "lang=vi")}
    browser = world.app.test_client(use_cookies=False)  # nobody is signed out by an answer
    with browser.open(probe.path, method=probe.method, headers=headers) as got:
        status, location = got.status_code, got.location or ""
    database.close()
    database._connection.exec_driver_sql("ROLLBACK TO SAVEPOINT probe")
    if status == 401 or location.startswith("/dang-nhap"):
        return SIGN_IN
    if status in {403, 404}:
        return str(status)
    return OPEN if status < 500 else str(status)


def asked_by(world: World, probe: Probe) -> Iterable[Role]:
    """Everybody; of what every account may do, and no role more, one in turn stands for all."""
    reach = TABLE[action_of(world.app.view_functions[probe.endpoint]) or ""].reach
    if set(reach) != {Role.CONSUMER}:
        return Role
    others = [role for role in Role if role not in {Role.ANONYMOUS, Role.CONSUMER}]
    in_turn = others[crc32(probe.path.encode()) % len(others)]
    return (Role.ANONYMOUS, Role.CONSUMER, in_turn)


def faults(world: World, endpoints: set[str] | None = None) -> list[str]:
    return [
        f"{role} {probe.method} {probe.path} ({probe.whose}): {got}, not {' or '.join(told)}"
        for probe in [*probes(world)]
        if endpoints is None or probe.endpoint in endpoints
        for role in asked_by(world, probe)
        for got, told in [(answer(world, probe, role), expected(world, probe, role))]
        if got not in told
    ]


def test_every_address_answers_every_role_as_the_table_says(world):
    assert "\n".join(faults(world)) == ""


def test_both_sides_of_the_border_are_asked(world):
    sides = Counter(probe.whose for probe in probes(world))

    assert sides["own"] == sides["foreign"] > 8
    assert sides[""] > 30


def changed(action: str, role: Role, reach: ScopeKind | None) -> PermissionTable:
    """The table with one cell written otherwise."""
    permissions = {name: TABLE[name] for name in TABLE}
    cells = {**TABLE[action].reach, role: reach}
    kept = {each: far for each, far in cells.items() if far}
    permissions[action] = Permission(action, TABLE[action].two_persons, kept)
    return PermissionTable(permissions)


@pytest.mark.parametrize(
    ("action", "role", "reach"),
    [
        ("moderation.read", Role.CONSUMER, ScopeKind.WHOLE),
        ("moderation.read", Role.AUDITOR, None),
        ("certificate.record", Role.COMMUNE_OFFICER, ScopeKind.COMMUNE),
        ("listing.read", Role.PRODUCER_STAFF, ScopeKind.WHOLE),
        ("account.read", Role.CONSUMER, None),
    ],
)
def test_a_change_of_the_table_is_noticed(world, monkeypatch, action, role, reach):
    by_type = Services.of(world.app).by_type
    monkeypatch.setitem(by_type, PermissionTable, changed(action, role, reach))
    views = world.app.view_functions
    touched = {name for name in views if action in {action_of(views[name]), seen_by(views[name])}}

    assert faults(world, touched)
