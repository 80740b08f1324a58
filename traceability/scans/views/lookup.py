"""`/tra-cuu`: typing a code where no camera is at hand."""

from http import HTTPStatus

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from core.web.pages.impersonal import PageContext
from core.web.pages.public_page import Answer, PageResult, public_page
from traceability.resolver.queries import code_of_gtin
from traceability.resolver.rules.typed import NotUnderstood, TypedBarcode, TypedCode, read_typed

bp = Blueprint("lookup", __name__)


@bp.get("/tra-cuu")
@public_page(parameters=("ma",))
def form(context: PageContext) -> PageResult:
    typed = context.parameters.get("ma", "")
    if not typed.strip():
        return Answer((), lambda: _html(typed="", wrong=""))
    try:
        meant = read_typed(typed)
    except NotUnderstood as no:
        return _again(typed, _what_is_wrong(no), HTTPStatus.UNPROCESSABLE_ENTITY)
    if isinstance(meant, TypedCode):
        return redirect(url_for("scan.code", code=meant.code), HTTPStatus.SEE_OTHER)
    if isinstance(meant, TypedBarcode):
        return _barcode(context.session, typed, meant)
    return redirect(meant.path(), HTTPStatus.SEE_OTHER)


def _barcode(session: Session, typed: str, barcode: TypedBarcode) -> ResponseReturnValue:
    code = code_of_gtin(session, barcode.gtin)
    if code is None:
        wrong = _(
            "Mã vạch này chưa có trong hệ thống. Hãy tìm theo tên, hoặc gõ mã mười ký tự trên tem."
        )
        return _again(typed, wrong, HTTPStatus.NOT_FOUND)
    return redirect(url_for("scan.code", code=code), HTTPStatus.SEE_OTHER)


def _again(typed: str, wrong: str, status: HTTPStatus) -> ResponseReturnValue:
    return _html(typed=typed, wrong=wrong), status


def _html(*, typed: str, wrong: str) -> str:
    return render_template("traceability/scans/lookup.html", typed=typed, wrong=wrong)


def _what_is_wrong(no: NotUnderstood) -> str:
    match no.facts["reason"]:
        case "length":
            text = _("Mã có mười ký tự, bạn đã gõ %(n)s.", n=no.facts["length"])
        case "letters":
            text = _("Mã chỉ gồm chữ số và chữ cái không dấu, không có chữ U.")
        case "mistyped":
            text = _("Sai ký tự, kiểm tra lại: có thể một ký tự gõ nhầm hoặc hai ký tự đổi chỗ.")
        case "barcode":
            text = _("Số mã vạch không đúng, kiểm tra lại từng chữ số.")
        case _:
            text = _("Địa chỉ này không phải địa chỉ in trên tem của Chợ Sao.")
    return str(text)
