"""Filters with their counts, and the chips of those in force, as the list page shows them."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from flask_babel import gettext as _

from core.web.i18n import thousands
from search.engine import Facets
from storefront.index.rules import STARS, star_counts, state_counts
from storefront.pages import wording
from storefront.pages.forms import Filters, price
from storefront.pages.queries.atlas import Atlas
from storefront.pages.rules import GROUP_SLUGS, STATES

PROVINCES_SHOWN = 6
NAMES = {"tinh": "vi"}  # filters whose values are names, and their language


class Option(NamedTuple):
    """A value to tick."""

    value: str
    label: str
    total: int
    checked: bool
    lang: str | None = None  # of a label that is a name, the same in every language


class FacetGroup(NamedTuple):
    """Options of one kind. `shown` of them stand before "more"."""

    name: str
    title: str
    options: tuple[Option, ...]
    shown: int = 0


class Chip(NamedTuple):
    """A filter in force and the address without it."""

    label: str
    href: str
    lang: str | None = None


class Tab(NamedTuple):
    """The same list with one certificate state, or with all."""

    label: str
    href: str
    total: int
    current: bool


def facet_groups(
    filters: Filters, counts: Facets, atlas: Atlas, *, counted: bool = True
) -> list[FacetGroup]:
    """All filters; where they could be counted, those with a product or a tick."""
    states, groups_named = wording.state_names(), wording.group_names()
    by_stars = star_counts(counts.status, filters.index_states)
    by_state = state_counts(counts.status, filters.stars)
    groups = [
        FacetGroup("sao", _("Sao còn hạn"), tuple(
            Option(str(n), _("%(n)s sao", n=n), by_stars.get(n, 0), n in filters.stars)
            for n in sorted(STARS, reverse=True)
        )),
        FacetGroup("chung_nhan", _("Giấy chứng nhận"), tuple(
            Option(slug, states[slug], by_state.get(state, 0), slug in filters.states)
            for slug, state in STATES.items()
        )),
        FacetGroup("nhom", _("Nhóm"), tuple(
            Option(slug, groups_named[slug], counts.group.get(slug, 0), slug in filters.groups)
            for slug in GROUP_SLUGS
        )),
        FacetGroup("tinh", _("Tỉnh, thành"), _provinces(filters, counts, atlas), PROVINCES_SHOWN),
    ]  # fmt: skip
    if not counted:
        return groups
    kept = (FacetGroup(g.name, g.title, _useful(g.options), g.shown) for g in groups)
    return [group for group in kept if group.options]


def chips(filters: Filters, atlas: Atlas) -> list[Chip]:
    """What is in force, each taken away by one tap. A price that cannot be read is not."""
    states = wording.state_names()
    labels: dict[str, Callable[[str], str]] = {
        "sao": lambda value: _("%(n)s sao", n=value),
        "chung_nhan": lambda value: states[value],
        "nhom": wording.group_name,
        "tinh": atlas.name,
        "gia_tu": lambda value: _("từ %(price)s ₫", price=thousands(price(value) or 0)),
        "gia_den": lambda value: _("đến %(price)s ₫", price=thousands(price(value) or 0)),
        "con_hang": lambda _value: _("Còn hàng"),
    }
    return [
        Chip(labels[name](value), filters.address(without=(name, value)), NAMES.get(name))
        for name, value in filters.pairs()
        if name in labels and name not in filters.wrong
    ]


def state_tabs(filters: Filters, counts: Facets) -> list[Tab]:
    """One tap to what is in force, or to one of the rest; none when nobody has counted."""
    states = wording.state_names()
    by_state = state_counts(counts.status, filters.stars)
    tabs = [
        _tab(filters, (slug,), states[slug], by_state.get(state, 0))
        for slug, state in STATES.items()
    ]
    everything = sum(by_state.values())
    if not everything:
        return []
    kept = (tab for tab in tabs if tab.total or tab.current)
    return [_tab(filters, (), _("Tất cả"), everything), *kept]


def group_links() -> list[Chip]:
    """The six groups, for who found nothing."""
    return [
        Chip(wording.group_name(slug), Filters(groups=(slug,)).address()) for slug in GROUP_SLUGS
    ]


def _tab(filters: Filters, states: tuple[str, ...], label: str, count: int) -> Tab:
    return Tab(label, filters.address(states=states), count, current=states == filters.states)


def _provinces(filters: Filters, counts: Facets, atlas: Atlas) -> tuple[Option, ...]:
    options = [
        Option(
            slug,
            province.name,
            counts.province.get(slug, 0),
            slug in filters.provinces,
            NAMES["tinh"],
        )
        for slug, province in atlas.by_slug.items()
    ]
    return tuple(sorted(options, key=lambda option: -option.total))


def _useful(options: Iterable[Option]) -> tuple[Option, ...]:
    return tuple(option for option in options if option.total or option.checked)
