"""Comparison of an account holder's name with the names on the papers."""

from collections.abc import Iterable

from registry.rules.names import producer_key
from registry.rules.slugs import squeezed


def is_holder(holder: str, names: Iterable[str]) -> bool:
    """Whether the account is one of theirs. Banks write names in capitals and without accents."""
    return any(_key(holder) == _key(name) for name in names if name.strip())


def _key(name: str) -> str:
    return squeezed(producer_key(name))
