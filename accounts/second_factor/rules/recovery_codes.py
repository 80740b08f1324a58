"""Recovery codes: random, long enough not to be guessed, easy to copy from paper."""

import hashlib
import secrets

COUNT, GROUPS, OF_LETTERS = 10, 3, 4
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is read as another


def new_codes() -> list[str]:
    return [
        "-".join("".join(map(secrets.choice, [_LETTERS] * OF_LETTERS)) for _ in range(GROUPS))
        for _ in range(COUNT)
    ]


def code_digest(account_id: int, typed: str) -> bytes:
    """What is kept of one, however it was typed."""
    letters = "".join(letter for letter in typed.lower() if letter.isalnum())
    return hashlib.sha256(f"{account_id}:{letters}".encode("utf-8", "surrogatepass")).digest()
