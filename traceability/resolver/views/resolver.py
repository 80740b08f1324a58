"""GS1 Digital Link addresses: `/01/…` and its kin, as the GS1-Conformant Resolver standard asks.

https://ref.gs1.org/standards/resolver/
"""

from collections.abc import Sequence
from http import HTTPStatus
from urllib.parse import urlencode, urlsplit

from flask import Blueprint, Response, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue

from core.access.declared import PUBLIC, allowed
from core.clock import today
from core.composition import public_address, services
from core.db.sessions import read_session
from core.web import cors
from core.web.i18n import LANGUAGES
from core.web.pages import standalone
from core.web.pages.addresses import page_of
from core.web.problems import problem
from core.web.requests.negotiation import HTML, JSON, PROBLEM, best_type
from traceability.codes.queries import CodePage, look_up
from traceability.resolver.queries import code_of_gtin
from traceability.resolver.rules.digital_link import (
    DigitalLink,
    InvalidLink,
    parse_target,
    without_sentence_end,
)
from traceability.resolver.rules.linkset import (
    JSON_LD_CONTEXT,
    MEDIA_TYPE,
    Link,
    linked_by,
    linkset,
    resolver_description,
)
from traceability.resolver.rules.narrowing import UNKNOWN_PART
from traceability.resolver.rules.raw_paths import escaped
from traceability.resolver.views.links import context_of

bp = Blueprint("resolver", __name__)

OURS = ("linkType", "context")  # questions to the resolver, not to where it leads
ALL_LINKS = ("linkset", "all")


@bp.get("/.well-known/gs1resolver")
@allowed(PUBLIC)
def description() -> ResponseReturnValue:
    return resolver_description(
        services().public_url, terms=page_of("api_docs"), contact=url_for("lookup.form")
    )


@bp.get("/01/<path:rest>")
@bp.get("/414/<path:rest>")
@bp.get("/417/<path:rest>")
@bp.get("/00/<path:rest>")
@allowed(PUBLIC)
def resolve(rest: str) -> ResponseReturnValue:  # noqa: ARG001 - read from the undecoded address instead
    path, query = _raw_path(), request.query_string.decode("latin-1")
    try:
        link = parse_target(path, query)
    except InvalidLink as no:
        if meant := without_sentence_end(path, query):
            return redirect(meant.uri(""), HTTPStatus.TEMPORARY_REDIRECT)
        return _refused(HTTPStatus.BAD_REQUEST, "digital_link_invalid", str(no.facts["reason"]))
    with read_session() as session:
        code = code_of_gtin(session, link.value) if link.key == "01" else None
        page = look_up(session, code, today()) if code else None
    if page is None or page.product is None:
        return _refused(HTTPStatus.NOT_FOUND, "digital_link_unknown")
    return _answer(link, page)


@bp.after_request
def open_to_all(response: Response) -> Response:
    response.vary.update(("Accept", "Accept-Language", "Accept-Encoding"))
    return cors.open_to_all(response)


def _answer(link: DigitalLink, page: CodePage) -> ResponseReturnValue:
    """The linkset, one kind of link, or the default: the scan page of the product."""
    kind = dict(link.others).get("linkType")
    wants = best_type((HTML, MEDIA_TYPE, JSON)) or HTML
    if kind in ALL_LINKS or (kind is None and wants != HTML):
        return _linkset(link, page, MEDIA_TYPE if wants == HTML else wants)
    links = context_of(page).links
    if kind is None:
        return _lead(link, links[0].href, _missing_part(link))
    targets = _in_best_language(linked_by(links, kind))
    if not targets:
        return _refused(HTTPStatus.NOT_FOUND, "link_type_unknown")
    if len(targets) > 1:
        return _choices(targets)
    return _lead(link, targets[0].href)


def _lead(link: DigitalLink, target: str, missing: str = "") -> ResponseReturnValue:
    """On to the target, with the query that was sent."""
    passed = [*link.attributes, *((k, v) for k, v in link.others if k not in OURS)]
    if missing:
        passed.append((UNKNOWN_PART, missing))
    if passed:
        target += ("&" if "?" in target else "?") + urlencode(passed)
    response = redirect(target, HTTPStatus.TEMPORARY_REDIRECT)
    response.set_data(b"")
    response.headers["Cache-Control"] = "no-store"
    here = public_address(link.path())
    response.headers["Link"] = f'<{here}?linkType=linkset>; rel="linkset"; type="{MEDIA_TYPE}"'
    return response


def _linkset(link: DigitalLink, page: CodePage, media_type: str) -> ResponseReturnValue:
    # No lots are recorded yet, so the product is the narrowest thing there is to tell about.
    product = link.ancestry()[-1].uri(services().public_url)
    body = current_app.json.dumps(linkset([context_of(page, product)]))
    response = Response(body, content_type=media_type)
    response.headers["Link"] = (
        f'<{JSON_LD_CONTEXT}>; rel="http://www.w3.org/ns/json-ld#context";'
        ' type="application/ld+json"'
    )
    response.headers["Cache-Control"] = "public, max-age=60"
    response.add_etag()
    return response.make_conditional(request)


def _choices(links: Sequence[Link]) -> ResponseReturnValue:
    """Several equally good targets: the person, or the program, chooses."""
    if best_type((HTML, JSON, MEDIA_TYPE)) not in {HTML, None}:
        listed = [{"href": link.href, "title": link.title} for link in links]
        return {"links": listed}, HTTPStatus.MULTIPLE_CHOICES
    page = standalone.show("traceability/resolver/choices.html", links=links)
    return page, HTTPStatus.MULTIPLE_CHOICES


def _in_best_language(links: Sequence[Link]) -> Sequence[Link]:
    """Those in the reader's language, by its weights, then Vietnamese; all where none is marked."""
    preferred = request.accept_languages.best_match(LANGUAGES, "vi")
    for language in (preferred, "vi"):
        matching = [link for link in links if language in link.languages]
        if matching:
            return matching
    return links


def _missing_part(link: DigitalLink) -> str:
    if link.serial is not None:
        return "goi"
    return "lo" if link.lot is not None else ""


def _refused(status: HTTPStatus, code: str, reason: str = "") -> ResponseReturnValue:
    """An error a program can read, or a page with the form to type the code."""
    if best_type((HTML, JSON, PROBLEM, MEDIA_TYPE)) not in {HTML, None}:
        return problem(status, code, reason)
    page = standalone.show("traceability/resolver/refused.html", status=status.value)
    return page, status


def _raw_path() -> str:
    """The path as it was sent. Servers name it differently; some have undone its escapes."""
    for name in ("RAW_URI", "REQUEST_URI"):
        sent = request.environ.get(name)
        if sent:
            return urlsplit(str(sent)).path if "://" in sent else str(sent).partition("?")[0]
    return escaped(request.path)
