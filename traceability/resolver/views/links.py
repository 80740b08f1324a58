"""The links of a product, as a GS1 resolver lists them."""

from typing import Any

from flask import url_for
from flask_babel import gettext as _

from core.composition import public_address
from core.web.i18n import N_, address_in, gettext_in
from core.web.pages.addresses import page_of
from traceability.codes.queries import CodePage
from traceability.resolver.rules.linkset import Link, LinkContext, LinkType


def context_of(page: CodePage, anchor: str = "") -> LinkContext:
    """What there is about a scanned product; its scan page first, because that is the default."""
    assert page.product is not None
    links = (
        _scan_page(page),
        *_product_pages(page),
        *_certificates(page),
        *_areas(page),
        *_actions(page),
    )
    return LinkContext(anchor=anchor, links=links, description=page.product.name)


def _scan_page(page: CodePage) -> Link:
    return _link(LinkType.TRACEABILITY, _("Nguồn gốc và chứng nhận"), "scan.code", code=page.code)


def _product_pages(page: CodePage) -> list[Link]:
    assert page.product is not None
    slug = page.product.slug
    links = []
    for language in ("vi", "en"):
        title = gettext_in(language, N_("Thông tin sản phẩm"))
        href = public_address(address_in(language, page_of("product", slug=slug)))
        links.append(Link(LinkType.PRODUCT_PAGE, href, title, languages=(language,)))
    return links


def _certificates(page: CodePage) -> list[Link]:
    return [
        _link(LinkType.CERTIFICATION, f"OCOP {c.code}", "certificate.show", code=c.code)
        for c in page.certificates
    ]


def _areas(page: CodePage) -> list[Link]:
    return [_link(LinkType.LOCATION, a.name, "areas.show", code=a.code) for a in page.areas]


def _actions(page: CodePage) -> list[Link]:
    assert page.product is not None
    links = [_link(LinkType.SUPPORT, _("Báo sai thông tin"), "reports.form", code=page.code)]
    if page.leads_to_product:
        href = public_address(page_of("product", slug=page.product.slug))
        links.append(Link(LinkType.RETAILERS, href, _("Xem sản phẩm"), languages=("vi",)))
    return links


def _link(kind: LinkType, title: str, endpoint: str, **values: Any) -> Link:  # noqa: ANN401 - as url_for
    href = public_address(url_for(endpoint, **values))
    return Link(kind, href, title, languages=("vi",))
