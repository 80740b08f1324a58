"""What every search engine owes its index: put, removed, rebuilt, compared."""

import time

import pytest

from search.engine import (
    IndexMissing,
    differences,
)
from tests.contracts.asking import ask, ids, product
from tests.contracts.conftest import fresh_elastic_engine


def test_a_document_put_again_replaces_itself(engine):
    engine.put([product(1, "Trà xanh"), product(2, "Bún")])
    engine.put([product(1, "Trà sen", version="2")])

    assert ids(engine, "xanh") == ()
    assert ids(engine, "trà sen") == (1,)
    assert dict(engine.versions()) == {"product:1": "2", "product:2": "1"}
    assert engine.status().documents == 2


def test_what_is_removed_is_gone_and_removing_it_again_is_no_error(engine):
    engine.put([product(1, "Trà"), product(2, "Trà")])

    engine.remove(["product:1"])
    engine.remove(["product:1", "product:77"])

    assert ids(engine, "trà") == (2,)


def test_a_rebuild_replaces_everything_and_reports_progress(engine):
    engine.put([product(1, "Trà")])
    before, seen = engine.status().index, []

    name = engine.rebuild((product(n, "Bún") for n in range(2_500)), progress=seen.append)

    assert name == engine.status().index != before
    assert engine.status().documents == 2_500
    assert ids(engine, "trà") == ()
    assert seen == sorted(seen) != []
    assert seen[-1] <= 2_500


def test_a_rebuild_that_fails_leaves_the_live_index_alone(engine):
    engine.put([product(1, "Trà")])
    live = engine.status().index

    def breaking():
        yield product(2, "Bún")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        engine.rebuild(breaking())

    assert engine.status().index == live
    assert ids(engine, "trà") == (1,)
    engine.put([product(3, "Trà")])
    assert set(ids(engine, "trà")) == {1, 3}


def test_without_an_index_everything_says_so_and_a_rebuild_heals(empty_engine):
    for use in (
        lambda: empty_engine.search(ask("trà")),
        lambda: empty_engine.suggest("trà"),
        lambda: empty_engine.put([product(1, "Trà")]),
        lambda: empty_engine.remove(["product:1"]),
        empty_engine.status,
        lambda: list(empty_engine.versions()),
    ):
        with pytest.raises(IndexMissing):
            use()

    empty_engine.rebuild([product(1, "Trà")])

    assert ids(empty_engine, "trà") == (1,)


def test_differences_name_what_to_put_and_what_to_remove(engine):
    engine.put([product(1, "A"), product(2, "B"), product(3, "C")])

    apart = differences(engine.versions(), {"product:1": "1", "product:2": "9", "product:4": "1"})

    assert (apart.missing, apart.stale, apart.surplus) == (
        ("product:4",),
        ("product:2",),
        ("product:3",),
    )
    assert apart
    assert not differences(engine.versions(), {f"product:{n}": "1" for n in (1, 2, 3)})


def test_a_rebuild_is_seen_by_the_very_next_search(engine):
    engine.put([product(1, "Chè")])
    assert ids(engine, "chè") == (1,)

    engine.rebuild([product(2, "Chè")])

    assert ids(engine, "chè") == (2,)


def test_versions_are_told_of_some_keys_as_well(engine):
    engine.put([product(1, "Trà"), product(2, "Trà", version="2"), product(3, "Trà")])

    assert dict(engine.versions(["product:2", "product:3", "product:77"])) == {
        "product:2": "2",
        "product:3": "1",
    }
    assert dict(engine.versions([])) == {}


@pytest.mark.elasticsearch
def test_a_write_that_arrives_late_overwrites_no_newer_one(monkeypatch):
    for elastic in fresh_elastic_engine():
        began = time.time_ns()
        elastic.rebuild([product(1, "Bún"), product(2, "Trà")])
        elastic.put([product(1, "Trà", version="2")])
        monkeypatch.setattr(time, "time_ns", lambda began=began: began)

        elastic.put([product(1, "Bún"), product(2, "Bún"), product(3, "Bún")])

        assert dict(elastic.versions()) == {"product:1": "2", "product:2": "1", "product:3": "1"}
        assert ids(elastic, "bún") == (3,)
