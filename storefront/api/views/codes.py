"""Everything known about one public code, as a scan shows it, for programs."""

from datetime import date

from flask import abort
from sqlalchemy.orm import Session

from certification.certificates.rules.state import best
from core.api.public import api_page
from core.api.replies import json_page
from core.clock import today
from core.codes import read_code
from core.composition import services
from core.db.content_changes import ContentVersions
from core.db.content_versions import versions_of
from core.web.pages.impersonal import PageContext
from core.web.pages.page_cache import PageContent
from core.web.pages.public_page import Answer
from storefront.api.schemas import code_answers as answers
from storefront.api.views.messages import message
from storefront.api.views.presenting import Presenter, stars_today, what_stands
from storefront.api.views.refusals import not_there
from storefront.pages import wording
from storefront.pages.queries.atlas import AtlasCache
from traceability.codes.queries import (
    SCAN_SUBJECTS,
    CodePage,
    ScannedLot,
    ScannedProduct,
    look_up,
)


@api_page()
def show(context: PageContext, code: str) -> Answer:
    canonical = read_code(code)
    at = today()
    versions = versions_of(context.session, SCAN_SUBJECTS, code=canonical)
    return Answer((at, versions), lambda: _known(context.session, versions, canonical, at))


def _known(session: Session, versions: ContentVersions, code: str, at: date) -> PageContent:
    page = look_up(session, code, at)
    if page is None:
        abort(not_there("code_unknown"))
    return json_page(_answer(page, Presenter(services()[AtlasCache].at(session, versions))))


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


def _product(page: CodePage, product: ScannedProduct, presenter: Presenter) -> answers.CodeProduct:
    return answers.CodeProduct(
        code=product.code,
        slug=product.slug,
        name=product.name,
        stars=stars_today(best(c.standing for c in page.certificates)),
        group=product.group,
        group_name=wording.group_name(product.group),
        province=product.place.province_slug,
        province_name=product.place.province,
        gtin=product.gtin,
        place_printed=product.place.on_paper,
        place_today=product.place.today,
        url=f"{presenter.root}/san-pham/{product.slug}",
    )


def _lot(lot: ScannedLot) -> answers.Lot:
    return answers.Lot(number=lot.number, produced_on=lot.produced_on, best_before=lot.best_before)


def _certificate(page: CodePage, presenter: Presenter) -> answers.CodeCertificate:
    speaking = page.certificate
    return answers.CodeCertificate(
        code=speaking.code if speaking else None,
        state_at_production=page.at_production.state if page.at_production else None,
        authority=speaking.authority if speaking else None,
        url=f"{presenter.root}/chung-nhan/{speaking.code}" if speaking else None,
        **what_stands(page.standing),  # type: ignore[arg-type] # checked against the document
    )
