"""A content version moves with every change the public can see, at once, and never comes back."""

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from core.db import content_changes
from core.db.content_changes import FEW, PAGE, ContentChange, ContentVersions, compact
from core.db.content_versions import question, versions_of
from core.jobs.maintenance import compact_content_changes
from tests.factories.catalogue import make_certificate, make_offer, make_producer, make_product

# No page and no API answer shows them: successions serve imports and the words of the index.
UNSEEN = {
    "access_token",
    "account",
    "alembic_version",
    "application_event",
    "attempt_count",
    "audit_entry",
    "audit_seal",
    "audit_unsealed",
    "authenticator_app",
    "bank_account",
    "checklist_check",
    "code_report",
    "consent",
    "confirmation",
    "content_change",
    "data_demand",
    "delegation",
    "index_calendar",
    "invitation",
    "message",
    "listing_draft",
    "spreadsheet_import",
    "spreadsheet_row",
    "listing_revision",  # what an approved one says never changes
    "price_change",
    "passkey",
    "passkey_challenge",
    "pending_act",
    "photograph",  # what is shown of them is in product_picture
    "photograph_upload",
    "product_view_day",
    "recovery_code",
    "role_grant",
    "scan",
    "scan_day",
    "scan_key",
    "seller_application",
    "seller_closing",
    "seller_paper",
    "sent_form",
    "sign_in",
    "succession",
    "takedown_order",
    "workplace_choice",
}
PRODUCTS = "SELECT id, 'product', id FROM product"


def versions(engine, subjects=PRODUCTS):
    """As one who did not take part sees them."""
    with engine.connect() as connection:
        rows = connection.exec_driver_sql(question(subjects)).all()
    versions = {row[0]: row[1] for row in rows}
    return ContentVersions(versions.pop(0), versions)


def rename(session, product, name):
    session.execute(
        text("UPDATE product SET name = :name WHERE id = :id"), {"name": name, "id": product}
    )


def notes(session):
    rows = session.execute(
        select(ContentChange.topic, ContentChange.subject, func.count()).group_by(
            ContentChange.topic, ContentChange.subject
        )
    )
    return {(topic, subject): count for topic, subject, count in rows}


@pytest.fixture
def two(committed):
    """The ids of two products that everybody sees."""
    with Session(committed) as session, session.begin():
        return [make_product(session, name).id for name in ("Miến dong", "Chè")]


def test_every_table_is_watched_or_known_not_to_be_seen(session):
    tables = set(
        session.scalars(
            text(
                "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
                " AND tablename NOT LIKE 'procrastinate%'"
            )
        )
    )
    watched = set(
        session.scalars(
            text("SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'content_truncate'")
        )
    )

    assert watched == tables - UNSEEN


def test_a_change_moves_the_version_of_its_own_subject_alone(committed, two):
    before = versions(committed)
    with Session(committed) as session, session.begin():
        rename(session, two[0], "Miến dong Tài Hoan")

    after = versions(committed)

    assert after.own[two[0]] != before.own[two[0]]
    assert after.own[two[1]] == before.own[two[1]]
    assert after.common == before.common


def test_a_statement_that_changes_nothing_is_not_noted(session):
    make_offer(session, make_product(session))
    before = notes(session)

    for table in ("province", "producer", "product", "certificate", "offer", "issued_code"):
        key = "code" if table == "issued_code" else "id"
        session.execute(text(f"UPDATE {table} SET {key} = {key}"))

    assert notes(session) == before


def test_many_rows_of_one_statement_are_one_note_each(session):
    products = [make_product(session).id for _ in range(3)]
    before = notes(session)

    session.execute(text("UPDATE product SET name = name || '!'"))

    after = notes(session)
    assert {key: after[key] - before.get(key, 0) for key in after if after[key] != before[key]} == {
        ("product", product): 1 for product in products
    }


def test_a_change_shows_to_others_with_its_commit_and_not_before(committed, two):
    before = versions(committed)
    with Session(committed) as session:
        rename(session, two[0], "Miến dong Tài Hoan")
        assert versions(committed) == before

        session.commit()
    assert versions(committed) != before


def test_a_change_taken_back_was_none(committed, two):
    before = versions(committed)
    with Session(committed) as session:
        rename(session, two[0], "Miến dong Tài Hoan")
        session.rollback()

    assert versions(committed) == before


def test_a_change_undone_later_is_two_changes(committed, two):
    before = versions(committed)
    for name in ("Chè", "Miến dong"):
        with Session(committed) as session, session.begin():
            rename(session, two[0], name)

    assert versions(committed).own[two[0]] != before.own[two[0]]


def test_a_table_emptied_at_once_moves_every_version(committed, two):
    before = versions(committed)
    with Session(committed) as session, session.begin():
        session.execute(text("TRUNCATE offer CASCADE"))

    after = versions(committed)

    assert after.common != before.common
    assert all(after.of(product) != before.of(product) for product in two)


NO_WAITING = text("SET LOCAL lock_timeout = '1s'")
NEW_OFFER = text(
    "INSERT INTO offer (code, product_id, price_dong, unit, stock, is_illustrative)"
    " SELECT code, id, 1, 'gói', 1, true FROM product WHERE id = :id"
)


def test_two_open_changes_of_one_product_do_not_wait_and_both_count(committed, two):
    """The forced case: the first is not committed while the second begins and ends."""
    seen = [versions(committed).own[two[0]]]
    with Session(committed) as first:
        rename(first, two[0], "Miến dong Tài Hoan")
        with Session(committed) as second, second.begin():
            second.execute(NO_WAITING)
            second.execute(NEW_OFFER, {"id": two[0]})
        seen.append(versions(committed).own[two[0]])
        first.commit()
    seen.append(versions(committed).own[two[0]])

    assert len(set(seen)) == 3


def note_often(engine, product, times=FEW + 1):
    for number in range(times):
        with Session(engine) as session, session.begin():
            rename(session, product, f"Miến dong {number}")


def test_compaction_leaves_every_version_alone_and_few_notes(committed, two):
    note_often(committed, two[0])
    before = versions(committed)

    with Session(committed) as session, session.begin():
        compact(session)
        left = notes(session)

    assert left["product", two[0]] == 1
    assert left["product", two[1]] == 1
    assert versions(committed) == before


def test_few_notes_are_left_as_they_are(committed, two):
    note_often(committed, two[0], FEW - 1)
    with Session(committed) as session, session.begin():
        compact(session)

        assert notes(session)["product", two[0]] == FEW


def test_compaction_takes_so_many_subjects_at_a_time(committed, two, monkeypatch):
    monkeypatch.setattr(content_changes, "MOST_SUBJECTS", 1)
    for product in two:
        note_often(committed, product)
    with Session(committed) as session, session.begin():
        session.execute(text("DELETE FROM content_change WHERE topic <> 'product'"))
        compact(session)
        once = sorted(notes(session).values())
        compact(session)

        assert once == [1, 2 + FEW]
        assert set(notes(session).values()) == {1}


def test_a_writer_and_compaction_do_not_wait_for_each_other(committed, two):
    note_often(committed, two[0])
    before = versions(committed).own[two[0]]
    with Session(committed) as early, Session(committed) as maintenance:
        rename(early, two[0], "Miến dong Tài Hoan")
        maintenance.execute(NO_WAITING)
        compact(maintenance)
        with Session(committed) as late, late.begin():
            late.execute(NO_WAITING)
            late.execute(NEW_OFFER, {"id": two[0]})
        between = versions(committed).own[two[0]]
        maintenance.commit()
        assert versions(committed).own[two[0]] == between != before
        early.commit()

    assert versions(committed).own[two[0]] not in {before, between}


def test_two_who_compact_do_not_wait_for_each_other(committed, two):
    note_often(committed, two[0])
    before = versions(committed)
    with Session(committed) as first, Session(committed) as second:
        compact(first)
        second.execute(NO_WAITING)
        compact(second)
        second.commit()
        first.commit()

    assert versions(committed) == before


def test_the_worker_compacts(app, session):
    product = make_product(session).id
    for number in range(FEW):
        rename(session, product, f"Miến dong {number}")
    session.commit()

    compact_content_changes(0)

    assert notes(session)["product", product] == 1


def test_a_version_is_looked_up_in_the_index_however_many_notes_there_are(session):
    session.execute(
        text(
            "INSERT INTO content_change (topic, subject)"
            " SELECT 'product', n FROM generate_series(1, 20000) AS n"
        )
    )
    session.execute(text("ANALYZE content_change"))
    explained = "EXPLAIN " + question("SELECT 1, 'product', 1")
    plan = session.connection().exec_driver_sql(explained).scalars().all()

    assert any("ix_content_change_topic_subject" in line for line in plan)
    assert not any("Seq Scan on content_change" in line for line in plan)


def test_a_subject_named_twice_does_not_cancel_itself(session):
    maker = make_producer(session).id
    once = f"SELECT {PAGE}, 'producer', {maker}"

    assert versions_of(session, f"{once} UNION ALL {once}") == versions_of(session, once)
    assert versions_of(session, once).own[PAGE] != 0


def test_what_is_not_there_has_a_version_too(session):
    product = "SELECT id, 'product', id FROM product WHERE slug = %(slug)s"
    common = versions_of(session, "SELECT 0, 'all', 0").common

    assert versions_of(session, product, slug="x") == ContentVersions(common, {})


def test_a_thing_is_kept_under_its_own_version_and_that_of_what_all_share():
    versions = ContentVersions(common=10, own={PAGE: 3, 7: 10})

    assert versions.things == [7]
    assert versions.of(7) == "a.a"


def test_a_certificate_stays_with_its_product(session):
    first, second = make_product(session), make_product(session)
    certificate = make_certificate(session, first)

    with pytest.raises(IntegrityError), session.begin_nested():
        session.execute(
            text("UPDATE certificate SET product_id = :other WHERE id = :id"),
            {"other": second.id, "id": certificate.id},
        )

    session.refresh(certificate)
    assert certificate.product_id == first.id
