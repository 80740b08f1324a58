"""Origin of the index: the database it is made from, as the search engine is told it."""

from sqlalchemy.exc import OperationalError

from core.composition import Services
from core.db.identity import DatabaseIdentity
from search.engine import Origin, SearchUnavailable


def index_origin(services: Services) -> Origin:
    """Asked anew after each lost connection. What it gives raises SearchUnavailable."""

    def ask() -> str:
        try:
            return services[DatabaseIdentity].ask()
        except OperationalError as error:
            raise SearchUnavailable("the database does not say which one it is") from error

    return ask
