"""`flask users …`: make accounts, give and take roles, lock whoever must not sign in."""

import getpass
import sys
from typing import Any, NoReturn

import click
import orjson
from sqlalchemy.orm import Session

from accounts.administration.queries.roster import roster
from accounts.administration.services.locking import lock_account, unlock_account
from accounts.people.errors import IdentifierTaken, PasswordRefused
from accounts.people.models import Account
from accounts.people.queries.accounts import account_of
from accounts.people.queries.scopes import HeldRole, scope_written
from accounts.people.rules.grants import fits
from accounts.people.rules.identifiers import Identifier, read_identifier
from accounts.people.services.accounts import create_account
from accounts.people.services.grants import give_role, take_role
from core.access.actors import Actor
from core.access.roles import SCOPES_OF, Grant, Role, Scope, ScopeKind
from core.commands import ActingPerson, Commands, PersonName
from core.db.sessions import read_session, transaction

cli = Commands("users", help="Accounts of people, and the roles they hold.")

ROLES = [role for role in Role if role is not Role.ANONYMOUS]
LONGEST_PASSWORD = 200


class IdentifierArgument(click.ParamType[Identifier]):
    """An e-mail address or a phone number."""

    name = "identifier"

    def convert(self, value: Any, param: Any, ctx: Any) -> Identifier:  # noqa: ANN401 - click's signature
        identifier = read_identifier(value)
        if identifier is None:
            self.fail(f"{value!r} is neither an e-mail address nor a phone number", param, ctx)
        return identifier


class RoleName(click.ParamType[Role]):
    """Any role that a person can have."""

    name = "role"

    def convert(self, value: Any, param: Any, ctx: Any) -> Role:  # noqa: ANN401 - click's signature
        if value not in ROLES:
            self.fail(f"{value!r} is none of {', '.join(ROLES)}", param, ctx)
        return Role(value)


class WrittenScope(click.ParamType[tuple[ScopeKind, str]]):
    """KIND:ID, as producer:slug, commune:code, province:code; whole stands alone."""

    name = "KIND:ID"

    def convert(self, value: Any, param: Any, ctx: Any) -> tuple[ScopeKind, str]:  # noqa: ANN401 - click's signature
        kind, colon, key = value.partition(":")
        scoped = {ScopeKind.PRODUCER, ScopeKind.COMMUNE, ScopeKind.PROVINCE}
        if kind in scoped and key:
            return ScopeKind(kind), key
        if kind == ScopeKind.WHOLE and not colon:
            return ScopeKind.WHOLE, ""
        return self.fail(
            f"{value!r} is not producer:SLUG, commune:CODE or province:CODE", param, ctx
        )


role_option = click.option("--role", type=RoleName(), required=True)
scope_option = click.option(
    "--scope", type=WrittenScope(), default="whole", help="Where the role holds; else everywhere."
)
actor_option = click.option(
    "--actor", type=ActingPerson(), default=getpass.getuser, help="Who decides it; else the user."
)
identifier_argument = click.argument("identifier", type=IdentifierArgument())


@cli.command("create")
@identifier_argument
@role_option
@scope_option
@click.option("--name", type=PersonName(), help="Full name; else the identifier.")
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input.")
@actor_option
def create(
    *,
    identifier: Identifier,
    role: Role,
    scope: tuple[ScopeKind, str],
    name: str | None,
    password_stdin: bool,
    actor: Actor,
) -> None:
    """Make a confirmed account. Without a password its person sets one by /quen-mat-khau."""
    _check_role(role, scope[0])
    password = _password() if password_stdin else None
    try:
        with transaction() as session:
            within = _scope(session, *scope)
            account = create_account(
                session,
                identifier,
                full_name=name or str(identifier),
                password=password,
                actor=actor,
            )
            if role is not Role.CONSUMER:
                give_role(session, account.id, Grant(role, within), actor=actor)
    except IdentifierTaken:
        _refuse(f"{identifier} has an account already")
    except PasswordRefused as no:
        _refuse(f"the password is {no.facts['fault']}")
    click.echo(f"{identifier}: account made, {role}")


@cli.command("list")
@click.option("--json", "as_json", is_flag=True, help="As a list of objects.")
def list_(*, as_json: bool) -> None:
    """Everybody who has an account."""
    with read_session() as session:
        people = roster(session)
    if as_json:
        click.echo(orjson.dumps(people, option=orjson.OPT_INDENT_2))
        return
    for person in people:
        state = "locked" if person.locked else "" if person.confirmed else "not confirmed"
        roles = ", ".join(map(_role_in_words, person.roles))
        click.echo("\t".join(filter(None, (person.identifier, person.name, roles, state))))


@cli.command("role")
@identifier_argument
@click.argument("role", type=RoleName())
@scope_option
@click.option("--remove", is_flag=True, help="Take it back.")
@actor_option
def change_role(
    *,
    identifier: Identifier,
    role: Role,
    scope: tuple[ScopeKind, str],
    remove: bool,
    actor: Actor,
) -> None:
    """Give a role, or take it back."""
    if role is Role.CONSUMER:
        raise click.UsageError("Everybody with an account is a consumer.")
    _check_role(role, scope[0])
    change = take_role if remove else give_role
    with transaction() as session:
        grant = Grant(role, _scope(session, *scope))
        account = _account(session, identifier)
        changed = change(session, account.id, grant, actor=actor)
    done = "taken" if remove else "given"
    click.echo(f"{role} {done}" if changed else f"nothing to do: {role} was {done} before")


@cli.command("lock")
@identifier_argument
@actor_option
def lock(*, identifier: Identifier, actor: Actor) -> None:
    """Keep a person from signing in, and sign every browser of theirs out."""
    with transaction() as session:
        changed = lock_account(session, _account(session, identifier), actor=actor)
    click.echo("locked" if changed else "nothing to do: locked before")


@cli.command("unlock")
@identifier_argument
@actor_option
def unlock(*, identifier: Identifier, actor: Actor) -> None:
    """Let a person sign in again."""
    with transaction() as session:
        changed = unlock_account(session, _account(session, identifier), actor=actor)
    click.echo("unlocked" if changed else "nothing to do: not locked")


def _account(session: Session, identifier: Identifier) -> Account:
    account = account_of(session, identifier)
    if account is None:
        _refuse(f"nobody has an account with {identifier}")
    return account


def _scope(session: Session, kind: ScopeKind, key: str) -> Scope:
    scope = scope_written(session, kind, key)
    if scope is None:
        _refuse(f"there is no {kind} {key}")
    return scope


def _check_role(role: Role, kind: ScopeKind) -> None:
    """A role and a scope that never go together are wrong usage, whatever is on record."""
    if role is Role.CONSUMER:
        if kind is not ScopeKind.WHOLE:
            raise click.UsageError("A consumer has no scope.")
    elif not fits(role, Scope(kind)):
        kinds = " or ".join(sorted(SCOPES_OF[role]))
        raise click.UsageError(f"{role} needs a scope of the kind {kinds}.")


def _password() -> str:
    password = sys.stdin.readline().rstrip("\r\n")
    if not password or len(password) > LONGEST_PASSWORD:
        raise click.UsageError(f"A password has 1 to {LONGEST_PASSWORD} letters.")
    return password


def _role_in_words(held: HeldRole) -> str:
    return f"{held.role} {held.scope.kind}:{held.scope.id}" if held.scope else held.role


def _refuse(reason: str) -> NoReturn:
    click.echo(f"refused: {reason}", err=True)
    sys.exit(1)
