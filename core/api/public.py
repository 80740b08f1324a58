"""Decorator of the API's addresses: public pages whose parameters are a model's fields."""

from collections.abc import Callable
from functools import wraps

from flask import Response, request

from core.access.declared import PUBLIC, allowed
from core.api.parameters import NoParameters, Parameters, check_names
from core.web.pages.public_page import PageView, public_page


def api_page(
    model: type[Parameters] = NoParameters,
) -> Callable[[PageView], Callable[..., Response]]:
    """A parameter that the model does not know is refused before the page cache is asked.

    The view reads the others by `core.api.parameters.read`. Raises BadParameters.
    """

    def decorate(view: PageView) -> Callable[..., Response]:
        page = public_page(parameters=tuple(model.model_fields))(view)

        @wraps(view)
        def show(**path: object) -> Response:
            check_names(model, request.args)
            return page(**path)

        return allowed(PUBLIC)(show)

    return decorate
