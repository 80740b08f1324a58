"""What an unfinished word may become, for search fields here and elsewhere."""

from flask import url_for

from core.api.parameters import read
from core.api.public import api_page
from core.api.replies import json_page
from core.composition import services
from core.web.pages.impersonal import PageContext
from core.web.pages.page_cache import PageContent
from core.web.pages.public_page import Answer, PageResult
from search.engine import Kind, SearchEngine
from storefront.api.queries.suggestions import suggestions
from storefront.api.schemas import answers
from storefront.api.schemas.requests import Suggesting

_PAGES = {
    Kind.PRODUCT: "product.show",
    Kind.PRODUCER: "producer.show",
    Kind.PLACE: "province.show",
}


@api_page(Suggesting)
def show(context: PageContext) -> PageResult:
    typed = read(Suggesting, context.parameters)
    suggested = suggestions(context.session, services()[SearchEngine], typed.q)

    def make() -> PageContent:
        listed = [
            answers.SuggestionAnswer(
                text=s.text, kind=s.kind, url=url_for(_PAGES[s.kind], slug=s.url_key)
            )
            for s in suggested
        ]
        return json_page(answers.Suggestions(suggestions=listed))

    return Answer(suggested, make)
