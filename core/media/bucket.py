"""Address of a bucket that speaks the S3 protocol; apart, so that settings load no vendor."""

from dataclasses import dataclass, field
from typing import Self
from urllib.parse import parse_qs, unquote, urlsplit


@dataclass(frozen=True, slots=True)
class Bucket:
    """What MEDIA_URL says: `https://KEY:SECRET@host/bucket`, with `?region=` where one is asked."""

    endpoint: str
    name: str
    key: str = field(repr=False)
    secret: str = field(repr=False)
    secure: bool
    region: str

    @classmethod
    def at(cls, url: str) -> Self:
        """Raises ValueError, with a sentence that repeats nothing of a secret."""
        parts = urlsplit(url)
        name, further = parts.path.strip("/"), parse_qs(parts.query)
        if parts.scheme not in {"http", "https"} or not (parts.hostname and name):
            raise ValueError("must read https://KEY:SECRET@host/bucket")
        if "/" in name or not (parts.username and parts.password):
            raise ValueError("must name a key, its secret (percent-encoded) and one bucket")
        return cls(
            endpoint=parts.netloc.rpartition("@")[2],
            name=name,
            key=unquote(parts.username),
            secret=unquote(parts.password),
            secure=parts.scheme == "https",
            region=further.get("region", ["us-east-1"])[0],
        )
