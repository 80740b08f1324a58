"""`/can-bo` and `/can-bo/san-pham`: what officers have to do, and the products they oversee."""

from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from accounts.pending_acts.queries.waiting import visible_to, waiting
from certification.certificates.rules.standing import WARNED_AT
from certification.officers.queries.offices import office_of
from certification.officers.queries.overseen import PER_PAGE, RUNNING_OUT, oversight
from certification.officers.queries.waiting import proposed_events
from certification.officers.rules.act_details import ours
from certification.officers.wording import filter_names
from core.access.declared import allowed
from core.access.permissions import PermissionTable
from core.clock import now, today
from core.composition import services
from core.db.sessions import read_session
from core.web.requests.access import current_actor, scopes

bp = Blueprint("officers", __name__)
READ, CONFIRM = "certificate.read", "certificate.confirm"
SHOWN = 5  # of what is to be done of each kind
MOST_WAITING = 20
LAST_PAGE = 9_999


@bp.get("/can-bo")
@allowed(READ)
def start() -> ResponseReturnValue:
    at = now()
    with read_session() as session:
        office = office_of(session, scopes(READ), request.args.get("tinh", ""))
        overseen = oversight(session, office.scopes, today())
        visible = visible_to(office.scopes, ours(services()[PermissionTable]))
        acts = waiting(session, visible, at, most=MOST_WAITING)
        events = proposed_events(session, acts, at)
    own = current_actor().account_id
    return render_template(
        "certification/officers/start.html",
        office=office,
        overseen=overseen,
        to_confirm=[e for e in events if e.proposed_by_id != own] if scopes(CONFIRM) else [],
        waiting=events if not scopes(CONFIRM) else [e for e in events if e.proposed_by_id == own],
        own=own,
        warned_at=WARNED_AT,
        running_out=RUNNING_OUT,
        shown=SHOWN,
    )


@bp.get("/can-bo/san-pham")
@allowed(READ)
def products() -> ResponseReturnValue:
    words, names = request.args.get("q", "").strip(), filter_names()
    chosen = request.args.get("loc", "") if request.args.get("loc") in names else ""
    with read_session() as session:
        office = office_of(session, scopes(READ), request.args.get("tinh", ""))
        overseen = oversight(session, office.scopes, today(), words=words)
    listed = overseen.filtered(chosen)
    pages = max(1, -(-len(listed) // PER_PAGE))
    page = min(_page(request.args.get("trang", "")), pages)
    return render_template(
        "certification/officers/products.html",
        office=office,
        overseen=overseen,
        products=listed[(page - 1) * PER_PAGE : page * PER_PAGE],
        total=len(listed),
        words=words,
        chosen=chosen,
        names=names,
        page=page,
        pages=pages,
        href=lambda **changed: _address(office.chosen, words, chosen, **changed),
    )


def _address(province: str, words: str, chosen: str, **changed: str | int) -> str:
    """The list with one thing changed; what is empty is left out."""
    values = {"tinh": province, "q": words, "loc": chosen, **changed}
    given: dict[str, Any] = {name: value for name, value in values.items() if value}
    return url_for(".products", **given)


def _page(typed: str) -> int:
    is_number = typed.isascii() and typed.isdigit() and len(typed) <= len(str(LAST_PAGE))
    return max(int(typed), 1) if is_number else 1
