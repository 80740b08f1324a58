"""Work that follows an act of two persons: the other officers are told, then the first one."""

from accounts.messages.services.writing import Letter, notify
from accounts.pending_acts.models import PendingAct
from accounts.people.models import Account
from certification.officers.queries.recipients import second_persons
from certification.officers.queries.waiting import proposed_events
from core.access.permissions import PermissionTable
from core.clock import now
from core.composition import services
from core.db.sessions import transaction
from core.jobs.handlers import handler

CONFIRM = "certificate.confirm"
WAITING, DECIDED = "certification.act_waiting", "certification.act_decided"


@handler("certificate.act_proposed")
def tell_second_persons(act_id: int) -> None:
    """Everybody who may confirm it, once, as long as it waits."""
    roles = services()[PermissionTable][CONFIRM].reach
    with transaction() as session:
        pending = session.get_one(PendingAct, act_id)
        if pending.decision:
            return
        [event] = proposed_events(session, [pending], now())
        facts: dict[str, str | int] = {
            "product": event.product,
            "proposed_by": event.proposed_by,
            "act_id": act_id,
        }
        for account in second_persons(session, pending, roles):
            key = f"{WAITING}:{act_id}:{account.id}"
            notify(session, account, Letter(WAITING, key, facts, pending.expires_at))


@handler("certificate.act_decided")
def tell_first_person(act_id: int) -> None:
    with transaction() as session:
        pending = session.get_one(PendingAct, act_id)
        account = session.get_one(Account, pending.proposed_by_id)
        [event] = proposed_events(session, [pending], now())
        facts: dict[str, str | int] = {
            "product": event.product,
            "decision": str(event.state),
            "reason": event.refusal_reason or "",
            "act_id": act_id,
        }
        if account.may_sign_in:
            notify(session, account, Letter(DECIDED, f"{DECIDED}:{act_id}", facts))
