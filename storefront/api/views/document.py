"""The API's own description: for programs as OpenAPI, for people as a page made from the same."""

from typing import Any

from flask import Response, current_app, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from core.api.openapi import ROOT, document
from core.api.parameters import BadParameters, NoParameters, read
from core.api.reference import reference
from core.api.replies import STEADY, reply
from core.db.sessions import read_session
from core.web.i18n import language
from storefront.api.queries.record import any_product_code
from storefront.api.views.catalogue import OPERATIONS
from storefront.api.views.refusals import parameters_refused

KEY = "chosao.openapi"


def show_openapi() -> Response:
    try:
        read(NoParameters, request.args)
    except BadParameters as error:
        return parameters_refused(error)
    return reply(_described(), STEADY)


def show_reference() -> ResponseReturnValue:
    with read_session() as session:
        code = any_product_code(session)
    return render_template(
        "storefront/api/reference.html",
        api=reference(_described(), _examples(code)),
        root=ROOT,
    )


def _examples(code: str | None) -> dict[str, str]:
    """An address to try per operation; those about one code need a product to be there."""
    return {
        o.name: ROOT + o.example + (code or "" if o.takes_code else "")
        for o in OPERATIONS
        if code or not o.takes_code
    }


def _described() -> dict[str, Any]:
    """Made once per language: nothing in it changes while the program runs."""
    kept: dict[str, dict[str, Any]] = current_app.extensions.setdefault(KEY, {})
    spoken = language()
    if spoken not in kept:
        kept[spoken] = document(OPERATIONS, current_app.config["PUBLIC_URL"], gettext)
    return kept[spoken]
