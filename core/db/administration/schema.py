"""Brings a database to the newest schema, or back to nothing. Used at start, in CI and by tests."""

from collections.abc import Callable
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, create_engine

from core.db.sessions import driver_url

FOLDER = Path(__file__).parents[3] / "migrations"


def upgrade(database_url: str, revision: str = "head") -> None:
    """Run the migrations that are missing."""
    _run(database_url, lambda config: command.upgrade(config, revision))


def downgrade(database_url: str, revision: str = "base") -> None:
    """Undo migrations down to `revision`."""
    _run(database_url, lambda config: command.downgrade(config, revision))


def _run(database_url: str, step: Callable[[Config], None]) -> None:
    engine: Engine = create_engine(driver_url(database_url))
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    try:
        with engine.connect() as connection:
            config.attributes["connection"] = connection
            step(config)
            connection.commit()
    finally:
        engine.dispose()
