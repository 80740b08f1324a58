"""Linksets (RFC 9264, GS1 profile) and the description of the resolver itself.

Link types are those of the GS1 Web Vocabulary 1.16: https://ref.gs1.org/voc/
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

VOCABULARY = "https://ref.gs1.org/voc/"
PREFIX = "gs1:"
JSON_LD_CONTEXT = "https://ref.gs1.org/standards/resolver/linkset-context"
MEDIA_TYPE = "application/linkset+json"


class LinkType(StrEnum):
    """The terms we publish; `defaultLink` is not among them, it points to one of these."""

    PRODUCT_PAGE = "pip"
    TRACEABILITY = "traceability"
    CERTIFICATION = "certificationInfo"
    LOCATION = "locationInfo"
    RETAILERS = "hasRetailers"
    SUPPORT = "support"


@dataclass(frozen=True, slots=True)
class Link:
    type: LinkType
    href: str
    title: str
    media_type: str = "text/html"
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LinkContext:
    """The links of one thing. The first is its default, so a default always has a kind as well."""

    anchor: str
    links: tuple[Link, ...]
    description: str = ""

    def __post_init__(self) -> None:
        if not self.links:
            raise ValueError("a thing without links cannot be resolved")


def linkset(contexts: Iterable[LinkContext]) -> dict[str, object]:
    """The linkset document; give the narrowest thing first, then every wider one up to the key."""
    return {"linkset": [_context(context) for context in contexts]}


def linked_by(links: Sequence[Link], link_type: str) -> tuple[Link, ...]:
    """The links of the type a request names, as `gs1:pip` or as the full address."""
    for stem in (PREFIX, VOCABULARY):
        if link_type.startswith(stem):
            term = link_type.removeprefix(stem)
            break
    else:
        return ()
    if term == "defaultLink":
        return tuple(links[:1])
    return tuple(link for link in links if link.type.value == term)


def resolver_description(root: str, *, terms: str, contact: str) -> dict[str, object]:
    """The document at `/.well-known/gs1resolver`."""
    return {
        "name": "Chợ Sao",
        "resolverRoot": root,
        "supportedPrimaryKeys": ["00", "01", "414", "417"],
        "supportedLinkType": [{"namespace": VOCABULARY, "prefix": PREFIX}],
        "linkTypeDefaultCanBeLinkset": False,
        "jsonLdContextLocation": JSON_LD_CONTEXT,
        "termsOfUse": root + terms,
        "contact": {"hasURL": root + contact},
    }


def _context(context: LinkContext) -> dict[str, object]:
    default = context.links[0]
    document: dict[str, object] = {"anchor": context.anchor}
    if context.description:
        document["description"] = context.description
    document[VOCABULARY + "defaultLink"] = [{"href": default.href, "title": default.title}]
    for kind in dict.fromkeys(link.type for link in context.links):
        targets = [_target(link) for link in context.links if link.type is kind]
        document[VOCABULARY + kind.value] = targets
    return document


def _target(link: Link) -> dict[str, object]:
    target: dict[str, object] = {"href": link.href, "title": link.title, "type": link.media_type}
    if link.languages:
        target["hreflang"] = list(link.languages)
    return target
