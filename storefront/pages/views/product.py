"""The page of one product, with its three proofs."""

from datetime import date

from flask import Blueprint, abort, render_template
from markupsafe import Markup
from sqlalchemy.orm import Session

from core.clock import today
from core.codes import printed
from core.composition import public_address
from core.db.content_changes import ContentVersions
from core.db.content_versions import versions_of
from core.web.pages.impersonal import PageContext
from core.web.pages.public_page import Answer, public_page
from core.web.templating.paths import path_of
from marketplace.listings.wording import LABEL_FIELDS
from registry.queries.province_map import frame_of, point
from storefront.pages import wording
from storefront.pages.queries.product import (
    PRODUCT_SUBJECTS,
    ProductPage,
    SellerWords,
    product_page,
)
from storefront.pages.views.json_ld import product_data
from traceability.areas.queries.outlines import drawing

bp = Blueprint("product", __name__)


@bp.get("/san-pham/<slug>")
@public_page()
def show(context: PageContext, slug: str) -> Answer:
    at = today()
    versions = versions_of(context.session, PRODUCT_SUBJECTS, slug=slug)
    return Answer((at, versions), lambda: _html(context.session, slug, at, versions))


def _html(session: Session, slug: str, at: date, versions: ContentVersions) -> str:
    page = product_page(session, slug, at, versions)
    if page is None:
        abort(404)
    return render_template(
        "storefront/pages/product.html",
        page=page,
        at=at,
        group_name=wording.group_name(page.card.group),
        set_name=wording.set_name(page.product_set),
        printed_code=printed(page.card.code),
        frame=frame_of(page.card.province_slug),
        pins=[pin for area in page.areas if (pin := point(area.lat, area.lon))],
        outlines={area.code: drawing(area) for area in page.areas if area.outline},
        json_ld=_json_ld(page),
        label=_label(page.words),
    )


def _json_ld(page: ProductPage) -> Markup:
    return product_data(
        page,
        public_address(path_of("product.show", slug=page.card.slug)),
        lambda code: public_address(path_of("certificate.show", code=code)),
        lambda it: public_address(path_of("photographs.picture", mark=it.mark, file="1600.webp")),
    )


def _label(words: SellerWords) -> list[tuple[str, str]]:
    """What the label says, in the order of the law."""
    return [(str(name), words.label[field]) for field, name in LABEL_FIELDS.items()
            if field in words.label]  # fmt: skip
