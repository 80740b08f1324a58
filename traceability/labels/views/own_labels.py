"""`/co-so-cua-toi/tem`: QR codes and labels of a producer's own products."""

import math
from http import HTTPStatus

from flask import Blueprint, abort, redirect, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from core.access.declared import allowed
from core.clock import today
from core.code_recognition import code_in
from core.codes import printed
from core.composition import services
from core.db.sessions import read_session
from core.web.desks.workplace import current_workplace
from core.web.templating.paths import path_of
from traceability.labels.forms import LabelSheetForm
from traceability.labels.qr.payload import payload
from traceability.labels.queries import OwnProduct, count_products, labels_of, own_products
from traceability.labels.sheets.layouts import LAYOUTS
from traceability.labels.wording import obstacle_name

bp = Blueprint("own_labels", __name__, url_prefix="/co-so-cua-toi/tem")
ON_A_PAGE = 24


@bp.get("")
@allowed("desk.read")
def show() -> ResponseReturnValue:
    """All products, each with its QR and the way to its labels."""
    producer_id, typed = _producer(), request.args.get("trang", "1")
    with read_session() as session:
        pages = max(1, math.ceil(count_products(session, producer_id) / ON_A_PAGE))
        page = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < len("1000") else 1
        page = min(max(page, 1), pages)
        products = own_products(
            session, producer_id, most=ON_A_PAGE, skipped=(page - 1) * ON_A_PAGE
        )
        obstacles = _obstacles(session, products)
    return render_template(
        "traceability/labels/own/list.html",
        products=products,
        obstacles=obstacles,
        printed=printed,
        page=page,
        pages=pages,
    )


@bp.get("/<public_code:code>")
@allowed("desk.read")
def one(code: str) -> ResponseReturnValue:
    """The labels of one product; with `mau` or `tu` it leads to the sheet that is to be printed."""
    form = LabelSheetForm(formdata=request.args or None)
    with read_session() as session:
        product = _own(session, code)
        obstacle = _obstacles(session, [product]).get(product.code)
    if request.args and not obstacle and form.validate():
        sheet = path_of(
            "qr.sheet", code=product.code, mau=form.paper.data, tu=form.first.data or "1"
        )
        return redirect(sheet, HTTPStatus.SEE_OTHER)
    page = render_template(
        "traceability/labels/own/one.html",
        product=product,
        printed_code=printed(product.code),
        address=payload(services().public_url, product.code),
        obstacle=obstacle,
        form=form,
        layouts=LAYOUTS,
    )
    return page, HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK


def _producer() -> int:
    here = current_workplace()
    return here.producer_id if here else abort(HTTPStatus.NOT_FOUND)


def _own(session: Session, typed: str) -> OwnProduct:
    """The product of a code, if it is one of this producer's."""
    products = own_products(session, _producer(), most=1, code=code_in(typed))
    return products[0] if products else abort(HTTPStatus.NOT_FOUND)


def _obstacles(session: Session, products: list[OwnProduct]) -> dict[str, str]:
    """Why some have no label, in words."""
    codes = [product.code for product in products]
    refused = labels_of(session, codes, public_url=services().public_url, at=today()).refused
    return {code: obstacle_name(why) for code, why in refused.items()}
