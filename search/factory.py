"""Factory of the search engine that the settings name."""

from enum import StrEnum
from pathlib import Path

from search.engine import SearchEngine
from search.engines.elastic import ElasticEngine
from search.engines.embedded import EmbeddedEngine
from search.memo import MemoEngine
from search.query.segments import Vocabulary


class EngineName(StrEnum):
    EMBEDDED = "embedded"
    ELASTICSEARCH = "elasticsearch"


def engine_from(
    name: str, *, url: str | None, folder: Path, vocabulary: Vocabulary, memo: float = 0
) -> SearchEngine:
    """The engine of that name; nothing is opened and no server asked yet. Raises ValueError.

    `memo` is for how many seconds an answer is remembered; 0 for not at all.
    """
    engine = _adapter(EngineName(name), url, folder, vocabulary)
    return MemoEngine(engine, lifetime=memo) if memo else engine


def _adapter(
    name: EngineName, url: str | None, folder: Path, vocabulary: Vocabulary
) -> SearchEngine:
    if name is EngineName.EMBEDDED:
        return EmbeddedEngine(folder, vocabulary=vocabulary)
    if not url:
        raise ValueError("the engine elasticsearch needs the address of its server")
    return ElasticEngine(url, vocabulary=vocabulary)
