"""`/quan-tri/kiem-duyet`: the moderation queue, and one revision of it."""

from http import HTTPStatus

from flask import Blueprint, abort, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from core.access.declared import allowed
from core.clock import now
from core.db.sessions import read_session, transaction
from core.errors import DomainError
from core.web.requests.access import current_actor, scopes
from core.web.requests.bodies import FORM, accepts
from core.web.requests.once import claim_once
from core.web.templating.paths import path_of
from marketplace.listings.errors import OwnRevision, RevisionDecided
from marketplace.listings.forms.moderation import DECISIONS, ModerationForm
from marketplace.listings.queries.queue import (
    QueuedRevision,
    QueuePart,
    QueueSearch,
    next_waiting,
    open_orders,
    queue_page,
    queue_provinces,
    queued_revision,
)
from marketplace.listings.rules.differences import differences
from marketplace.listings.services.moderation import decide
from marketplace.listings.views.page import label_edition
from marketplace.listings.wording import (
    CONTENT_FIELDS,
    LABEL_FIELDS,
    STATE_BADGES,
    STATES,
    choice_names,
)
from marketplace.photographs.queries.own import photographs_named
from registry.errors import ProductTwice

bp = Blueprint("moderation", __name__, url_prefix="/quan-tri/kiem-duyet")
READ, DECIDE = "moderation.read", "moderation.decide"
MOST_AT_ONCE = 50


@bp.get("")
@allowed(READ)
def queue() -> ResponseReturnValue:
    return _queue(ModerationForm())


@bp.post("")
@accepts(FORM)
@allowed(DECIDE, seen_by=READ)
def decide_many() -> ResponseReturnValue:
    form, ids = ModerationForm(), _ids()
    if not ids:
        form.form_errors.append(_("Hãy đánh dấu ít nhất một bản."))
    if not form.validate_on_submit() or not ids:
        return _queue(form), HTTPStatus.UNPROCESSABLE_ENTITY
    done = sum(_decide(number, form) is None for number in ids)
    flash(ngettext("Đã quyết định %(num)s bản.", "Đã quyết định %(num)s bản.", done))
    if left := len(ids) - done:
        flash(
            _("%(n)s bản không quyết định được: đã có người làm, hoặc là của bạn.", n=left), "warn"
        )
    return redirect(path_of("moderation.queue"), HTTPStatus.SEE_OTHER)


@bp.get("/<int:number>")
@allowed(READ)
def show(number: int) -> ResponseReturnValue:
    return _show(_queued(number), ModerationForm())


@bp.post("/<int:number>")
@accepts(FORM)
@allowed(DECIDE, seen_by=READ)
def decide_one(number: int) -> ResponseReturnValue:
    queued, form = _queued(number), ModerationForm()
    if not form.validate_on_submit():
        return _show(queued, form), HTTPStatus.UNPROCESSABLE_ENTITY
    no = _decide(number, form)
    if no is not None:
        form.form_errors.append(_refusal(no))
        return _show(_queued(number), form), no.status
    flash(_("Đã ghi: %(decision)s.", decision=DECISIONS[form.judgement().decision]))
    with read_session() as session:
        following = next_waiting(session, number)
    if following is None:
        return redirect(path_of("moderation.queue"), HTTPStatus.SEE_OTHER)
    return redirect(path_of("moderation.show", number=following), HTTPStatus.SEE_OTHER)


def _decide(number: int, form: ModerationForm) -> DomainError | None:
    """In a transaction of its own: one that cannot be decided holds up no other."""
    try:
        with transaction() as session:
            if request.view_args:
                claim_once(session)
            decide(session, number, form.judgement(), actor=current_actor(), at=now())
    except (OwnRevision, RevisionDecided, ProductTwice) as no:
        return no
    return None


def _refusal(no: DomainError) -> str:
    if isinstance(no, OwnRevision):
        return str(_("Đây là bản của chính bạn; người khác phải quyết định."))
    if isinstance(no, ProductTwice):
        return str(_("Cơ sở đã có sản phẩm tên này, mã %(code)s.", code=no.facts["code"]))
    return str(_("Bản này đã được quyết định, hoặc cơ sở đã gửi bản khác thay."))


def _queued(number: int) -> QueuedRevision:
    with read_session() as session:
        queued = queued_revision(session, number)
    if queued is None:
        abort(HTTPStatus.NOT_FOUND)
    return queued


def _ids() -> list[int]:
    """The revisions that are ticked, each once."""
    ticked = [text for text in request.form.getlist("ids") if text.isascii() and text.isdigit()]
    return [int(text) for text in dict.fromkeys(ticked) if len(text) < 10][:MOST_AT_ONCE]  # noqa: PLR2004 - of an int


def _search() -> QueueSearch:
    part, page = request.args.get("phan", ""), request.args.get("trang", "1")
    return QueueSearch(
        part=QueuePart(part) if part in set(QueuePart) else QueuePart.NEW,
        text=request.args.get("q", "")[:100].strip(),
        province=request.args.get("tinh", "")[:80],
        page=max(1, int(page)) if page.isascii() and page.isdigit() and len(page) < 5 else 1,  # noqa: PLR2004
    )


def _queue(form: ModerationForm) -> str:
    search = _search()
    with read_session() as session:
        page = queue_page(session, search)
        orders = open_orders(session)
        provinces = queue_provinces(session)
    return render_template(
        "marketplace/listings/queue.html",
        page=page,
        search=search,
        parts=QueuePart,
        provinces=provinces,
        form=form,
        orders=orders,
        at=now(),
        may_decide=bool(scopes(DECIDE)),
        ticked=set(_ids()) if request.method == "POST" else set(),
        states=STATES,
        badges=STATE_BADGES,
    )


def _show(queued: QueuedRevision, form: ModerationForm) -> str:
    edition = label_edition()
    with read_session() as session:
        photographs = photographs_named(session, queued.code, queued.content.photographs)
    return render_template(
        "marketplace/listings/moderation.html",
        queued=queued,
        photographs=photographs,
        form=form,
        at=now(),
        differences=differences(queued.approved, queued.content),
        missing=[LABEL_FIELDS[name] for name in edition.missing(queued.content)],
        may_decide=bool(scopes(DECIDE)) and queued.revision.author_id != current_actor().account_id,
        is_own=queued.revision.author_id == current_actor().account_id,
        names=CONTENT_FIELDS,
        kinds=choice_names(),
        states=STATES,
        badges=STATE_BADGES,
    )
