"""Giving roles: once, however often and by how many it is given."""

from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from accounts.people.models import RoleGrant
from accounts.people.services.grants import give_role
from core.access.actors import Actor
from core.access.roles import Grant, Role
from core.audit.entries import AuditEntry
from tests.factories.people import SETTING_UP, make_account
from tests.races import wait_until_someone_waits_for_a_lock

OPERATOR = Grant(Role.OPERATOR)


def given(engine, account_id, actor):
    with Session(engine) as session, session.begin():
        return give_role(session, account_id, OPERATOR, actor=actor)


def test_two_who_give_a_role_at_once_give_it_once(committed):
    with Session(committed) as session, session.begin():
        account_id = make_account(session).id

    with ThreadPoolExecutor() as pool, Session(committed) as first:
        assert give_role(first, account_id, OPERATOR, actor=SETTING_UP)
        second = pool.submit(given, committed, account_id, Actor("An"))
        wait_until_someone_waits_for_a_lock(committed)
        first.commit()
        assert second.result(timeout=5) is False

    with Session(committed) as session:
        acts = select(func.count()).where(AuditEntry.action == "role.given")
        assert session.scalar(select(func.count()).select_from(RoleGrant)) == 1
        assert session.scalar(acts) == 1
