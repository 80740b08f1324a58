"""What accounts keep of one person, without secrets."""

from collections.abc import Iterable
from typing import Any, TypeAlias

from sqlalchemy import Select, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from accounts.confirmation.models import Confirmation
from accounts.consents.models import Consent
from accounts.delegation.models import Delegation
from accounts.messages.models import OutboxMessage
from accounts.people.models import Account, RoleGrant
from accounts.privacy.rules.own_rows import OwnRows
from accounts.second_factor.models import AuthenticatorApp, Passkey
from accounts.sign_in.models import AccessToken, SignIn
from core.audit.entries import AuditEntry

OwnTable: TypeAlias = Confirmation | OutboxMessage | AccessToken | Consent | RoleGrant | SignIn


def account(session: Session, account_id: int) -> OwnRows:
    columns = (
        Account.email, Account.phone, Account.full_name, Account.language, Account.is_trial,
        Account.created_at, Account.confirmed_at, Account.second_factor_since,
    )  # fmt: skip
    return _rows(session, select(*columns).where(Account.id == account_id))


def roles(session: Session, account_id: int) -> OwnRows:
    columns = (
        RoleGrant.role, RoleGrant.producer_id, RoleGrant.commune_id, RoleGrant.province_id,
        RoleGrant.granted_at, RoleGrant.granted_by, RoleGrant.ended_at,
    )  # fmt: skip
    return _rows(session, _own(RoleGrant, account_id, columns))


def sign_ins(session: Session, account_id: int) -> OwnRows:
    columns = (SignIn.device, SignIn.created_at, SignIn.seen_at, SignIn.ended_at)
    return _rows(session, _own(SignIn, account_id, columns))


def second_factors(session: Session, account_id: int) -> OwnRows:
    apps = select(AuthenticatorApp.created_at).where(AuthenticatorApp.account_id == account_id)
    keys = (
        select(Passkey.name, Passkey.created_at, Passkey.used_at)
        .where(Passkey.account_id == account_id)
        .order_by(Passkey.id)
    )
    return [
        *({"kind": "app", **row} for row in _rows(session, apps)),
        *({"kind": "passkey", **row} for row in _rows(session, keys)),
    ]


def confirmations(session: Session, account_id: int) -> OwnRows:
    columns = (Confirmation.purpose, Confirmation.email, Confirmation.phone)
    return _rows(session, _own(Confirmation, account_id, columns))


def messages(session: Session, account_id: int) -> OwnRows:
    columns = (
        OutboxMessage.event, OutboxMessage.email, OutboxMessage.phone, OutboxMessage.created_at,
        OutboxMessage.sent_at,
    )  # fmt: skip
    return _rows(session, _own(OutboxMessage, account_id, columns))


def tokens(session: Session, account_id: int) -> OwnRows:
    columns = (
        AccessToken.name, AccessToken.created_at, AccessToken.used_at, AccessToken.expires_at,
        AccessToken.ended_at,
    )  # fmt: skip
    return _rows(session, _own(AccessToken, account_id, columns))


def consents(session: Session, account_id: int) -> OwnRows:
    columns = (Consent.purpose, Consent.version, Consent.given_at, Consent.withdrawn_at)
    return _rows(session, _own(Consent, account_id, columns))


def delegations(session: Session, account_id: int) -> OwnRows:
    columns = (
        Delegation.producer_id, Delegation.role, Delegation.from_on, Delegation.until_on,
        Delegation.text_version, Delegation.given_by, Delegation.given_at, Delegation.ended_at,
    )  # fmt: skip
    is_own = (Delegation.delegate_id == account_id) | (Delegation.given_by_id == account_id)
    return _rows(session, select(*columns).where(is_own).order_by(Delegation.id))


def acts(session: Session, account_id: int) -> OwnRows:
    """What this person did, and what was done to the account."""
    columns = (AuditEntry.at, AuditEntry.actor, AuditEntry.action, AuditEntry.subject)
    own = (AuditEntry.details["account"].as_integer() == account_id) | (
        AuditEntry.subject == f"account:{account_id}"
    )
    return _rows(session, select(*columns).where(own).order_by(AuditEntry.id))


def _own(
    table: type[OwnTable], account_id: int, columns: Iterable[InstrumentedAttribute[Any]]
) -> Select[*tuple[Any, ...]]:
    """Columns of the rows that belong to an account, in the order in which they were made."""
    return select(*columns).where(table.account_id == account_id).order_by(table.id)


def _rows(session: Session, query: Select[*tuple[Any, ...]]) -> OwnRows:
    return [dict(row) for row in session.execute(query).mappings()]
