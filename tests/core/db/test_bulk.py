"""Many rows in one statement arrive as they were sent, whatever they hold."""

from datetime import UTC, date, datetime

from sqlalchemy import select

from certification.certificates.models import CertificateEvent
from core.db.bulk import append_all, update_all
from registry.models import Product
from tests.factories.catalogue import make_certificate, make_product

ODD = "a'b\"c\\d\te{}%s:x \u2028 đ\u0301 🍯"


def test_rows_are_added_with_every_kind_of_value(session):
    certificate = make_certificate(session, make_product(session))
    common = {"certificate_id": certificate.id, "kind": "granted", "stars": 4, "actor": "An"}
    moment = datetime(2026, 11, 24, 8, 30, 0, 123456, tzinfo=UTC)
    rows = [
        common
        | {"number": number, "effective_from": date(2024, 2, 29), "effective_to": date(2024, 3, 1)}
        | {"decision": decision, "last_day": None, "recorded_at": moment}
        for number, decision in ((1, ODD), (2, None), (3, ""))
    ]

    append_all(session, CertificateEvent, rows)
    append_all(session, CertificateEvent, [])

    columns = CertificateEvent.__table__.c
    stored = session.execute(select(*(columns[name] for name in rows[0])).order_by(columns.number))
    assert [dict(row) for row in stored.mappings()] == rows


def test_each_row_is_given_its_own_values_and_no_other(session):
    first, second, third = (make_product(session, name) for name in ("Một", "Hai", "Ba"))
    before = third.updated_at

    update_all(
        session,
        Product,
        [
            {"id": first.id, "name": ODD, "gtin": None},
            {"id": second.id, "printed_district": "Na Rì"},
        ],
    )

    session.expire_all()
    assert [p.name for p in (first, second, third)] == [ODD, "Hai", "Ba"]
    assert [p.printed_district for p in (first, second, third)] == ["", "Na Rì", ""]
    assert third.updated_at == before
