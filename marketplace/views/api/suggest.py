"""What an unfinished word may become, for search fields here and elsewhere."""

from flask import Response, request, url_for

from core.db import reading
from marketplace.engine import search_engine
from marketplace.queries.suggestions import suggestions
from marketplace.schemas import answers
from marketplace.schemas.reading import BadParameters, read
from marketplace.schemas.requests import Suggesting
from marketplace.views.api.refusals import parameters_refused
from marketplace.views.api.replies import reply
from search.engine import Kind

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
    with reading() as session:
        found = suggestions(session, search_engine(), asked.q)
    listed = [
        answers.Suggestion(text=s.text, kind=s.kind, url=url_for(_PAGES[s.kind], slug=s.url_key))
        for s in found
    ]
    return reply(answers.Suggestions(suggestions=listed))
