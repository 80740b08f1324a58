"""Password hashing with Argon2id."""

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

_HASHER = PasswordHasher()


def hash_password(password: str) -> str:
    return _HASHER.hash(password)


def is_password(password: str, hashed: str | None) -> bool:
    """Whether it is the one; takes as long for an account that is not there."""
    try:
        return _HASHER.verify(hashed or _UNKNOWN, password) and hashed is not None
    except (VerificationError, InvalidHashError):
        return False


_UNKNOWN = hash_password("nobody's")
