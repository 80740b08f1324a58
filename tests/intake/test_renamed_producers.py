"""A producer who has another name in a file that comes again is the same one, or a question."""

import pytest
from sqlalchemy import select

from registry.models import Producer, Product
from tests.intake.conftest import PLAIN, count

pytestmark = pytest.mark.usefixtures("one_map")

WITH_CODE = (*PLAIN, "code")
RENAMED = {"producer_name": "HTX Chè Hảo Đạt Thái Nguyên"}
OTHER = {"product_name": "Chè búp"}


def codes(session):
    return dict(session.execute(select(Product.name, Product.code)).all())


@pytest.mark.parametrize(
    ("before", "after"),
    [({}, RENAMED), ({"producer_name": ""}, {}), ({}, RENAMED | {"district": ""})],
)
def test_a_product_under_another_producer_in_the_same_notice_is_asked_about(
    run, session, sheet, before, after
):
    run(sheet(before))
    code = session.scalar(select(Product.code))

    result = run(sheet(after))

    assert result.exit_code == 1
    assert "dòng 2, cột producer_name «HTX Chè Hảo Đạt" in result.stdout
    assert f"[producer_renamed] Sản phẩm này đã có, mã {code}," in result.stdout
    assert count(session, Product) == 1


def test_the_code_answers_that_it_is_the_same(run, session, sheet):
    run(sheet({}, OTHER))
    before = session.execute(select(Producer.id, Producer.slug)).one()
    code = codes(session)

    rows = [RENAMED | {"code": code["Chè Tân Cương"]}, OTHER | RENAMED | {"code": code["Chè búp"]}]
    result = run(sheet(*rows, columns=WITH_CODE))

    assert result.stdout == "done: 0 new, 2 changed, 0 unchanged\n"
    after = session.execute(select(Producer.id, Producer.slug, Producer.name)).all()
    assert after == [(*before, RENAMED["producer_name"])]
    assert run(sheet(RENAMED, OTHER | RENAMED)).stdout.startswith("done: 0 new, 0 changed")


def test_a_product_that_stays_behind_keeps_its_producer(run, session, sheet):
    run(sheet({}, OTHER))

    run(sheet(RENAMED | {"code": codes(session)["Chè Tân Cương"]}, OTHER, columns=WITH_CODE))

    assert count(session, Producer) == 2


@pytest.mark.parametrize(
    "other", [{"source_title": "Một thông báo khác"}, {"district": "huyện Đại Từ", "commune": ""}]
)
def test_another_notice_or_district_is_no_question(run, session, sheet, other):
    run(sheet({}))

    assert run(sheet(RENAMED | other)).stdout.startswith("done: 1 new")


def test_both_rows_in_the_file_answer_that_there_are_two(run, session, sheet):
    run(sheet({}))

    assert run(sheet({}, RENAMED)).stdout == "done: 1 new, 0 changed, 1 unchanged\n"
    assert count(session, Producer) == 2
