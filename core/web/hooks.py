"""Hooks around every view, registered in the order in which they happen."""

from collections.abc import Callable, Sequence

from flask import Flask, Request, Response, request
from flask.typing import ResponseReturnValue

Before = Callable[[Request], ResponseReturnValue | None]
After = Callable[[Request, Response], Response]


def register(app: Flask, *, before: Sequence[Before], after: Sequence[After]) -> None:
    """Each is handed the request itself: looking it up for every attribute takes 10 µs a request.

    Hooks of a blueprint stand at it: they happen after those before a view, and before those after.
    """

    def before_view() -> ResponseReturnValue | None:
        current = _request()
        for hook in before:
            if (answer := hook(current)) is not None:
                return answer
        return None

    def after_view(response: Response) -> Response:
        current = _request()
        for hook in after:
            response = hook(current, response)
        return response

    app.before_request(before_view)
    app.after_request(after_view)


def _request() -> Request:
    current: Request = request._get_current_object()  # type: ignore[attr-defined]  # noqa: SLF001 - as Flask documents it
    return current
