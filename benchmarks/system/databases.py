"""The databases measured on: an embedded PostgreSQL of its own, one database per catalogue size.

A database is built once, by the commands an operator would use, and kept for later runs.
"""

import hashlib
import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import create_engine, text

from benchmarks.project import ROOT, EmbeddedPostgres, driver_url, upgrade
from benchmarks.system.catalogue import SOURCE, write_catalogue
from benchmarks.system.commands import FLASK, Usage, run
from benchmarks.system.cpu import tree_seconds

FOLDER = ROOT / "var" / "bench"
SIZES = (1_254, 10_000, 100_000)
PLACES = "bench_places"
CATALOGUE = ROOT / "benchmarks" / "system" / "catalogue.py"


@dataclass(frozen=True)
class Shop:
    """A catalogue of one size, ready to be asked."""

    size: int
    database_url: str
    var: Path
    elasticsearch_url: str = ""

    @property
    def environment(self) -> dict[str, str]:
        """For processes that serve or change this shop."""
        if not self.elasticsearch_url:
            return environment(self.database_url, self.var)
        chosen = {"SEARCH_ENGINE": "elasticsearch", "ELASTICSEARCH_URL": self.elasticsearch_url}
        return environment(self.database_url, self.var) | chosen

    @property
    def engine(self) -> str:
        return "elasticsearch" if self.elasticsearch_url else "embedded"


def environment(database_url: str, var: Path) -> dict[str, str]:
    """The surroundings of a measured process, without a word about other databases or engines."""
    kept = {k: v for k, v in os.environ.items() if k != "ELASTICSEARCH_URL"}  # noqa: TID251
    return kept | {
        "DATABASE_URL": database_url, "VAR_ROOT": str(var), "SECRET_KEY": "only for measuring",
        "PUBLIC_URL": "http://127.0.0.1:8000", "SEARCH_ENGINE": "embedded",
    }  # fmt: skip


class Databases:
    """The server with its databases; it stops with this process."""

    def __init__(self) -> None:
        FOLDER.mkdir(parents=True, exist_ok=True)
        self._server = EmbeddedPostgres(FOLDER / "postgres")
        self._admin = create_engine(
            driver_url(self._server.url("postgres")), isolation_level="AUTOCOMMIT"
        )

    def cpu_seconds(self) -> float:
        """CPU of the server so far: every backend and everything that works beside them."""
        return tree_seconds(int((FOLDER / "postgres" / "postmaster.pid").read_text().split()[0]))

    def version(self) -> str:
        with self._admin.connect() as connection:
            return str(connection.scalar(text("SHOW server_version")))

    def shop(self, size: int) -> Shop:
        """The shop of that size, built when it is not there or what it is made of has changed."""
        name = f"bench_{size}_{_mark()}"
        shop = Shop(size, "", FOLDER / name)
        if not self._has(name) or not (shop.var / "ready").exists():
            print(f"building a shop of {size:,} products", flush=True)
            self._forget(f"bench_{size}_")
            for old in FOLDER.glob(f"bench_{size}_*"):
                shutil.rmtree(old)
            url = self.fresh(name)
            _fill(Shop(size, url, shop.var))
        shop = replace(shop, database_url=self._server.url(name))
        # Shops take turns with the one index of an Elasticsearch.
        run([*FLASK, "search", "rebuild", "--if-stale", "--take-over"], shop.environment)
        return shop

    def copy(self, shop: Shop, name: str) -> Shop:
        """A shop that may be changed: the same content in a database and an index of its own."""
        copied = replace(shop, database_url=self._server.url("postgres"), var=FOLDER / name)
        self.drop(name)
        self._do(f'CREATE DATABASE "{name}" TEMPLATE "{shop.var.name}"')
        shutil.rmtree(copied.var, ignore_errors=True)
        shutil.copytree(shop.var, copied.var, symlinks=True)
        copied = replace(copied, database_url=self._server.url(name))
        build_index(copied)  # the one that was copied belongs to the other database
        return copied

    @contextmanager
    def logged(self, shop: Shop) -> Iterator["StatementLog"]:
        """Processes that connect meanwhile have each statement written to the server's log."""
        name = shop.var.name
        self._do(f"ALTER DATABASE \"{name}\" SET log_statement = 'all'")
        try:
            yield StatementLog(FOLDER / "postgres" / "log")
        finally:
            self._do(f'ALTER DATABASE "{name}" RESET log_statement')

    def fresh(self, name: str) -> str:
        """The address of a new database that holds the places and nothing else."""
        template = f"{PLACES}_{_mark()}"
        if not self._has(template):
            self._forget(PLACES)
            url = self._server.url(f"{template}_new")
            upgrade(url)
            run([*FLASK, "places", "load"], environment(url, FOLDER))
            self._do(f'ALTER DATABASE "{template}_new" RENAME TO "{template}"')
        self.drop(name)
        self._do(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        return self._server.url(name)

    def drop(self, name: str) -> None:
        self._do(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def _forget(self, prefix: str) -> None:
        with self._admin.connect() as connection:
            names = connection.scalars(
                text("SELECT datname FROM pg_database WHERE datname LIKE :like"),
                {"like": prefix.replace("_", r"\_") + "%"},
            ).all()
        for name in names:
            self.drop(name)

    def _has(self, name: str) -> bool:
        with self._admin.connect() as connection:
            database = text("SELECT 1 FROM pg_database WHERE datname = :name")
            return connection.scalar(database, {"name": name}) is not None

    def _do(self, statement: str) -> None:
        with self._admin.connect() as connection:
            connection.execute(text(statement))


class StatementLog:
    """What reaches PostgreSQL, read from its log."""

    _statement = re.compile(r"LOG:  (?:statement|execute [^:]*): (.*(?:\n\t.*)*)")

    def __init__(self, path: Path) -> None:
        self._path = path

    def during(self, work: Callable[[], object]) -> list[str]:
        """The statements that came in while this was done."""
        start = self._path.stat().st_size
        work()
        with self._path.open(encoding="utf-8") as file:
            file.seek(start)
            return [
                " ".join(statement.split()) for statement in self._statement.findall(file.read())
            ]


def catalogue_file(size: int) -> Path:
    """The product file of that size, written once."""
    path = FOLDER / f"products-{size}-{_digest([SOURCE, CATALOGUE])}.csv"
    if not path.exists():
        write_catalogue(path, size)
    return path


def import_file(url: str, path: Path) -> Usage:
    """Import a file with the operator's command."""
    return run([*FLASK, "catalogue", "import", str(path)], environment(url, FOLDER))


def build_index(shop: Shop) -> Usage:
    """Make the search index anew with the operator's command."""
    return run([*FLASK, "search", "rebuild", "--take-over"], shop.environment)


def _fill(shop: Shop) -> None:
    shop.var.mkdir(parents=True, exist_ok=True)
    import_file(shop.database_url, catalogue_file(shop.size))
    for name in ("raw_material_areas", "area_products"):
        import_file(shop.database_url, ROOT / "data" / f"{name}.csv")
    run([*FLASK, "demo", "load"], shop.environment)
    build_index(shop)
    engine = create_engine(driver_url(shop.database_url), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text("VACUUM ANALYZE"))
    engine.dispose()
    (shop.var / "ready").touch()


def _mark() -> str:
    """Changes with the schema and the files a shop is made of."""
    data = (ROOT / "data").rglob("*.csv")
    made_of = [*(ROOT / "migrations" / "versions").glob("*.py"), *data]
    return _digest(sorted([*made_of, CATALOGUE]))


def _digest(paths: list[Path]) -> str:
    return hashlib.sha256(b"".join(path.read_bytes() for path in paths)).hexdigest()[:8]
