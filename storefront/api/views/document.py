"""The API's own description: for programs as OpenAPI, for people as a page made from the same."""

from dataclasses import dataclass, field
from typing import Any

from flask import render_template
from flask_babel import gettext

from core.api.openapi import ROOT, document
from core.api.public import api_page
from core.api.reference import reference
from core.api.replies import STEADY, json_page
from core.composition import services
from core.web.i18n import language
from core.web.pages.impersonal import PageContext
from core.web.pages.public_page import Answer, public_page
from storefront.api.queries.record import any_product_code
from storefront.api.views.catalogue import OPERATIONS


@dataclass(frozen=True, slots=True)
class ApiDocuments:
    """The OpenAPI document in each language, made once: nothing in it changes while we run."""

    by_language: dict[str, dict[str, Any]] = field(default_factory=dict)


@api_page()
def show_openapi(_: PageContext) -> Answer:
    return Answer((), lambda: json_page(_described(), STEADY))


@public_page()
def show_reference(context: PageContext) -> Answer:
    code = any_product_code(context.session)
    return Answer(code, lambda: _reference_html(code))


def _reference_html(code: str | None) -> str:
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
