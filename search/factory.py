"""Factory of the search engine that the settings name."""

from enum import StrEnum
from pathlib import Path

from search.engine import Origin, SearchEngine, no_origin
from search.engines.elastic import ElasticEngine
from search.engines.embedded import EmbeddedEngine
from search.memo import MemoEngine
from search.query.segments import Vocabulary


class EngineName(StrEnum):
    EMBEDDED = "embedded"
    ELASTICSEARCH = "elasticsearch"


def engine_from(
    name: str,
    *,
    url: str | None,
    folder: Path,
    vocabulary: Vocabulary,
    memo: float = 0,
    origin: Origin = no_origin,
) -> SearchEngine:
    """The engine of that name; nothing is opened and no server asked yet. Raises ValueError.

    `memo` is for how many seconds an answer is remembered; 0 for not at all. `origin` names the
    database whose things are found, asked when the engine needs it.
    """
    engine = _adapter(EngineName(name), url, folder, vocabulary, origin)
    return MemoEngine(engine, lifetime=memo) if memo else engine


def _adapter(
    name: EngineName, url: str | None, folder: Path, vocabulary: Vocabulary, origin: Origin
) -> SearchEngine:
    if name is EngineName.EMBEDDED:
        return EmbeddedEngine(folder, vocabulary=vocabulary, origin=origin)
    if not url:
        raise ValueError("the engine elasticsearch needs the address of its server")
    return ElasticEngine(url, vocabulary=vocabulary, origin=origin)
