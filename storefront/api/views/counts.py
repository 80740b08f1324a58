"""Counts per filter with the names people know the values by."""

from collections.abc import Callable, Mapping

from search.engine import Facets
from storefront.api.schemas import answers
from storefront.api.schemas.requests import ProductSearch
from storefront.api.views.presenting import Presenter
from storefront.index.rules import star_counts, state_counts
from storefront.pages import wording
from storefront.pages.rules import STATES


def facet_counts(
    facets: Facets, search: ProductSearch, presenter: Presenter
) -> answers.FacetCounts:
    """The largest count first, then by value, so that equal data gives equal bytes."""
    by_stars = star_counts(facets.status, search.state)
    names = wording.state_names()
    states = {state: names[slug] for slug, state in STATES.items()}
    return answers.FacetCounts(
        group=_named(facets.group, lambda slug: presenter.groups.get(slug, slug)),
        province=_named(facets.province, presenter.atlas.name),
        stars=[
            answers.StarCount(value=value, count=count)
            for value, count in sorted(by_stars.items(), reverse=True)
        ],
        state=_named(
            state_counts(facets.status, search.stars), lambda state: states.get(state, state)
        ),
    )


def _named(counts: Mapping[str, int], name: Callable[[str], str]) -> list[answers.Count]:
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return [answers.Count(value=value, name=name(value), count=count) for value, count in ordered]
