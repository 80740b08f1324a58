"""The front page: what OCOP is, where to begin, and what was certified last."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from flask import Blueprint, render_template

from core.clock import today
from core.composition import services
from core.db.content_versions import versions_of
from core.web.pages.impersonal import PageContext
from core.web.pages.public_page import Answer, public_page
from core.web.templating.paths import path_of
from search.engine import SearchEngine, SearchQuery, Sort
from storefront.index.rules import VALID, allowed
from storefront.pages import wording
from storefront.pages.queries.atlas import Atlas, AtlasCache
from storefront.pages.queries.card_cache import CardCache
from storefront.pages.queries.cards import ProductCard
from storefront.pages.queries.listing import ResultPage, find, listing
from storefront.pages.queries.overview import HOME_SUBJECTS, Overview, counted_by, counted_in
from storefront.pages.rules import GROUP_SLUGS

bp = Blueprint("home", __name__)

NEWEST = 8
CHOICE = 3 * NEWEST  # a province certifies many alike on one day: the first page shows them mixed


@dataclass(frozen=True, slots=True)
class GroupTile:
    """One of the six groups, with its picture."""

    slug: str
    name: str
    print: str
    ground: str
    count: int


class ProvinceOnMap(NamedTuple):
    """A province on the map to choose from."""

    slug: str
    name: str
    total: int
    href: str


@bp.get("/")
@public_page()
def show(context: PageContext) -> Answer:
    at, session = today(), context.session
    newest = SearchQuery(
        today=at.toordinal(), statuses=allowed(states=[VALID]), sort=Sort.NEWEST, per_page=CHOICE
    )
    matches = find(session, services()[SearchEngine], newest)
    counted = None if matches.behind else counted_by(services()[SearchEngine], at.toordinal())
    versions = versions_of(session, HOME_SUBJECTS, ids=list(matches.result.ids))

    def make() -> str:
        page = listing(session, matches, versions, services()[CardCache])
        known = services()[AtlasCache].at(session, versions)
        counts = counted or counted_in(session, behind=matches.behind)
        return _html(at, page, counts, known)

    return Answer((versions, matches, counted), make)


def _html(at: date, page: ResultPage, counts: Overview, known: Atlas) -> str:
    return render_template(
        "storefront/pages/home.html",
        at=at,
        total=counts.total,
        groups=_tiles(counts.groups),
        newest=_varied(page.cards),
        stars=counts.stars,
        potential=counts.states.get("potential"),
        provinces=_places(known, counts.provinces),
        in_force=counts.in_force,
        behind=counts.behind,
    )


def _varied(cards: list[ProductCard]) -> list[ProductCard]:
    """The newest of each picture first, so that a row holds no twins."""
    first: dict[str, ProductCard] = {}
    for card in cards:
        first.setdefault(card.print, card)
    rest = [card for card in cards if first[card.print] is not card]
    return [*first.values(), *rest][:NEWEST]


def _tiles(counts: Mapping[str, int]) -> list[GroupTile]:
    return [
        GroupTile(
            slug,
            wording.group_name(slug),
            wording.GROUP_PRINTS[slug],
            f"000{i}000000",
            counts.get(slug, 0),
        )
        for i, slug in enumerate(GROUP_SLUGS)
    ]


def _places(known: Atlas, counts: Mapping[str, int]) -> tuple[ProvinceOnMap, ...]:
    return tuple(
        ProvinceOnMap(p.slug, p.name, counts.get(p.slug, 0), path_of("province.show", slug=p.slug))
        for p in known.by_slug.values()
    )
