"""Corrections from before migration 0018 get the position of what they correct, first of all."""

from sqlalchemy import create_engine, text

from core.db.administration import schema
from core.db.sessions import driver_url

INSERT = text(
    "INSERT INTO certificate_event (id, certificate_id, number, kind, effective_from,"
    " effective_to, corrects_id, actor) VALUES (:id, 1, :number, 'suspended', '2025-01-01',"
    " '2025-01-01', :corrects, 'officer')"
)
ROWS = [(10, 1, None), (11, 2, None), (12, 3, 11), (13, 4, 12)]


def test_a_correction_of_a_correction_stands_where_the_first_act_stood(empty_url):
    schema.upgrade(empty_url, "0017")
    engine = create_engine(driver_url(empty_url))
    with engine.begin() as connection:
        connection.execute(text("SET LOCAL session_replication_role = replica"))
        rows = [{"id": i, "number": number, "corrects": corrects} for i, number, corrects in ROWS]
        connection.execute(INSERT, rows)

    schema.upgrade(empty_url)

    with engine.connect() as connection:
        positions = text("SELECT position FROM certificate_event ORDER BY number")
        assert connection.scalars(positions).all() == [None, None, 2, 2]
    engine.dispose()
