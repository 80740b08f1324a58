"""Documents and questions of the contract suites."""

from search.engine import Document, Kind, SearchQuery
from storefront.index.rules import ranked

TODAY = 740_000


def product(number, name, **facts) -> Document:
    facts = {"version": "1", "status": "valid-3", "url_key": f"p{number}"} | facts
    facts |= {name: ranked(facts[name]) for name in ("status", "next_status") if name in facts}
    return Document(kind=Kind.PRODUCT, id=number, name=name, **facts)


def ask(text="", **wishes) -> SearchQuery:
    return SearchQuery(**({"text": text, "today": TODAY} | wishes))


def ids(engine, text="", **wishes):
    return engine.search(ask(text, **wishes)).ids
