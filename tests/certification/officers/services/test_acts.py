"""Acts of two persons under load: of two who confirm at once one has effect."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from accounts.pending_acts.errors import ActDecided
from accounts.pending_acts.models import PendingAct
from certification.certificates.models import CertificateEvent
from certification.certificates.rules.acts.act import Act, Correction
from certification.certificates.rules.events import EventKind
from certification.officers.queries.scope import CertificatePlace
from certification.officers.rules.act_details import act_from, details_of
from certification.officers.services.acts import confirm_event, propose_event
from core.access.actors import Actor
from core.clock import now
from tests.factories.catalogue import make_certified
from tests.factories.people import make_account
from tests.races import wait_until_someone_waits_for_a_lock

REVOKED = Act(
    kind=EventKind.REVOKED,
    on=date(2026, 11, 1),
    reason="c",
    decision="9/QĐ",
    public_note="thanh tra",
)


@pytest.fixture
def race(committed):
    """A revocation that waits, and two officers who may confirm it."""
    with Session(committed, expire_on_commit=False) as session, session.begin():
        product, certificate = make_certified(session, stars=4, on=date(2025, 3, 15))
        lan, minh, hoa = (
            Actor(name, make_account(session, full_name=name).id) for name in ("Lan", "Minh", "Hoa")
        )
        place = CertificatePlace(certificate.code, None, None, product.province_id)
        act = propose_event(session, place, REVOKED, "certificate.revoke", actor=lan, at=now())
        return act.id, minh, hoa


def confirm(engine, act_id, actor):
    with Session(engine) as session, session.begin():
        confirm_event(session, act_id, actor=actor, at=now())


def test_of_two_who_confirm_at_once_one_has_effect(committed, race):
    act_id, minh, hoa = race
    with ThreadPoolExecutor(1) as pool, Session(committed) as session:
        with session.begin():
            confirm_event(session, act_id, actor=minh, at=now())
            second = pool.submit(confirm, committed, act_id, hoa)
            wait_until_someone_waits_for_a_lock(committed)
        with pytest.raises(ActDecided):
            second.result()

    with Session(committed) as session:
        revoked = session.scalars(select(CertificateEvent).filter_by(kind="revoked")).all()
        assert [(event.actor, event.second_actor) for event in revoked] == [("Lan", "Minh")]
        assert session.scalar(select(func.count()).select_from(PendingAct)) == 1


@pytest.mark.parametrize(
    "act",
    [
        REVOKED,
        Act(kind=EventKind.ANNULLED, on=date(2026, 11, 2), correction=Correction(3, "nhầm giấy")),
        Act(
            kind=EventKind.GRANTED,
            on=date(2026, 11, 2),
            signed=date(2026, 11, 1),
            stars=5,
            last_day=date(2027, 1, 1),
        ),
    ],
)
def test_what_waits_is_the_act_itself(act):
    assert act_from(details_of(act)) == act
