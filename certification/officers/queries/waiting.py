"""Acts on certificates that wait for a second person, or had one, with the product of each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts.pending_acts.models import PendingAct
from accounts.pending_acts.rules.deciding import ActState, state_of
from certification.certificates.models import Certificate
from certification.certificates.queries.entries import CertificateEntry
from certification.certificates.rules.acts.act import Act, event_of
from certification.officers.rules.act_details import act_from, code_of
from registry.models import Product


@dataclass(frozen=True, slots=True)
class ProposedEvent:
    """What would stand on the record of which certificate, by whose word."""

    id: int
    code: str
    product: str
    entry: CertificateEntry
    proposed_by: str
    proposed_by_id: int
    proposed_at: datetime
    expires_at: datetime
    state: ActState
    decided_by: str | None
    decided_at: datetime | None
    refusal_reason: str | None


def proposed_events(
    session: Session, acts: Sequence[PendingAct], at: datetime
) -> list[ProposedEvent]:
    """The same acts, in their order, with what the certificate says of its product."""
    codes = {code_of(act.subject) for act in acts}
    rows = session.execute(
        select(Certificate.code, Product.name)
        .join(Product, Product.id == Certificate.product_id)
        .where(Certificate.code.in_(codes))
    )
    names: dict[str, str] = {row.code: row.name for row in rows}
    return [_proposed(act, names.get(code_of(act.subject), ""), at) for act in acts]


def _proposed(pending: PendingAct, product: str, at: datetime) -> ProposedEvent:
    return ProposedEvent(
        id=pending.id,
        code=code_of(pending.subject),
        product=product,
        entry=_entry(act_from(pending.details), pending.proposed_at),
        proposed_by=pending.proposed_by,
        proposed_by_id=pending.proposed_by_id,
        proposed_at=pending.proposed_at,
        expires_at=pending.expires_at,
        state=state_of(pending.decision, pending.expires_at, at),
        decided_by=pending.decided_by,
        decided_at=pending.decided_at,
        refusal_reason=pending.refusal_reason,
    )


def _entry(act: Act, at: datetime) -> CertificateEntry:
    """As it would be shown; it has no number yet."""
    return CertificateEntry(
        number=0,
        event=event_of(act),
        authority=None,
        note=act.public_note,
        recorded_at=at,
        corrects=act.corrects or None,
        correction_reason=act.correction.reason if act.correction else None,
        corrected=False,
        is_official=True,
    )
