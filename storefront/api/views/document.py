"""The API's own description: for programs as OpenAPI, for people as a page made from the same."""

from dataclasses import dataclass, field
from typing import Any

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from core.api.openapi import ROOT, document
from core.api.parameters import BadParameters, NoParameters, read
from core.api.reference import reference
from core.api.replies import STEADY, reply
from core.composition import services
from core.db.sessions import read_session
from core.web.i18n import language
from storefront.api.queries.record import any_product_code
from storefront.api.views.catalogue import OPERATIONS
from storefront.api.views.refusals import parameters_refused


@dataclass(frozen=True, slots=True)
class ApiDocuments:
    """The OpenAPI document in each language, made once: nothing in it changes while we run."""

    by_language: dict[str, dict[str, Any]] = field(default_factory=dict)


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
    made, spoken = services()[ApiDocuments].by_language, language()
    if spoken not in made:
        made[spoken] = document(OPERATIONS, services().public_url, gettext)
    return made[spoken]
