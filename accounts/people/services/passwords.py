"""Password hashing with Argon2id."""

import secrets
import unicodedata
from functools import cached_property

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from accounts.people.errors import PasswordRefused
from accounts.people.rules.passwords import password_fault

# 42 to 50 ms of one of two processor cores, 28 MiB while it lasts (`make bench` measures it again).
# From 32 MiB on glibc maps the memory anew each time: half of a longer time would buy nothing.
COSTS = PasswordHasher(time_cost=3, memory_cost=28 * 1024, parallelism=1)


class Passwords:
    """Makes and checks the hashes of passwords at given costs."""

    def __init__(self, hasher: PasswordHasher = COSTS) -> None:
        self._hasher = hasher

    @cached_property
    def _nobody(self) -> str:
        """The hash of what nobody knows, of the same costs as all others."""
        return self._hasher.hash(secrets.token_bytes())

    def hash(self, password: str) -> str:
        return self._hasher.hash(_kept(password))

    def matches(self, password: str, hashed: str | None) -> bool:
        """Whether it is the one; takes as long for an account that is not there."""
        nobody = self._nobody  # made by the first check, whoever is asked for
        try:
            self._hasher.verify(hashed or nobody, _kept(password))
        except (VerificationError, InvalidHashError):
            return False
        return hashed is not None

    def is_outdated(self, hashed: str) -> bool:
        """Whether a hash was made at other costs than new ones are."""
        return self._hasher.check_needs_rehash(hashed)


def _kept(password: str) -> bytes:
    """Whole, however long; keyboards write marks as letters of their own or not (RFC 8265)."""
    return unicodedata.normalize("NFC", password).encode("utf-8", "surrogatepass")


# The one place where tests put cheaper ones.
current = [Passwords()]


def hash_password(password: str) -> str:
    return current[0].hash(password)


def is_password(password: str, hashed: str | None) -> bool:
    """Whether it is the one; takes as long for an account that is not there."""
    return current[0].matches(password, hashed)


def is_outdated(hashed: str) -> bool:
    return current[0].is_outdated(hashed)


def check_password(password: str, *known: str | None) -> None:
    """Refuse what nobody may choose; others know `known` of them. Raises PasswordRefused."""
    if fault := password_fault(password, *(each for each in known if each)):
        raise PasswordRefused(fault=fault)
