"""Codes are given out once: one that is drawn twice is drawn again."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core.codes import new_code
from registry.models import IssuedCode
from registry.rules.issued_codes import CodeKind, CodeStatus
from registry.services.issued_codes import issue
from tests.races import wait_until_someone_waits_for_a_lock


def drawing(*codes):
    """Draws these, one after the other, and no more."""
    return iter(codes).__next__


def given_out(session):
    rows = session.execute(select(IssuedCode.code, IssuedCode.kind))
    return {row.code: row.kind for row in rows}


@pytest.mark.parametrize("count", [0, 1, 2, 1000, 2500])
def test_as_many_codes_as_asked_for_are_given_out(session, count):
    codes = [*issue(session, CodeKind.LOT, count)]

    assert given_out(session) == dict.fromkeys(codes, "lot")
    assert len(codes) == count


@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_code_given_out_before_is_drawn_again_and_keeps_its_meaning(session, place):
    [taken] = issue(session, CodeKind.PRODUCT, 1)
    fresh = [new_code(), new_code(), new_code()]
    draws = [*fresh[:2]]
    draws.insert(place, taken)

    codes = [*issue(session, CodeKind.LOT, 3, drawing(*draws, fresh[2]))]

    assert sorted(codes) == sorted(fresh)
    assert given_out(session) == {taken: "product"} | dict.fromkeys(fresh, "lot")


def test_a_code_drawn_twice_at_once_is_given_out_once(session):
    first, second = new_code(), new_code()

    codes = [*issue(session, CodeKind.LOT, 2, drawing(first, first, second))]

    assert sorted(codes) == sorted([first, second])


def test_it_draws_until_a_code_is_new(session):
    [taken] = issue(session, CodeKind.PRODUCT, 1)
    fresh = new_code()

    assert [*issue(session, CodeKind.LOT, 1, drawing(taken, taken, taken, fresh))] == [fresh]
    assert session.get(IssuedCode, fresh).status == CodeStatus.ACTIVATED


def test_two_who_draw_the_same_code_at_once_get_different_ones(committed):
    code, other = new_code(), new_code()

    def issue_too():
        with Session(committed) as session, session.begin():
            return next(issue(session, CodeKind.LOT, 1, drawing(code, other)))

    with ThreadPoolExecutor() as pool, Session(committed) as first:
        assert next(issue(first, CodeKind.PRODUCT, 1, drawing(code))) == code
        attempt = pool.submit(issue_too)
        wait_until_someone_waits_for_a_lock(committed)
        first.commit()

        assert attempt.result(timeout=5) == other
        assert first.scalar(select(func.count()).select_from(IssuedCode)) == 2
