"""`/api/v1/my/products/<code>`: one's own product for programs, with an optimistic lock.

It is not part of the published document: that describes what everybody may read.
"""

from http import HTTPStatus

import orjson
from flask import Blueprint, Response, request
from flask_babel import gettext as _
from pydantic import ValidationError

from core.access.declared import allowed
from core.db.sessions import read_session, transaction
from core.errors import DomainError
from core.web.problems import problem
from core.web.requests.bodies import JSON, accepts
from marketplace.listings.errors import ListingChanged
from marketplace.listings.queries.own import OwnListing
from marketplace.listings.schemas import MyProductChanges, etag_of, my_product
from marketplace.listings.services.editing import ListingEdit, edit_listing
from marketplace.listings.views.page import READ, STOCK, author, listing_of, may_edit

bp = Blueprint("my_product_api", __name__, url_prefix="/api/v1/my/products")
MOST_BYTES = 4_096
STOCK_FIELDS = {"stock", "paused_until"}


class PreconditionRequired(DomainError):
    """Which version a change is based on has to be said."""

    code = "precondition_required"
    status = HTTPStatus.PRECONDITION_REQUIRED


class PreconditionFailed(DomainError):
    """The product has changed since it was read."""

    code = "precondition_failed"
    status = HTTPStatus.PRECONDITION_FAILED


class MoreThanStock(DomainError):
    """A helper changes stock and pause alone."""

    code = "forbidden"
    status = HTTPStatus.FORBIDDEN


@bp.get("/<code>")
@allowed(READ)
def show(code: str) -> Response:
    with read_session() as session:
        return _answer(listing_of(session, code, READ))


@bp.patch("/<code>")
@accepts(JSON, most=MOST_BYTES)
@allowed(STOCK, seen_by=READ)
def change(code: str) -> Response:
    with read_session() as session:
        listing = listing_of(session, code, STOCK)
    if "If-Match" not in request.headers:
        raise PreconditionRequired
    try:
        body = MyProductChanges.model_validate_json(request.get_data())
    except ValidationError as wrong:
        return _refused(wrong)
    if not may_edit(listing) and body.model_fields_set - STOCK_FIELDS:
        raise MoreThanStock
    if not _is_based_on(etag_of(listing)):
        raise PreconditionFailed
    try:
        with transaction() as session:
            edit_listing(session, listing.id, _edit(listing, body), author())
    except ListingChanged as no:
        raise PreconditionFailed from no
    with read_session() as session:
        return _answer(listing_of(session, code, STOCK))


def _is_based_on(etag: str) -> bool:
    """Whether the request names this version; of an answer that was packed, with the packing."""
    tags = request.if_match
    return tags.star_tag or etag in {tag.partition(":")[0] for tag in tags.as_set()}


def _edit(listing: OwnListing, body: MyProductChanges) -> ListingEdit:
    """Based on the version that was just compared: another one that comes in between is told."""
    stock = listing.offer.stock if listing.offer else None
    return ListingEdit(offer=body.changes(), version=listing.version, stock=stock)


def _answer(listing: OwnListing) -> Response:
    response = Response(orjson.dumps(my_product(listing)), mimetype="application/json")
    response.set_etag(etag_of(listing))
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _refused(wrong: ValidationError) -> Response:
    """422 with every field that cannot be used."""
    errors = [
        {
            "parameter": ".".join(map(str, error["loc"])) or "body",
            "code": error["type"],
            "detail": _sentence(error["type"], error["msg"]),
        }
        for error in wrong.errors(include_url=False, include_input=False)
    ]
    return problem(
        HTTPStatus.UNPROCESSABLE_ENTITY, "invalid_parameter", errors[0]["detail"], errors=errors
    )


def _sentence(kind: str, words: str) -> str:
    sentences = {
        "extra_forbidden": _("Không có trường này; chỉ sửa được price_dong, stock, paused_until."),
        "json_invalid": _("Nội dung không phải JSON đúng."),
        "int_type": _("Phải là số nguyên, không có dấu nháy, ví dụ 125000."),
        "int_from_float": _("Phải là số nguyên, không có dấu nháy, ví dụ 125000."),
        "date_from_datetime_parsing": _("Phải là ngày như 2026-12-31, hoặc null."),
        "date_parsing": _("Phải là ngày như 2026-12-31, hoặc null."),
        "date_type": _("Phải là ngày như 2026-12-31, hoặc null."),
    }
    return str(sentences.get(kind, words))
