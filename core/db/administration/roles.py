"""Database roles: the owner changes the schema, the runtime role the rows (least privilege).

A role that owns nothing can neither empty a table nor switch off the triggers that guard what is
official, whatever a fault of ours or a stranger in a web process makes it send.
"""

from typing import LiteralString

import psycopg
from psycopg import errors, sql
from sqlalchemy.engine import make_url

CONNECT_SECONDS = 5
GRANTS: tuple[LiteralString, ...] = (
    "GRANT USAGE ON SCHEMA public TO {}",
    "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {}",
    "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {}",
    "REVOKE INSERT, UPDATE, DELETE ON alembic_version FROM {}",
)
APPEND_ONLY = "SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'append_only'"
OWNS = (
    "SELECT EXISTS (SELECT FROM pg_tables WHERE schemaname = 'public'"
    " AND pg_has_role(tableowner, 'MEMBER'))"
    " OR (SELECT rolsuper FROM pg_roles WHERE rolname = current_user)"
)


class NoRuntimeRole(Exception):
    """One line for the person who prepares the database."""


def grant_runtime(owner_url: str, runtime_url: str) -> None:
    """Let the role that `runtime_url` names do its work; it is made if it is not there.

    Raises NoRuntimeRole where the owner may not make roles, and psycopg.OperationalError.
    """
    name, password = make_url(runtime_url).username, make_url(runtime_url).password
    if not name:
        raise NoRuntimeRole("DATABASE_URL names no role.")
    role = sql.Identifier(name)
    with psycopg.connect(owner_url, connect_timeout=CONNECT_SECONDS) as connection:
        make_role(connection, name, password)
        for grant in GRANTS:
            connection.execute(sql.SQL(grant).format(role))
        for (table,) in connection.execute(APPEND_ONLY).fetchall():
            revoke = sql.SQL("REVOKE UPDATE, DELETE ON {} FROM {}")
            connection.execute(revoke.format(sql.Identifier(table), role))


def make_role(connection: psycopg.Connection, name: str, password: str | None) -> None:
    """If there is none of that name. Raises NoRuntimeRole."""
    known = "SELECT FROM pg_roles WHERE rolname = %s"
    if connection.execute(known, (name,)).fetchone() is not None:
        return
    create = sql.SQL("CREATE ROLE {} LOGIN").format(sql.Identifier(name))
    if password:
        create += sql.SQL(" PASSWORD {}").format(sql.Literal(password))
    try:
        connection.execute(create)
    except errors.InsufficientPrivilege:
        raise NoRuntimeRole(
            f"The role {name} is not there and the owner may not make it (docs/operations.md)."
        ) from None


def is_owner(url: str) -> bool:
    """Whether the role of that address may change the schema. Raises psycopg.OperationalError."""
    with psycopg.connect(url, connect_timeout=CONNECT_SECONDS) as connection:
        row = connection.execute(OWNS).fetchone()
    return bool(row and row[0])


def refusal_of(url: str | None, *, is_public: bool) -> str | None:
    """Why a part of a public site does not start with that address; None when it may.

    While the database is away nobody can tell: the part starts, and says so on its pages.
    """
    try:
        if not is_public or url is None or not is_owner(url):
            return None
    except psycopg.OperationalError:
        return None
    return (
        "DATABASE_URL names the owner of the tables: a public site runs as a role that owns"
        " nothing. Set DATABASE_OWNER_URL for bin/prepare alone (docs/operations.md)."
    )
