"""Decorator of public pages: impersonal by construction, and therefore kept in the page cache."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from http import HTTPStatus

import orjson
from flask import Response, make_response, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import ImmutableMultiDict

from core.access.declared import PUBLIC, allowed
from core.composition import services
from core.db.sessions import read_session
from core.web.i18n import language
from core.web.pages.impersonal import PageContext, impersonal
from core.web.pages.page_cache import NOT_KEPT, CachedPage, PageCache, PageContent

NO_PARAMETERS: ImmutableMultiDict[str, str] = ImmutableMultiDict()


@dataclass(frozen=True, slots=True)
class Answer:
    """A page: everything behind it that can change, and how it is made when that is new.

    `facts` are plain values and dataclasses, most of it covered by a content version that was read
    *before* what the page is made of. A refusal that `make` raises is not cached.
    """

    facts: object
    make: Callable[[], PageContent | str]


Uncached = PageContent | ResponseReturnValue
PageResult = Answer | Uncached
PageView = Callable[..., PageResult]


def public_page(*, parameters: Sequence[str] = ()) -> Callable[[PageView], Callable[..., Response]]:
    """Show what the view returns for a PageContext and the values of its path.

    An Answer goes through the page cache, under endpoint, path, declared parameters in this order,
    language and facts. Content is sent as it is; any other response, such as a refusal, is not to
    be stored by anybody unless it says so itself. Neither the view nor what it calls can read more
    of the request than that (core.web.pages.impersonal).
    """
    names = tuple(parameters)

    def decorate(view: PageView) -> Callable[..., Response]:
        @wraps(view)
        def show(**path: object) -> Response:
            endpoint = request.endpoint or ""
            with read_session() as session:
                context = PageContext(endpoint, path, _declared(names), language(), session)
                with impersonal(context):
                    result = _result(context, view(context, **path))
            if isinstance(result, CachedPage):
                return services()[PageCache].response(result)
            return _uncached(context, result)

        allowed(PUBLIC)(show)
        show.parameters = names  # type: ignore[attr-defined]  # for walks over all pages
        return show

    return decorate


def _declared(names: Sequence[str]) -> ImmutableMultiDict[str, str]:
    if not names or not request.query_string:
        return NO_PARAMETERS
    args = request.args
    return ImmutableMultiDict([(name, value) for name in names for value in args.getlist(name)])


def _key(context: PageContext, facts: object) -> bytes:
    parts = (
        context.endpoint,
        context.path,
        list(context.parameters.items(multi=True)),
        context.language,
        facts,
    )
    written = orjson.dumps(parts, default=str, option=orjson.OPT_NON_STR_KEYS)
    return hashlib.blake2b(written, digest_size=16).digest()


def _result(context: PageContext, result: PageResult) -> CachedPage | Uncached:
    """An answer from the cache, or made; what has become personal stays away from the cache."""
    if not isinstance(result, Answer):
        return result
    pages, key = services()[PageCache], _key(context, result.facts)
    if not context.is_personal and (page := pages.get(key)):
        return page
    made = result.make()
    content = PageContent(made) if isinstance(made, str) else made
    return content if context.is_personal else pages.put(CachedPage(key, content))


def _uncached(context: PageContext, result: Uncached) -> Response:
    response = result.response() if isinstance(result, PageContent) else make_response(result)
    if context.is_personal:
        response.headers["Cache-Control"] = NOT_KEPT
        response.headers.pop("ETag", None)
    elif response.status_code not in range(HTTPStatus.MULTIPLE_CHOICES, HTTPStatus.BAD_REQUEST):
        response.headers.setdefault("Cache-Control", NOT_KEPT)
    return response
