"""Hooks around every view, registered in the order in which they happen."""

from collections.abc import Callable, Sequence

from flask import Flask, Response
from flask.typing import ResponseReturnValue

Before = Callable[[], ResponseReturnValue | None]
After = Callable[[Response], Response]


def register(app: Flask, *, before: Sequence[Before], after: Sequence[After]) -> None:
    """Flask runs what follows a view from the last registered to the first: turned round here.

    Hooks of a blueprint stand at it: they happen after those before a view, and before those after.
    """
    for hook in before:
        app.before_request(hook)
    for following in reversed(after):
        app.after_request(following)
