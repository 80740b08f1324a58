"""Pages over a small catalogue that the search index knows."""

from datetime import timedelta

import pytest

from certification.certificates.rules.dates import VagueDate
from core.clock import today
from core.composition import services
from search.engine import SearchEngine
from storefront.index import services as index
from tests.factories.catalogue import (
    make_certificate,
    make_certified,
    make_event,
    make_offer,
    make_producer,
    make_product,
)


@pytest.fixture
def indexed(app, session):
    """Call it when the data stands: the index is made from it."""

    def write() -> None:
        index.rebuild(session, services()[SearchEngine], today())

    return write


@pytest.fixture
def catalogue(session, indexed):
    """One product in each condition people meet."""
    day = today()
    producer = make_producer(session, "HTX Tài Hoan")
    valid, paper = make_certified(
        session, "Miến dong Tài Hoan", stars=5, on=day - timedelta(days=100), producer=producer
    )
    make_offer(session, valid, 95_000)
    lapsed, _ = make_certified(
        session, "Chè Tân Cương", stars=4, on=day - timedelta(days=1300), producer=producer
    )
    unsure, _ = make_certified(
        session, "Mật ong rừng", stars=3, province="Bắc Ninh", printed_province="Bắc Giang",
        on=VagueDate(day - timedelta(days=1250), day - timedelta(days=900)),
    )  # fmt: skip
    potential = make_product(
        session, "Nước mắm <Khải Hoàn>", product_group="thuc-pham", print="fish_sauce"
    )
    make_event(
        session, make_certificate(session, potential), "proposed", day - timedelta(days=30), stars=5
    )
    bare = make_product(session, "Giỏ cói", product_group="thu-cong-my-nghe", print="basket")
    session.commit()
    indexed()
    return {
        "producer": producer, "valid": valid, "paper": paper, "lapsed": lapsed, "unsure": unsure,
        "potential": potential, "bare": bare,
    }  # fmt: skip
