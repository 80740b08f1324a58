"""A keep-alive connection, for one request after the other with a look at each answer."""

import http.client
from dataclasses import dataclass
from urllib.parse import urlsplit

HEADERS = {"Accept-Encoding": "br, gzip", "User-Agent": "benchmark"}


@dataclass(frozen=True)
class Reply:
    status: int
    headers: http.client.HTTPMessage
    body: bytes


class Connection:
    """One keep-alive connection."""

    def __init__(self, server: str) -> None:
        parts = urlsplit(server)
        self._http = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=30)

    def get(self, path: str, headers: dict[str, str] | None = None) -> Reply:
        """Raises RuntimeError when the answer is not 200."""
        reply = self.send("GET", path, headers=headers)
        if reply.status != http.client.OK:
            raise RuntimeError(f"{reply.status} for {path}")
        return reply

    def send(
        self, method: str, path: str, *, body: str = "", headers: dict[str, str] | None = None
    ) -> Reply:
        """The answer, whatever it is. A connection that the server has closed is opened again."""
        for is_last in (False, True):
            try:
                self._http.request(method, path, body or None, HEADERS | (headers or {}))
                answer = self._http.getresponse()
                return Reply(answer.status, answer.headers, answer.read())
            except (http.client.RemoteDisconnected, ConnectionResetError, BrokenPipeError):
                self._http.close()
                if is_last:
                    raise
        raise AssertionError("unreachable")

    def close(self) -> None:
        self._http.close()
