"""Registry of public pages by the thing they show.

A package below links to the page of one above without knowing its endpoint: the package that owns
the page registers it at wiring.
"""

from typing import Any

from flask import Flask, url_for

from core.composition import Services, services


class PageEndpoints(dict[str, str]):
    """Those of one application, by the thing they show."""


def register_page(app: Flask, thing: str, endpoint: str) -> None:
    """`endpoint` shows a thing of this kind."""
    Services.of(app).by_type.setdefault(PageEndpoints, PageEndpoints())[thing] = endpoint


def page_of(thing: str, **values: Any) -> str:  # noqa: ANN401 - as url_for
    """The path of the page that shows one thing."""
    return url_for(services()[PageEndpoints][thing], **values)
