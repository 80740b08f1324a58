"""Factory of the search engine that the settings name."""

from enum import StrEnum
from pathlib import Path

from search.engine import SearchEngine
from search.engines.elastic import ElasticEngine
from search.engines.embedded import EmbeddedEngine
from search.query.segments import StatusPhrases


class EngineName(StrEnum):
    EMBEDDED = "embedded"
    ELASTICSEARCH = "elasticsearch"


def engine_from(
    name: str, *, url: str | None, folder: Path, status_phrases: StatusPhrases
) -> SearchEngine:
    """The engine of that name; nothing is opened and no server asked yet. Raises ValueError."""
    if EngineName(name) is EngineName.EMBEDDED:
        return EmbeddedEngine(folder, status_phrases=status_phrases)
    if not url:
        raise ValueError("the engine elasticsearch needs the address of its server")
    return ElasticEngine(url, status_phrases=status_phrases)
