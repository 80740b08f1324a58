"""Counts per filter with the names people know the values by."""

from collections.abc import Callable, Mapping

from search.engine import Facets
from storefront.api.schemas import answers
from storefront.api.views.presenting import Presenter
from storefront.pages import wording
from storefront.pages.forms import STATES


def facet_counts(facets: Facets, presenter: Presenter) -> answers.FacetCounts:
    """The largest count first, then by value, so that equal data gives equal bytes."""
    names = wording.state_names()
    states = {state: names[slug] for slug, state in STATES.items()}
    return answers.FacetCounts(
        group=_named(facets.group, lambda slug: presenter.groups.get(slug, slug)),
        province=_named(facets.province, presenter.atlas.name),
        stars=[
            answers.StarCount(value=value, count=count)
            for value, count in sorted(facets.stars.items(), reverse=True)
        ],
        state=_named(facets.state, lambda state: states.get(state, state)),
    )


def _named(counts: Mapping[str, int], name: Callable[[str], str]) -> list[answers.Count]:
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return [answers.Count(value=value, name=name(value), count=count) for value, count in ordered]
