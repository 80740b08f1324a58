"""Everything known about one public code, as a scan shows it, for programs."""

from datetime import date

from flask import Response, abort, request
from sqlalchemy.orm import Session

from certification.certificates.rules.state import best
from core.api.parameters import BadParameters, NoParameters, read
from core.api.replies import kept
from core.clock import today
from core.codes import UnreadableCode, read_code
from core.db.content_changes import ContentVersions
from core.db.content_versions import versions_of
from core.db.sessions import read_session
from core.web.pages import page_cache as kept_pages
from core.web.pages.page_cache import KeptPage
from storefront.api.schemas import code_answers as answers
from storefront.api.views.messages import message
from storefront.api.views.presenting import Presenter, stars_today, what_stands
from storefront.api.views.refusals import code_refused, not_there, parameters_refused
from storefront.pages import wording
from storefront.pages.views.atlas import atlas
from traceability.codes.queries import (
    SCAN_SUBJECTS,
    CodePage,
    ScannedLot,
    ScannedProduct,
    look_up,
)


def show(code: str) -> Response:
    try:
        read(NoParameters, request.args)
        wanted = read_code(code)
    except BadParameters as error:
        return parameters_refused(error)
    except UnreadableCode as error:
        return code_refused(error)
    at = today()
    versions = versions_of(SCAN_SUBJECTS, code=wanted)
    with read_session() as session:
        return kept_pages.show((at, versions), lambda: _known(session, versions, wanted, at))


def _known(session: Session, versions: ContentVersions, code: str, at: date) -> KeptPage:
    page = look_up(session, code, at)
    if page is None:
        abort(not_there("code_unknown"))
    return kept(_answer(page, Presenter(atlas(session, versions))))


def _answer(page: CodePage, presenter: Presenter) -> answers.ScannedCode:
    maker = page.producer
    return answers.ScannedCode(
        code=page.code,
        kind=page.kind,
        status=page.status,
        at=page.at,
        product=_product(page, page.product, presenter) if page.product else None,
        producer=presenter.producer(maker.slug, maker.name, maker.type) if maker else None,
        areas=[presenter.area(area) for area in page.areas],
        lot=_lot(page.lot) if page.lot else None,
        certificate=_certificate(page, presenter) if page.product else None,
        certificates=[presenter.in_brief(c.code, c.standing) for c in page.certificates],
        messages=[message(code) for code in page.messages],
        url=f"{presenter.root}/{page.code}",
    )


def _product(
    page: CodePage, product: ScannedProduct, presenter: Presenter
) -> answers.ScannedProduct:
    return answers.ScannedProduct(
        code=product.code,
        slug=product.slug,
        name=product.name,
        stars=stars_today(best(c.standing for c in page.certificates)),
        group=product.group,
        group_name=wording.group_name(product.group),
        province=product.province_slug,
        province_name=product.province,
        gtin=product.gtin,
        place_printed=product.printed_place,
        place_today=product.place_today,
        url=f"{presenter.root}/san-pham/{product.slug}",
    )


def _lot(lot: ScannedLot) -> answers.Lot:
    return answers.Lot(number=lot.number, produced_on=lot.produced_on, best_before=lot.best_before)


def _certificate(page: CodePage, presenter: Presenter) -> answers.ScannedCertificate:
    speaking = page.certificate
    return answers.ScannedCertificate(
        code=speaking.code if speaking else None,
        state_at_production=page.at_production.state if page.at_production else None,
        authority=speaking.authority if speaking else None,
        url=f"{presenter.root}/chung-nhan/{speaking.code}" if speaking else None,
        **what_stands(page.standing),  # type: ignore[arg-type] # checked against the document
    )
