"""The schema: migrations go up, down and up again; models and tables say the same."""

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, text

from core.db.administration import schema
from core.db.model import Base
from core.db.sessions import driver_url


def tables(url):
    engine = create_engine(driver_url(url))
    with engine.connect() as connection:
        names = connection.scalars(
            text("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        )
        tables = sorted(names)
    engine.dispose()
    return tables


def test_migrations_go_up_down_and_up_again(empty_url):
    schema.upgrade(empty_url)
    first = tables(empty_url)
    schema.downgrade(empty_url)
    assert tables(empty_url) == ["alembic_version"]
    schema.upgrade(empty_url)

    assert tables(empty_url) == first
    assert "product" in first


def test_models_and_tables_say_the_same(app, engine):
    def ours(_object, name, kind, _reflected, _compared):
        return not (
            kind == "table" and (name.startswith("procrastinate_") or name == "alembic_version")
        )

    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"include_object": ours, "compare_server_default": False}
        )
        assert compare_metadata(context, Base.metadata) == []
