"""Registry of public pages by the thing they show.

A package below links to the page of one above without knowing its endpoint: the package that owns
the page registers it at wiring.
"""

from typing import Any

from flask import Flask, current_app, url_for

KEY = "chosao.page_addresses"


def register_page(app: Flask, thing: str, endpoint: str) -> None:
    """`endpoint` shows a thing of this kind."""
    app.extensions.setdefault(KEY, {})[thing] = endpoint


def page_of(thing: str, **values: Any) -> str:  # noqa: ANN401 - as url_for
    """The path of the page that shows one thing."""
    return url_for(current_app.extensions[KEY][thing], **values)
