"""Paths of endpoints, looked up in an LRU cache: a page of the list names 60, of few kinds."""

from functools import lru_cache
from typing import Any

from flask import request, url_for


def path_of(endpoint: str, **values: Any) -> str:  # noqa: ANN401 - as `url_for` takes them
    """The path under which this site answers, as `url_for` builds it.

    Building one takes 12 µs, finding it 1.
    """
    return _built(request.script_root, endpoint, **values)


@lru_cache(4_096)
def _built(_script_root: str, endpoint: str, **values: Any) -> str:  # noqa: ANN401
    return url_for(endpoint, **values)
