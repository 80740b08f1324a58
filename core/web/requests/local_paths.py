"""Open-redirect guard: the path of ours that a parameter names, if it names one."""

from urllib.parse import urlsplit


def local_path(typed: str) -> str | None:
    """`/co-so-cua-toi?x=1` as it is; None for another site's address, however it is written."""
    if not typed.startswith("/") or not typed.isprintable() or "\\" in typed:
        return None
    parts = urlsplit(typed)
    is_ours = not (parts.scheme or parts.netloc or typed.startswith("//") or " " in typed)
    return typed if is_ours else None
