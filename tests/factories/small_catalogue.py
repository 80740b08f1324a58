"""A small catalogue that is made once, and copied for each test that changes it."""

import os
import shutil
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from certification.certificates.rules.dates import VagueDate
from core.clock import today
from core.db.model import Base
from search.engine import Origin
from search.engines.embedded import EmbeddedEngine
from search.engines.folders import IndexFolders
from storefront.index.services import rebuild
from storefront.index.vocabulary import vocabulary
from tests.factories.catalogue import (
    make_certificate,
    make_certified,
    make_event,
    make_offer,
    make_producer,
    make_product,
)


class SmallCatalogue:
    """Made once in a database of its own, with an index of it."""

    def __init__(self, engine: Engine, folder: Path) -> None:
        self.engine = engine
        self._folder = folder
        with Session(engine) as session, session.begin():
            things = make_things(session)
            rebuild(session, EmbeddedEngine(folder, vocabulary=vocabulary()), today())
            self._keys = {name: (type(thing), thing.id) for name, thing in things.items()}

    def things(self, session: Session) -> dict[str, Base]:
        """What is in it, by the names that tests call it."""
        return {name: session.get_one(*key) for name, key in self._keys.items()}

    def copy_index(self, root: Path, origin: Origin) -> None:
        """Make it the live index under that root, as if made from that database.

        Its files never change: links are enough.
        """
        with IndexFolders(root, origin).replacement() as folder:
            shutil.copytree(
                IndexFolders(self._folder).live(), folder,
                copy_function=os.link, dirs_exist_ok=True,
            )  # fmt: skip


def make_things(session: Session) -> dict[str, Any]:
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
    return {
        "producer": producer, "valid": valid, "paper": paper, "lapsed": lapsed, "unsure": unsure,
        "potential": potential, "bare": bare,
    }  # fmt: skip
