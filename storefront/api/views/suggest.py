"""What an unfinished word may become, for search fields here and elsewhere."""

from flask import Response, request, url_for

from core.api.parameters import BadParameters, read
from core.api.replies import reply
from core.db.sessions import read_session
from search.engine import Kind
from storefront.api.queries.suggestions import suggestions
from storefront.api.schemas import answers
from storefront.api.schemas.requests import Suggesting
from storefront.api.views.refusals import parameters_refused
from storefront.index.engine import search_engine

_PAGES = {
    Kind.PRODUCT: "product.show",
    Kind.PRODUCER: "producer.show",
    Kind.PLACE: "province.show",
}


def show() -> Response:
    try:
        asked = read(Suggesting, request.args)
    except BadParameters as error:
        return parameters_refused(error)
    with read_session() as session:
        found = suggestions(session, search_engine(), asked.q)
    listed = [
        answers.SuggestionAnswer(
            text=s.text, kind=s.kind, url=url_for(_PAGES[s.kind], slug=s.url_key)
        )
        for s in found
    ]
    return reply(answers.Suggestions(suggestions=listed))
