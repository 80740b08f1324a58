"""Linksets: the shape RFC 9264 and the GS1 profile ask for, checked by a schema of our own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema_rs import Draft202012Validator

from traceability.resolver.rules.digital_link import parse
from traceability.resolver.rules.linkset import (
    Link,
    LinkContext,
    LinkType,
    linked_by,
    linkset,
    resolver_description,
)

VOC = "https://ref.gs1.org/voc/"
DEFAULT = VOC + "defaultLink"
TERMS = "|".join(kind.value for kind in LinkType)

TARGET = {
    "type": "object",
    "required": ["href", "title", "type"],
    "properties": {
        "href": {"type": "string", "pattern": "^https://[^ ]+$"},
        "title": {"type": "string", "minLength": 1},
        "type": {"type": "string", "pattern": "^(text|application|image)/[a-z0-9.+-]+$"},
        "hreflang": {
            "type": "array",
            "minItems": 1,
            "items": {"type": "string", "pattern": "^(?!und)[a-z]{2,3}(-[A-Z]{2})?$"},
        },
    },
    "additionalProperties": False,
}
SCHEMA = {
    "type": "object",
    "required": ["linkset"],
    "additionalProperties": False,
    "properties": {
        "linkset": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["anchor", DEFAULT],
                "properties": {
                    "anchor": {"type": "string", "pattern": "^https://[^/?#]+/[^?#]+$"},
                    "description": {"type": "string", "minLength": 1},
                    DEFAULT: {
                        "type": "array",
                        "minItems": 1,
                        "maxItems": 1,
                        "items": {
                            "type": "object",
                            "required": ["href", "title"],
                            "properties": {k: TARGET["properties"][k] for k in ("href", "title")},
                            "additionalProperties": False,
                        },
                    },
                },
                "patternProperties": {
                    f"^{VOC}({TERMS})$": {"type": "array", "minItems": 1, "items": TARGET}
                },
                "additionalProperties": False,
            },
        }
    },
}

LOT = parse("https://ocop.vn/01/08938505970011/10/L261005A")
TRACE = Link(LinkType.TRACEABILITY, "https://ocop.vn/7K3MX9QF2Z", "Truy xuất lô", languages=("vi",))
PAPER = Link(LinkType.CERTIFICATION, "https://ocop.vn/c", "OCOP 7K3M", "application/ld+json")
PAGE_VI = Link(LinkType.PRODUCT_PAGE, "https://ocop.vn/p", "Thông tin sản phẩm", languages=("vi",))
PAGE_EN = Link(LinkType.PRODUCT_PAGE, "https://ocop.vn/p?lang=en", "Product", languages=("en",))

targets = st.builds(
    Link,
    st.sampled_from(LinkType),
    st.sampled_from(["https://ocop.vn/a", "https://ocop.vn/b"]),
    st.text("ăbc", min_size=1),
    st.sampled_from(["text/html", "application/json"]),
    st.lists(st.sampled_from(["vi", "en"]), unique=True).map(tuple),
)
contexts = st.builds(
    LinkContext, st.just("https://ocop.vn/x"), st.lists(targets, min_size=1, max_size=9).map(tuple)
)


def two_levels():
    lot, product = LOT.ancestry()
    return linkset(
        [
            LinkContext(lot.uri("https://ocop.vn"), (TRACE, PAPER), "Miến dong Na Rì, lô L261005A"),
            LinkContext(product.uri("https://ocop.vn"), (PAGE_VI, PAGE_EN)),
        ]
    )


def test_every_level_up_to_the_key_has_its_own_anchor():
    anchors = [context["anchor"] for context in two_levels()["linkset"]]

    assert anchors == [
        "https://ocop.vn/01/08938505970011/10/L261005A",
        "https://ocop.vn/01/08938505970011",
    ]


def test_links_of_one_kind_stand_together_with_their_languages():
    product = two_levels()["linkset"][1]

    assert product[VOC + "pip"] == [
        {
            "href": "https://ocop.vn/p",
            "title": "Thông tin sản phẩm",
            "type": "text/html",
            "hreflang": ["vi"],
        },
        {
            "href": "https://ocop.vn/p?lang=en",
            "title": "Product",
            "type": "text/html",
            "hreflang": ["en"],
        },
    ]


def test_the_default_is_the_first_link_with_address_and_title_only():
    lot = two_levels()["linkset"][0]

    assert lot[DEFAULT] == [{"href": "https://ocop.vn/7K3MX9QF2Z", "title": "Truy xuất lô"}]


def test_the_document_fits_the_schema():
    Draft202012Validator(SCHEMA).validate(two_levels())


@given(st.lists(contexts, min_size=1, max_size=4))
def test_any_linkset_fits_the_schema_and_describes_its_default(given_contexts):
    document = linkset(given_contexts)

    Draft202012Validator(SCHEMA).validate(document)
    for context in document["linkset"]:
        default = context[DEFAULT][0]["href"]
        described = [
            target["href"]
            for kind, targets in context.items()
            if kind.startswith(VOC) and kind != DEFAULT
            for target in targets
        ]
        assert default in described


def test_a_thing_without_links_is_a_programming_error():
    with pytest.raises(ValueError, match="without links"):
        LinkContext("https://ocop.vn/x", ())


@pytest.mark.parametrize(
    ("link_type", "expected"),
    [
        ("gs1:pip", (PAGE_VI, PAGE_EN)),
        ("https://ref.gs1.org/voc/pip", (PAGE_VI, PAGE_EN)),
        ("gs1:defaultLink", (TRACE,)),
        ("gs1:traceability", (TRACE,)),
        ("gs1:recallStatus", ()),
        ("https://gs1.org/voc/pip", ()),
        ("pip", ()),
        ("", ()),
    ],
)
def test_links_are_found_by_short_or_full_type(link_type, expected):
    assert linked_by((TRACE, PAGE_VI, PAGE_EN), link_type) == expected


def test_no_term_is_one_the_vocabulary_has_deprecated_or_never_had():
    names = {kind.value for kind in LinkType}

    assert names.isdisjoint({"productSustainabilityInfo", "productPassport", "recyclingInfo"})


def test_the_resolver_describes_itself():
    assert resolver_description("https://ocop.vn", terms="/dieu-khoan", contact="/lien-he") == {
        "name": "Chợ Sao",
        "resolverRoot": "https://ocop.vn",
        "supportedPrimaryKeys": ["00", "01", "414", "417"],
        "supportedLinkType": [{"namespace": "https://ref.gs1.org/voc/", "prefix": "gs1:"}],
        "linkTypeDefaultCanBeLinkset": False,
        "jsonLdContextLocation": "https://ref.gs1.org/standards/resolver/linkset-context",
        "termsOfUse": "https://ocop.vn/dieu-khoan",
        "contact": {"hasURL": "https://ocop.vn/lien-he"},
    }
