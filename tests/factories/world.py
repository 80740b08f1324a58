"""Two provinces with a producer each, and a person for each role on one side of the border."""

from dataclasses import dataclass
from datetime import date

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts.pending_acts.models import PendingAct
from accounts.people.models import Account
from accounts.sign_in.views.cookie import PLAIN
from certification.certificates.models import Certificate
from certification.certificates.rules.acts.act import Act
from certification.certificates.rules.events import EventKind
from certification.officers.queries.scope import CertificatePlace
from certification.officers.services.acts import propose_event
from core.access.actors import Actor
from core.access.roles import SCOPES_OF, WHOLE, Role, Scope, ScopeKind
from core.clock import now, today
from registry.models import Commune, Producer, Product
from tests.factories.catalogue import make_certified, make_offer, make_producer
from tests.factories.people import make_account, signed_in

ROLES = [role for role in Role if role is not Role.ANONYMOUS]


@dataclass(frozen=True)
class Side:
    """A producer with a certified product on sale, in a commune of a province."""

    producer: Producer
    product: Product
    certificate: Certificate
    commune: Commune
    waiting: PendingAct  # a revocation that somebody else of this side proposed

    def scope(self, kind: ScopeKind) -> Scope:
        ids = {
            ScopeKind.PRODUCER: self.producer.id,
            ScopeKind.COMMUNE: self.commune.id,
            ScopeKind.PROVINCE: self.producer.province_id,
        }
        return Scope(kind, ids[kind]) if kind in ids else WHOLE


@dataclass
class World:
    """The people are on our own side; `cookies` is what each brings along, a stranger none."""

    app: Flask
    own: Side
    foreign: Side
    people: dict[Role, Account]
    cookies: dict[Role, str]


def make_world(app: Flask, session: Session) -> World:
    own, foreign = make_side(session, "Thái Nguyên"), make_side(session, "Bắc Ninh")
    people = {role: _make_person(session, role, own) for role in ROLES}
    tokens = {
        role: signed_in(app, session, account).get_cookie(PLAIN) for role, account in people.items()
    }
    cookies = {role: f"{PLAIN}={token.value}" for role, token in tokens.items() if token}
    return World(app, own, foreign, people, cookies)


def make_side(session: Session, province: str) -> Side:
    producer = make_producer(session, f"Cơ sở ở {province}", province)
    commune = session.scalars(
        select(Commune).where(Commune.province_id == producer.province_id).order_by(Commune.id)
    ).first()
    assert commune is not None
    product, certificate = make_certified(
        session, f"Miến dong {province}", on=date(2025, 3, 15), producer=producer,
        province=province, commune_id=commune.id,
    )  # fmt: skip
    make_offer(session, product)
    place = CertificatePlace(certificate.code, producer.id, commune.id, producer.province_id)
    return Side(producer, product, certificate, commune, make_proposal(session, place))


def make_proposal(session: Session, place: CertificatePlace) -> PendingAct:
    """A revocation that waits for a second person."""
    account = make_account(session, full_name="Trần Thị Lan")
    act = Act(kind=EventKind.REVOKED, on=today(), reason="c", public_note="kết luận thanh tra")
    actor = Actor(account.full_name, account.id)
    return propose_event(session, place, act, "certificate.revoke", actor=actor, at=now())


def _make_person(session: Session, role: Role, side: Side) -> Account:
    if role is Role.CONSUMER:
        return make_account(session)
    kind = min(SCOPES_OF[role])  # a province before the whole
    return make_account(session, role, side.scope(kind))
