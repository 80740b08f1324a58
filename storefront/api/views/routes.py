"""The API's addresses, made from the same operations as its document."""

from flask import Blueprint, Flask, Request, Response

from core.api.openapi import ROOT
from core.api.parameters import BadParameters
from core.api.replies import check_accept, open_to_all
from core.codes import UnreadableCode
from core.composition import Services
from storefront.api.views import document
from storefront.api.views.catalogue import OPERATIONS
from storefront.api.views.refusals import code_refused, parameters_refused

bp = Blueprint("api", __name__, url_prefix=ROOT)
bp.before_request(check_accept)
bp.register_error_handler(BadParameters, parameters_refused)
bp.register_error_handler(UnreadableCode, code_refused)
for _operation in OPERATIONS:
    bp.add_url_rule(_operation.rule, _operation.name, _operation.view, methods=["GET"])
bp.add_url_rule("/openapi.json", "openapi", document.show_openapi, methods=["GET"])

OWN = (f"{ROOT}/me", f"{ROOT}/my/", f"{ROOT}/tokens")

docs = Blueprint("api_docs", __name__)
docs.add_url_rule("/api/docs", "show", document.show_reference, methods=["GET"])


def register(app: Flask, services: Services) -> None:
    services[document.ApiDocuments] = document.ApiDocuments()
    app.register_blueprint(bp)
    app.register_blueprint(docs)


def open_api(request: Request, response: Response) -> Response:
    """Any site may read it, also a failure that happens before any view is chosen."""
    return open_to_all(response) if is_open(request.path) else response


def is_open(path: str) -> bool:
    """What knows who asks is for our own pages, and for programs that say who they are."""
    return path.startswith(ROOT) and not path.startswith(OWN)
