"""Search engines in process: how long one question takes, without pages around it."""

import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session

from benchmarks.ground import Shop
from core.clock import today
from core.db.sessions import driver_url
from registry.models import Product
from registry.rules.slugs import without_accents
from search.engine import SearchEngine, SearchQuery, Sort
from search.engines.elastic import ElasticEngine
from search.engines.embedded import EmbeddedEngine
from storefront.index.queries import all_documents
from storefront.index.rules import STAR_PHRASES, allowed

QUESTIONS = 200
SEED = 7
LEAST_LETTERS = 4


@dataclass(frozen=True)
class Asked:
    """One kind of question, in milliseconds."""

    kind: str
    p50: float
    p99: float


@dataclass(frozen=True)
class Built:
    """What making the index took."""

    documents: int
    seconds: float
    cpu_seconds: float
    grown_mb: float  # resident memory of the process that built it, above where it began


def embedded(folder: Path) -> SearchEngine:
    return EmbeddedEngine(folder, status_phrases=STAR_PHRASES)


def elastic(url: str, size: int) -> SearchEngine:
    return ElasticEngine(url, prefix=index_name(size), status_phrases=STAR_PHRASES)


def index_name(size: int) -> str:
    """Of the Elasticsearch index that belongs to a shop."""
    return f"bench-{size}"


def build(shop: Shop, engine: SearchEngine) -> Built:
    """Make the index anew from the shop's database."""
    with _session(shop) as session:
        peak = _Peak()
        started, cpu = time.perf_counter(), time.process_time()
        engine.rebuild(all_documents(session, today()), progress=peak.look)
        seconds, cpu = time.perf_counter() - started, time.process_time() - cpu
    return Built(engine.status().documents, seconds, cpu, peak.grown())


def ask_engine(shop: Shop, engine: SearchEngine, questions: int = QUESTIONS) -> Iterator[Asked]:
    """Pages with facets, suggestions and typing mistakes, over names of this shop."""
    names = _names(shop, questions)
    kinds: dict[str, Callable[[str], object]] = {
        "page of 24 + facets, one word": lambda name: engine.search(_query(name.split()[0])),
        "page of 24 + facets, two words": lambda name: engine.search(_query(_words(name, 2))),
        "the same, without accents": lambda name: engine.search(_query(_plain(_words(name, 2)))),
        "no words, filter and sort": lambda _: engine.search(FILTERED),
        "typing mistake": lambda name: engine.search(_query(_mistyped(_words(name, 2)))),
        "suggest, last word unfinished": lambda name: engine.suggest(_unfinished(name)),
    }
    for kind, question in kinds.items():
        yield _asked(kind, question, names)


FILTERED = SearchQuery(
    today=today().toordinal(),
    groups=("thuc-pham",),
    statuses=allowed(states=["valid"]),
    sort=Sort.PRICE_ASC,
)


def _asked(kind: str, question: Callable[[str], object], names: list[str]) -> Asked:
    for name in names[:10]:
        question(name)
    taken = []
    for name in names:
        started = time.perf_counter()
        question(name)
        taken.append((time.perf_counter() - started) * 1e3)
    taken.sort()
    return Asked(kind, taken[len(taken) // 2], taken[len(taken) * 99 // 100])


def _query(words: str) -> SearchQuery:
    return SearchQuery(today=today().toordinal(), text=words)


def _names(shop: Shop, count: int) -> list[str]:
    with _session(shop) as session:
        names = session.scalars(select(Product.name).order_by(Product.id)).all()
    return random.Random(SEED).choices([n for n in names if len(n.split()) > 1], k=count)


def _words(name: str, count: int) -> str:
    return " ".join(name.split()[:count])


def _plain(words: str) -> str:
    return without_accents(words)


def _mistyped(words: str) -> str:
    """The longest word loses a letter in its middle."""
    longest = max(words.split(), key=len)
    if len(longest) < LEAST_LETTERS:
        longest = words.rsplit(maxsplit=1)[-1] + "nh"
    middle = len(longest) // 2
    return words.replace(longest, longest[:middle] + longest[middle + 1 :], 1)


def _unfinished(name: str) -> str:
    return _words(name, 2)[:-1]


def _session(shop: Shop) -> Session:
    return Session(create_engine(driver_url(shop.database_url)))


class _Peak:
    """The most memory this process held while something reported progress."""

    def __init__(self) -> None:
        self.first = self.most = _resident_mb()

    def look(self, _: int) -> None:
        self.most = max(self.most, _resident_mb())

    def grown(self) -> float:
        self.look(0)
        return self.most - self.first


def _resident_mb() -> float:
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return 0.0
