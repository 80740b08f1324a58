"""Text messages by a gateway for SMS or Zalo: signed HTTP.

    POST <MESSAGE_URL>          {"id", "to", "text", "event", "created_at"}
    X-Timestamp: 1790000000     seconds since 1970
    X-Signature: sha256=<hex>   HMAC of "<timestamp>.<body>" under MESSAGE_KEY
    Idempotency-Key: <id>       the same each time it is tried

2xx takes it; 408, 425, 429 and 5xx mean "not now"; every other answer refuses it for good.
"""

import hmac
import time
import urllib.error
import urllib.request
from hashlib import sha256
from http import HTTPStatus

import orjson

from accounts.messages.errors import TransportAway, Undeliverable
from accounts.messages.rules.postbox import TextMessage

SECONDS = 10
NOT_NOW = {
    HTTPStatus.REQUEST_TIMEOUT,
    HTTPStatus.TOO_EARLY,
    HTTPStatus.TOO_MANY_REQUESTS,
}


class SignedHttpText:
    """A TextTransport."""

    def __init__(self, url: str, key: str) -> None:
        self._url, self._key = url, key.encode()
        # What a gateway says is not followed elsewhere: our message would go along.
        self._opener = urllib.request.build_opener(_NoRedirects)

    def send(self, message: TextMessage) -> None:
        request = self._signed(message)
        try:
            with self._opener.open(request, timeout=SECONDS):
                return
        except urllib.error.HTTPError as error:
            with error:
                kind = TransportAway if _is_passing(error.code) else Undeliverable
                raise kind(f"the gateway answers {error.code}") from error
        except OSError as error:
            raise TransportAway(str(error)) from error

    def _signed(self, message: TextMessage) -> urllib.request.Request:
        body = orjson.dumps(
            {
                "id": message.id,
                "to": message.to,
                "text": message.text,
                "event": message.event,
                "created_at": message.created_at.isoformat(),
            }
        )
        at = str(int(time.time()))
        signature = hmac.digest(self._key, at.encode() + b"." + body, sha256).hex()
        return urllib.request.Request(  # noqa: S310 - the setting is an http(s) address
            self._url,
            body,
            {
                "Content-Type": "application/json",
                "X-Timestamp": at,
                "X-Signature": f"sha256={signature}",
                "Idempotency-Key": message.id,
            },
        )


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        return None


def _is_passing(status: int) -> bool:
    return status in NOT_NOW or status >= HTTPStatus.INTERNAL_SERVER_ERROR
