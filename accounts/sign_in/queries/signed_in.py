"""Who a browser belongs to: the person behind a session's token, with roles."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from accounts.delegation.models import Delegation
from accounts.delegation.queries.delegations import holds_on
from accounts.people.models import Account, RoleGrant
from accounts.people.rules.grants import COLUMNS, scope_of
from accounts.sign_in.models import SignIn
from accounts.sign_in.rules.stages import Stage, needs_second_factor, stage
from core.access.actors import Actor, Party
from core.access.roles import Grant, Role, Scope, ScopeKind
from core.clock import now, today
from registry.models import Producer

LIFE = timedelta(days=30)  # since it was last used

# The consent by which a session acts for somebody: without one it acts for its person alone.
_BY_CONSENT = and_(
    Delegation.producer_id == SignIn.acting_for_id, Delegation.delegate_id == SignIn.account_id
)


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A session that holds, and the person who acts in it."""

    id: int
    actor: Actor
    authenticated_at: datetime
    second_factor_at: datetime | None
    seen_at: datetime
    account_id: int
    is_trial: bool
    stage: Stage = Stage.DONE
    has_second_factor: bool = False


def digest(token: str) -> bytes:
    """What is kept of a token: whoever reads the table cannot sign in by it."""
    return hashlib.sha256(token.encode()).digest()


def signed_in(session: Session, token: str) -> SignedIn | None:
    """The session of a token; None when it has ended, or its person may not sign in any more."""
    row = session.execute(
        select(SignIn, Account, Producer, Delegation.role.label("delegated"))
        .join(Account, Account.id == SignIn.account_id)
        .outerjoin(Delegation, and_(_BY_CONSENT, holds_on(today())))
        .outerjoin(Producer, Producer.id == Delegation.producer_id)
        .where(
            SignIn.token_digest == digest(token),
            SignIn.ended_at.is_(None),
            SignIn.seen_at > now() - LIFE,
        )
    ).one_or_none()
    if row is None or not row.Account.may_sign_in:
        return None
    producer: Producer | None = row.Producer
    own_grants = grants_of(session, row.Account.id)
    grants, party = _on_behalf_of(producer, Role(row.delegated)) if producer else (own_grants, None)
    return _signed_in(row.SignIn, row.Account, own_grants, grants, party)


def _signed_in(
    own: SignIn,
    account: Account,
    own_grants: tuple[Grant, ...],
    grants: tuple[Grant, ...],
    party: Party | None,
) -> SignedIn:
    """Roles that ask for a second factor, and all others, rest until there is one."""
    has_factor = account.second_factor_since is not None
    reached = stage(
        has_factor=has_factor,
        gave_factor=own.second_factor_at is not None,
        needs_factor=needs_second_factor(own_grants, is_trial=account.is_trial),
    )
    holds = grants if reached is Stage.DONE else ()
    return SignedIn(
        id=own.id,
        actor=Actor(account.full_name, account.id, holds, party),
        authenticated_at=own.authenticated_at,
        second_factor_at=own.second_factor_at,
        seen_at=own.seen_at,
        account_id=account.id,
        is_trial=account.is_trial,
        stage=reached,
        has_second_factor=has_factor,
    )


def _on_behalf_of(producer: Producer, role: Role) -> tuple[tuple[Grant, ...], Party]:
    """Who acts for somebody is that alone: own roles rest meanwhile."""
    grant = Grant(role, Scope(ScopeKind.PRODUCER, producer.id))
    return (grant,), Party(producer.id, producer.slug, producer.name)


def grants_of(session: Session, account_id: int) -> tuple[Grant, ...]:
    """The roles a person holds now, in the order they were given."""
    rows = session.scalars(
        select(RoleGrant)
        .where(RoleGrant.account_id == account_id, RoleGrant.ended_at.is_(None))
        .order_by(RoleGrant.id)
    )
    return tuple(
        Grant(Role(row.role), scope_of({name: getattr(row, name) for name in COLUMNS.values()}))
        for row in rows
    )
