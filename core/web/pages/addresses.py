"""Registry of public pages by the thing they show.

A package below links to the page of one above without knowing its endpoint: the package that owns
the page registers it at wiring, `services[PageAddresses]["product"] = "product.show"`.
"""

from typing import Any

from core.composition import services
from core.web.templating.paths import path_of


class PageAddresses(dict[str, str]):
    """The endpoint that shows a thing of each kind."""


def page_of(thing: str, **values: Any) -> str:  # noqa: ANN401 - as url_for
    """The path of the page that shows one thing."""
    return path_of(services()[PageAddresses][thing], **values)
