"""Secrets that we have to read again ourselves, kept encrypted (Fernet) under SECRET_KEY."""

import base64
import hashlib

from cryptography.fernet import Fernet, InvalidToken


class SealedTexts:
    """Whoever reads the database alone learns nothing from what is kept in this form."""

    def __init__(self, secret_key: str) -> None:
        key = hashlib.blake2b(secret_key.encode(), digest_size=32, person=b"sealed texts").digest()
        self._fernet = Fernet(base64.urlsafe_b64encode(key))

    def seal(self, text: str) -> bytes:
        return self._fernet.encrypt(text.encode())

    def open(self, sealed: bytes) -> str | None:
        """None: it was sealed under another key."""
        try:
            return self._fernet.decrypt(sealed).decode()
        except InvalidToken:
            return None
