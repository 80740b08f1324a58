"""What a visitor brings along is on no page of the next: name, cart, stray parameters, headers."""

import gzip
import re
from contextlib import nullcontext
from dataclasses import replace

import brotli
import pytest
from flask import render_template_string
from werkzeug.local import LocalProxy

from core.access.declared import action_of
from core.composition import KEY, Services
from core.web.pages import public_page
from core.web.pages.impersonal import PersonalAccess
from core.web.requests.access import current_actor
from tests.factories.people import make_account
from tests.factories.people import signed_in as signed_in_browser

NAME, CART, STRAY, HEADER = "canary-mai", "canary-basket", "canary-query", "canary-header"
CANARY = b"canary"
UNPACKED = {"br": brotli.decompress, "gzip": gzip.decompress, "identity": bytes}
LANGUAGES = ("", "lang=en")
STRAYS = f"fbclid={STRAY}&x={STRAY}&{STRAY}=1&utm_source={STRAY}"
BROUGHT = dict.fromkeys(
    ("X-Forwarded-Host", "X-Forwarded-For", "Referer", "User-Agent", "From", "Origin"),
    f"{HEADER}.example",
)
PASSES_ON = {"resolver.resolve"}  # GS1: a resolver hands the query on to where it leads
EVERYBODYS = {"page.read", "label.preview", "metrics.read"}
REFUSES = "/api/v1/"  # parameters it does not know


@pytest.fixture
def signed_in(app, client, session, monkeypatch):
    """A person with a marked name, for templates too, and with a marked cookie."""
    processors = app.template_context_processors
    person = {"person": LocalProxy(lambda: current_actor().name or "nobody")}
    monkeypatch.setitem(processors, None, [*processors[None], lambda: person])
    visitor = signed_in_browser(app, session, make_account(session, full_name=NAME))
    assert visitor.get("/api/v1/me").json["name"] == NAME
    with visitor.session_transaction() as brought:
        brought["cart"] = [CART]
    visitor.set_cookie("seen", HEADER)
    return visitor


@pytest.fixture
def addresses(app, doors):
    """Every public one that can be looked at, by its endpoint; lists with what they know too."""
    public = {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if rule.methods & {"GET"} and action_of(app.view_functions[rule.endpoint]) in EVERYBODYS
    }
    known = [(door.endpoint, door.open) for door in doors if door.endpoint in public]
    assert {endpoint for endpoint, _ in known} == public
    return [
        *known,
        ("listing.show", "/san-pham?sao=5&q=mien&trang=2"),
        ("listing.show", "/san-pham?gia_tu=x"),
        ("lookup.form", "/tra-cuu?ma=x"),
        ("product.show", "/san-pham/khong-co"),
        ("api.products", "/api/v1/products?q=mien&per_page=1"),
    ]


def with_query(address, *more):
    pairs = "&".join(part for part in more if part)
    return f"{address}{'&' if '?' in address else '?'}{pairs}" if pairs else address


def looked_at(client, endpoint, address, *strays, **headers):
    """Everything that is sent: in both languages and all encodings, and without a body."""
    if address.startswith(REFUSES):
        strays = ()
    for language in LANGUAGES if not address.startswith(REFUSES) else ("",):
        where = with_query(address, *strays, language)
        for encoding, unpack in list(UNPACKED.items())[-1 if endpoint == "qr.sheet" else 0 :]:
            with client.get(where, headers={"Accept-Encoding": encoding, **headers}) as answer:
                packed = answer.headers.get("Content-Encoding", "identity")
                body = (unpack if packed == encoding else bytes)(answer.get_data())
                yield body + _headers(endpoint, answer)
        with client.head(where, headers=headers) as answer:
            yield _headers(endpoint, answer)


def _headers(endpoint, answer):
    left_out = {"Location"} if endpoint in PASSES_ON else set()
    return str([pair for pair in answer.headers if pair[0] not in left_out]).encode()


def traces(client, addresses, *strays, **headers):
    return [
        address
        for endpoint, address in addresses
        if any(CANARY in sent for sent in looked_at(client, endpoint, address, *strays, **headers))
    ]


def test_no_page_holds_what_a_visitor_or_the_one_before_has_brought(
    client, signed_in, addresses, indexed
):
    indexed()

    assert traces(signed_in, addresses, STRAYS, **BROUGHT) == []
    assert traces(client, addresses) == []


def test_who_is_signed_in_gets_the_same_pages_as_everybody(client, signed_in, addresses, indexed):
    indexed()

    for endpoint, address in addresses:
        answers = [visitor.get(address) for visitor in (signed_in, client)]
        pages = {
            re.sub("[0-9a-f]{12}", "", answer.get_data(as_text=True))  # the number of a failure
            for answer in answers
            if answer.mimetype in {"text/html", "application/json"}
        }
        for answer in answers:
            answer.close()
        assert len(pages) <= 1, (endpoint, address)


# Templates that make the fault which the guard is there for, and the address that shows it.
FAULTS = {
    "session": "{{ session.get('cart', '') }}",
    "context processor": "{{ person }}",
    "query": "{{ request.full_path }}",
    "header": "{{ request.headers.get('Referer', '') }}",
    "cookie": "{{ request.cookies.get('seen', '') }}",
}


HOME = [("home.show", "/")]


@pytest.fixture(params=FAULTS)
def spoilt(app, request, monkeypatch):
    """The head of every page shows the visitor."""
    snippet = FAULTS[request.param]
    monkeypatch.setitem(
        app.jinja_env.globals, "public_address", lambda path: path + render_template_string(snippet)
    )


@pytest.fixture
def running(app, monkeypatch):
    """As in operation: a fault is survived."""
    monkeypatch.setitem(app.extensions, KEY, replace(Services.of(app), strict=False))


def test_a_template_that_shows_the_visitor_fails_in_tests(signed_in, spoilt):
    with pytest.raises(PersonalAccess):
        traces(signed_in, HOME, STRAYS, **BROUGHT)


def test_on_a_running_site_it_shows_nobody_elses(client, signed_in, spoilt, running):
    assert traces(signed_in, HOME, STRAYS, **BROUGHT) == ["/"]
    assert traces(client, HOME) == []
    assert "no-store" in client.get("/").headers["Cache-Control"]


def test_without_the_guard_this_walk_finds_it(client, signed_in, spoilt, monkeypatch):
    monkeypatch.setattr(public_page, "impersonal", nullcontext)

    assert traces(signed_in, HOME, STRAYS, **BROUGHT) == ["/"]
    assert traces(client, HOME) == ["/"]
