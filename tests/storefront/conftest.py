"""Pages over a small catalogue that the search index knows."""

import pytest

from core.clock import today
from core.composition import services
from search.engine import SearchEngine
from storefront.index import services as index
from storefront.index.origin import index_origin


@pytest.fixture
def indexed(app, session):
    """Call it when the data stands: the index is made from it."""

    def write() -> None:
        index.rebuild(session, services()[SearchEngine], today())

    return write


@pytest.fixture
def catalogue(session, small_catalogue, settings):
    """One product in each condition people meet, by name; the search index knows them."""
    small_catalogue.copy_index(settings.search_folder, index_origin(services()))
    services()[SearchEngine].status()  # looks at the new one at once
    return small_catalogue.things(session)
