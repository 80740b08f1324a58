"""How many pages a list offers: as many as are filled, and none that no filter would read."""

import pytest
from werkzeug.datastructures import MultiDict

from search.engine import Facets, SearchQuery, SearchResult
from storefront.pages.forms import Filters
from storefront.pages.queries import listing
from storefront.pages.queries.listing import Matches


@pytest.mark.parametrize(
    ("total", "pages"), [(0, 1), (1, 1), (24, 1), (25, 2), (9_600, 400), (9_601, 400)]
)
def test_a_list_has_the_pages_it_fills_up_to_the_deepest(total, pages):
    result = SearchResult((), total, Facets())

    assert Matches(SearchQuery(today=1, per_page=24), result, degraded=False).pages == pages


@pytest.mark.parametrize("typed", [listing.DEEPEST_PAGE, listing.DEEPEST_PAGE + 1])
def test_the_last_page_that_is_offered_is_the_last_that_is_read(typed):
    assert Filters.read(MultiDict({"trang": str(typed)}), {}).page == listing.DEEPEST_PAGE
