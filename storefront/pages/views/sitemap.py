"""/sitemap.xml and /robots.txt: which addresses search engines may read."""

from xml.sax.saxutils import escape

from flask import Blueprint, Response, abort, url_for
from flask.typing import ResponseReturnValue

from core.access.declared import PUBLIC, allowed
from core.composition import public_address
from core.web.pages.impersonal import PageContext
from core.web.pages.page_cache import NOT_KEPT, PageContent
from core.web.pages.public_page import public_page
from storefront.pages.queries.sitemap import parts, products_of_part, provinces_and_producers

bp = Blueprint("sitemap", __name__)

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
MOST_PARTS = 1000


@bp.get("/sitemap.xml")
@public_page()
def index(context: PageContext) -> PageContent:
    count = parts(context.session)
    files = [url_for("sitemap.part", number=number) for number in range(count + 1)]
    return _document("sitemapindex", "sitemap", files)


@bp.get("/sitemap-<int:number>.xml")
@public_page()
def part(context: PageContext, number: int) -> PageContent:
    """Part 0 holds everything that is no product; parts from 1 hold products."""
    if number > MOST_PARTS:
        abort(404)
    session = context.session
    addresses = _others(*provinces_and_producers(session)) if number == 0 else _products(
        products_of_part(session, number)
    )  # fmt: skip
    if not addresses:
        abort(404)
    return _document("urlset", "url", addresses)


@bp.get("/robots.txt")
@allowed(PUBLIC)
def robots() -> ResponseReturnValue:
    lines = (
        "User-agent: *",
        "Disallow: /bao-cao/",
        f"Sitemap: {public_address('/sitemap.xml')}",
        "",
    )
    return Response("\n".join(lines), mimetype="text/plain")


def _others(provinces: list[str], producers: list[str]) -> list[str]:
    return [
        url_for("home.show"),
        url_for("listing.show"),
        *(url_for("province.show", slug=slug) for slug in provinces),
        *(url_for("producer.show", slug=slug) for slug in producers),
    ]


def _products(slugs: list[str]) -> list[str]:
    return [url_for("product.show", slug=slug) for slug in slugs]


def _document(root: str, element: str, paths: list[str]) -> PageContent:
    entries = "".join(
        f"<{element}><loc>{escape(public_address(p))}</loc></{element}>" for p in paths
    )
    text = f'<?xml version="1.0" encoding="UTF-8"?><{root} xmlns="{NAMESPACE}">{entries}</{root}>'
    return PageContent(text, kind="application/xml; charset=utf-8", cache=NOT_KEPT)
