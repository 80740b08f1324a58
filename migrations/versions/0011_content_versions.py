"""Notes for each subject what the public can see of it changing: content versions (ADR 14)."""

from typing import NamedTuple

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


class Watch(NamedTuple):
    """Changed values of `columns` in `table` are noted under `topic` for `subject`.

    The subject is written in the changed row itself, or follows from a row that never changes: a
    subject looked up elsewhere could be another by the time both transactions are committed.
    """

    table: str
    topic: str
    subject: str
    columns: str
    where: str = "true"
    events: tuple[str, ...] = ("INSERT", "UPDATE", "DELETE")

    @property
    def function(self) -> str:
        return f"note_{self.table}_of_{self.topic}"


# What no page or API answer shows is left out: names folded for searching, keys of imports, times.
WATCHES = (
    Watch("province", "places", "0", "id, name, kind, slug, lat, lon"),
    Watch("commune", "places", "0", "id, name, kind, province_id"),
    Watch("former_unit", "places", "0", "id, province, district, commune, province_id"),
    Watch("producer", "producer", "id", "id, slug, name, legal_form, province_id"),
    Watch(
        "product",
        "product",
        "id",
        "id, code, slug, name, producer_id, product_group, product_set, print, gtin,"
        " printed_commune, printed_district, printed_province, province_id, commune_id",
    ),
    Watch("product", "count", "0", "id, product_group, province_id"),
    Watch(
        "certificate", "product", "product_id", "id, code, product_id, source_title, source_date"
    ),
    Watch(
        "certificate_event",
        "product",
        "(SELECT product_id FROM certificate WHERE certificate.id = changed.certificate_id)",
        "id, certificate_id, kind, effective_from, effective_to, stars, last_day, decision,"
        " decided_on, authority, reason, public_note, actor, corrects_id, recorded_at",
    ),
    Watch(
        "raw_material_area",
        "area",
        "id",
        "id, code, name, kind, crop, printed_commune, printed_district, printed_province,"
        " province_id, commune_id, lat, lon, hectares, hectares_note, households, standard,"
        " standard_valid_to, planting_area_code, geographical_indication, outline, source_title,"
        " source_date",
    ),
    Watch("product_area", "product", "product_id", "product_id, area_id, link"),
    Watch("product_area", "area", "area_id", "product_id, area_id, link"),
    # A sale is seen when it is the last one.
    Watch(
        "offer",
        "product",
        "product_id",
        "product_id, price_dong, unit, is_illustrative, stock > 0 AS in_stock",
    ),
    # A new code has no page yet, and a report's ticket never has one.
    Watch(
        "issued_code",
        "code",
        "hashtextextended(code, 0)",
        "code, kind, status, status_at",
        where="kind <> 'report'",
        events=("UPDATE", "DELETE"),
    ),
)
TABLES = tuple(dict.fromkeys(watch.table for watch in WATCHES))

# Two images of a row are the same where EXCEPT takes one from the other: NULL equals NULL there.
NOTING = """
    CREATE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'INSERT' THEN
            INSERT INTO content_change (topic, subject)
            SELECT DISTINCT '{topic}', {subject} FROM new_rows AS changed WHERE {where};
        ELSIF TG_OP = 'DELETE' THEN
            INSERT INTO content_change (topic, subject)
            SELECT DISTINCT '{topic}', {subject} FROM old_rows AS changed WHERE {where};
        ELSE
            INSERT INTO content_change (topic, subject)
            SELECT DISTINCT '{topic}', {subject} FROM (
                (SELECT {columns} FROM old_rows EXCEPT SELECT {columns} FROM new_rows)
                UNION ALL
                (SELECT {columns} FROM new_rows EXCEPT SELECT {columns} FROM old_rows)
            ) AS changed WHERE {where};
        END IF;
        RETURN NULL;
    END $$
"""
IMAGES = {
    "INSERT": "NEW TABLE AS new_rows",
    "DELETE": "OLD TABLE AS old_rows",
    "UPDATE": "OLD TABLE AS old_rows NEW TABLE AS new_rows",
}

EVERYTHING = """
    CREATE FUNCTION note_everything() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        INSERT INTO content_change (topic) VALUES ('all');
        RETURN NULL;
    END $$
"""

# What there is has a note from the beginning, so that no two things have the same version.
FIRST_NOTES = """
    INSERT INTO content_change (topic, subject)
    VALUES ('all', 0), ('places', 0), ('count', 0)
    UNION ALL SELECT 'producer', id FROM producer
    UNION ALL SELECT 'product', id FROM product
    UNION ALL SELECT 'area', id FROM raw_material_area
"""


def upgrade() -> None:
    _drop_editions()
    op.create_table(
        "content_change",
        sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False),
        sa.Column("topic", sa.String(), nullable=False),
        sa.Column("subject", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column(
            "mark",
            sa.BigInteger(),
            server_default=sa.text("hashtextextended(gen_random_uuid()::text, 0)"),
            nullable=False,
        ),
        sa.PrimaryKeyConstraint("id", name="pk_content_change"),
    )
    op.create_index(
        "ix_content_change_topic_subject",
        "content_change",
        ["topic", "subject"],
        postgresql_include=["mark"],
    )
    for watch in WATCHES:
        op.execute(NOTING.format(**watch._asdict(), function=watch.function))
        for event in watch.events:
            op.execute(
                f"CREATE TRIGGER content_{watch.topic}_{event.lower()} AFTER {event}"
                f" ON {watch.table} REFERENCING {IMAGES[event]}"
                f" FOR EACH STATEMENT EXECUTE FUNCTION {watch.function}()"
            )
    op.execute(EVERYTHING)
    for table in TABLES:
        op.execute(
            f"CREATE TRIGGER content_truncate AFTER TRUNCATE ON {table}"
            " FOR EACH STATEMENT EXECUTE FUNCTION note_everything()"
        )
    # Its events are noted for the product they stand behind now: for good.
    op.execute(
        "CREATE TRIGGER same_product BEFORE UPDATE OF product_id ON certificate FOR EACH ROW"
        " WHEN (OLD.product_id <> NEW.product_id) EXECUTE FUNCTION refuse_change()"
    )
    op.execute(FIRST_NOTES)


def downgrade() -> None:
    op.execute("DROP TRIGGER same_product ON certificate")
    for function in ("note_everything", *(watch.function for watch in WATCHES)):
        op.execute(f"DROP FUNCTION {function} CASCADE")  # with its triggers
    op.drop_table("content_change")
    _create_editions()


# As migration 0008 made them.
EDITIONS = {
    "places": ("province", "commune", "former_unit", "succession"),
    "record": (
        "producer",
        "product",
        "certificate",
        "certificate_event",
        "issued_code",
        "raw_material_area",
        "product_area",
    ),
    "offers": ("offer",),
}


def _drop_editions() -> None:
    op.execute("DELETE FROM procrastinate_jobs WHERE task_name = 'changes.gathered'")
    op.execute("DROP FUNCTION note_public_change CASCADE")  # with its triggers
    op.drop_table("public_change")


def _create_editions() -> None:
    op.create_table(
        "public_change",
        sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False),
        sa.Column("topic", sa.String(), nullable=False),
        sa.Column("changes", sa.BigInteger(), server_default="1", nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_public_change"),
    )
    op.execute(
        """
        CREATE FUNCTION note_public_change() RETURNS trigger LANGUAGE plpgsql AS $$
        DECLARE
            counter text := 'chosao.changes_' || TG_ARGV[0];
            so_far int := coalesce(nullif(current_setting(counter, true), '')::int, 0);
        BEGIN
            IF so_far = 0 THEN
                INSERT INTO public_change (topic) VALUES (TG_ARGV[0]);
            END IF;
            PERFORM set_config(counter, (so_far + 1)::text, true);
            RETURN NULL;
        END $$
        """
    )
    for topic, tables in EDITIONS.items():
        for table in tables:
            op.execute(
                "CREATE TRIGGER public_change AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE"
                f" ON {table} FOR EACH STATEMENT EXECUTE FUNCTION note_public_change('{topic}')"
            )
