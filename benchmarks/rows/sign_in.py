"""What signing in costs: the hash, which is meant to be slow, and all that is around it."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from statistics import median

from flask.testing import FlaskClient

from benchmarks.project import (
    Identifier,
    create_account,
    create_app,
    hash_password,
    settings_of,
    transaction,
)
from benchmarks.system.databases import FOLDER, Databases, Shop
from core.access.actors import Actor

DATABASE = "bench_sign_in"
PASSWORD = "a sentence to measure by"  # noqa: S105 - of an account that lives for seconds
KNOWN = Identifier(email="known@example.vn")


@dataclass(frozen=True)
class SignInCost:
    """Milliseconds of CPU in this process, and what they are for."""

    what: str
    milliseconds: list[float]

    @property
    def usual(self) -> float:
        return median(self.milliseconds)


def measure_sign_in(databases: Databases, rounds: int) -> Iterator[SignInCost]:
    """The hash alone; then requests, in turn for somebody known and unknown."""
    yield SignInCost("hashing a password", _times(lambda: hash_password(PASSWORD), 10 * rounds))
    app = create_app(settings_of(Shop(0, databases.fresh(DATABASE), FOLDER / DATABASE).environment))
    with app.app_context(), transaction() as session:
        create_account(
            session, KNOWN, full_name="Known", password=PASSWORD, actor=Actor("benchmark")
        )
    yield SignInCost("signing in", _times(lambda: _enter(app.test_client(), PASSWORD), 4 * rounds))
    for who in ("known@example.vn", "unknown@example.vn"):
        # Fewer than are let through: what is refused unread costs nothing.
        times = _times(lambda who=who: _enter(app.test_client(), "wrong", who), 8)  # type: ignore[misc]
        yield SignInCost(f"a wrong password for {who.partition('@')[0]}", times)
    databases.drop(DATABASE)


def _enter(client: FlaskClient, password: str, identifier: str = str(KNOWN)) -> None:
    client.post("/dang-nhap", data={"identifier": identifier, "password": password})


def _times(work: Callable[[], object], count: int) -> list[float]:
    work()  # what is made once in a process
    times = []
    for _ in range(count):
        begun = time.process_time()
        work()
        times.append((time.process_time() - begun) * 1e3)
    return times
