"""The life of a code after it was given out."""

import pytest
from sqlalchemy import select

from core.access.actors import Actor
from core.audit.entries import AuditEntry
from core.errors import NotFound
from registry.models import IssuedCode
from registry.rules.issued_codes import CodeStatus
from tests.factories.catalogue import make_product
from traceability.codes.errors import StepRefused
from traceability.codes.rules.code_states import CodeStep
from traceability.codes.services import change_status


def test_a_recall_is_recorded_with_who_ordered_it(session):
    product = make_product(session)

    assert (
        change_status(session, product.code, CodeStep.RECALL, actor=Actor("officer")) == "recalled"
    )
    session.commit()

    assert session.get(IssuedCode, product.code).status == CodeStatus.RECALLED
    entry = session.scalars(select(AuditEntry)).one()
    assert (entry.actor, entry.action, entry.subject) == ("officer", "code.recall", product.code)
    assert entry.details == {"before": "activated", "after": "recalled"}


def test_a_step_that_does_not_follow_changes_nothing(session):
    product = make_product(session)
    change_status(session, product.code, CodeStep.VOID, actor=Actor("officer"))

    with pytest.raises(StepRefused):
        change_status(session, product.code, CodeStep.RECALL, actor=Actor("officer"))
    session.commit()

    assert session.get(IssuedCode, product.code).status == CodeStatus.VOID
    assert len(session.scalars(select(AuditEntry)).all()) == 1


def test_a_code_that_was_never_given_out_has_no_life(session):
    with pytest.raises(NotFound):
        change_status(session, "7K3MX9QF2Z", CodeStep.VOID, actor=Actor("officer"))
