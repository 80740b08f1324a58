"""Filters of the catalogue as addresses name them: groups, certificate states, sort orders."""

from registry.rules.product_sets import GROUPS
from search.engine import Sort

SORTS = {
    "phu-hop": Sort.RELEVANCE,
    "moi-nhat": Sort.NEWEST,
    "gia-tang": Sort.PRICE_ASC,
    "gia-giam": Sort.PRICE_DESC,
    "ten": Sort.NAME,
}
STATES = {
    "con-hieu-luc": "valid",
    "tiem-nang": "potential",
    "chua-xac-nhan": "unconfirmed",
    "dinh-chi": "suspended",
    "het-han": "expired",
    "thu-hoi": "revoked",
    "chua-co": "none",
}
GROUP_SLUGS = tuple(group.slug for group in GROUPS)
