"""`/co-so-cua-toi/ho-so`: a person's application to sell here, on one page."""

from http import HTTPStatus

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from core.access.declared import allowed
from core.access.roles import Scope
from core.clock import today
from core.composition import services
from core.db.sessions import read_session, transaction
from core.media.store import MediaFull, MediaStore, MediaUnavailable
from core.web.requests.access import current_actor, scopes
from core.web.requests.bodies import FILES, FORM, accepts
from core.web.requests.once import claim_once
from marketplace.sellers import wording
from marketplace.sellers.errors import ApplicationChanged, ApplicationClosed, PapersFull
from marketplace.sellers.forms.application import ApplicationForm
from marketplace.sellers.queries.applications import (
    application_seen,
    own_application,
    own_applications,
)
from marketplace.sellers.queries.pages import ApplicationPage, application_page
from marketplace.sellers.queries.producers import producer_with_slug
from marketplace.sellers.queries.provinces import province_choices
from marketplace.sellers.rules.identifiers import national
from marketplace.sellers.rules.states import ApplicationState
from marketplace.sellers.services.applications import receive_application
from marketplace.sellers.services.papers import keeping

bp = Blueprint("seller_application", __name__, url_prefix="/co-so-cua-toi/ho-so")
REFUSALS = (ApplicationChanged, ApplicationClosed, PapersFull, MediaFull, MediaUnavailable)
MOST_BYTES = 20 * 1024 * 1024  # a form with its papers


@bp.get("")
@allowed("application.open")
def show() -> ResponseReturnValue:
    """The application that is open, else a new one; `co-so`: the producer that is claimed."""
    with read_session() as session:
        page = _open_page(session)
        others = own_applications(session, _visible())
        if page is None and others and not request.args:
            return redirect(url_for(".one", application_id=others[0].id), HTTPStatus.SEE_OTHER)
        form = ApplicationForm(formdata=None, data=_kept(page))
        form.offer_provinces(province_choices(session).names)
        return _show(session, form, page)


@bp.post("")
@accepts(FORM | FILES, most=MOST_BYTES)
@allowed("application.open")
def send() -> ResponseReturnValue:
    form = ApplicationForm()
    with read_session() as session:
        page = _open_page(session)
        provinces = province_choices(session)
        form.offer_provinces(provinces.names)
        form.is_draft = page is None or page.state is ApplicationState.DRAFT
        if not form.validate_on_submit():
            return _show(session, form, page), HTTPStatus.UNPROCESSABLE_ENTITY
    try:
        with keeping(services()[MediaStore], form.papers()) as papers, transaction() as session:
            claim_once(session)
            entry = form.entry(provinces.ids, papers)
            receive_application(session, entry, actor=current_actor())
    except REFUSALS as no:
        form.form_errors.append(wording.refusal(no))
        with read_session() as session:
            return _show(session, form, _open_page(session)), no.status
    flash(wording.received(is_submitted=form.hands_in))
    return redirect(url_for(".show"), HTTPStatus.SEE_OTHER)


@bp.get("/<int:application_id>")
@allowed("application.open")
def one(application_id: int) -> ResponseReturnValue:
    """An application as it stands, for its applicant and the people of its producer."""
    with read_session() as session:
        application = application_seen(session, application_id, _visible())
        if application is None:
            abort(HTTPStatus.NOT_FOUND)
        return render_template(
            "marketplace/sellers/standing.html",
            page=application_page(session, application, today()),
            may=lambda action: bool(scopes(action)),
            others=[each for each in own_applications(session, _visible()) if each != application],
            wording=wording,
        )


def _visible() -> frozenset[Scope]:
    """A person's own, and those of the producers they work for."""
    own = scopes("application.open")
    return own | {scope for scope in scopes("application.read") if scope.id is not None}


def _open_page(session: Session) -> ApplicationPage | None:
    application = own_application(session, scopes("application.open"))
    page = application_page(session, application, today()) if application else None
    return page if page and page.is_open else None


def _kept(page: ApplicationPage | None) -> dict[str, object]:
    """What the form shows of what is kept; numbers that identify people are not shown again."""
    if page is None:
        return {"claim": request.args.get("co-so", "")}
    facts = page.facts
    names = (
        "legal_form", "name", "tax_code", "representative", "phone", "address", "sells_food",
        "sells_alcohol", "proof", "identity_attested",
    )  # fmt: skip
    kept = {name: getattr(facts, name) for name in names}
    kept["phone"] = national(facts.phone)
    claim = page.producer.slug if page.producer else ""
    return kept | {"province": page.province_slug, "claim": claim, "revision": str(page.revision)}


def _show(session: Session, form: ApplicationForm, page: ApplicationPage | None) -> str:
    claimed = producer_with_slug(session, form.claim.data or "")
    return render_template(
        "marketplace/sellers/application.html",
        form=form,
        page=page,
        claimed=claimed or (page.producer if page else None),
        wording=wording,
    )
