"""An officer revokes, the worker does what the news asks for, and the stars are gone."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from core.clock import today
from core.composition import services
from search.engine import SearchEngine, SearchQuery
from storefront.index import services as index
from storefront.index.rules import allowed
from tests.factories.catalogue import make_certified


@pytest.fixture
def certified(app, committed):
    """A product with five stars that the index knows, committed for all to see."""
    with app.app_context():
        with Session(committed) as session, session.begin():
            product, certificate = make_certified(
                session, "Miến dong", stars=5, on=today() - timedelta(days=10)
            )
            codes = product.code, product.slug, certificate.code
        with Session(committed) as session, session.begin():
            index.rebuild(session, services()[SearchEngine], today())
    return codes


def in_force(app) -> int:
    with app.app_context():
        query = SearchQuery(today=today().toordinal(), statuses=allowed(states=["valid"]))
        return services()[SearchEngine].search(query).total


def test_a_revocation_reaches_the_index_through_the_worker(app, certified):
    _, _, certificate = certified
    run = app.test_cli_runner()
    assert in_force(app) == 1

    done = run.invoke(
        args=["certificates", "record", certificate, "revoke", "--actor", "An", "--reason", "c"]
    )
    assert done.exit_code == 0
    pages = app.test_client()
    assert "OCOP 5 sao" not in pages.get("/san-pham").text  # the record decides, before any index

    worked = run.invoke(args=["worker", "--until-done"])
    assert worked.exit_code == 0, worked.output
    assert in_force(app) == 0
    assert run.invoke(args=["search", "status"]).exit_code == 0


def test_a_refused_act_leaves_no_work_behind(app, certified):
    _, _, certificate = certified
    run = app.test_cli_runner()

    refused = run.invoke(args=["certificates", "record", certificate, "lift", "--actor", "An"])

    assert refused.exit_code == 1
    assert run.invoke(args=["worker", "--until-done"]).exit_code == 0
    assert in_force(app) == 1
