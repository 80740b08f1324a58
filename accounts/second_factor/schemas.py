"""What a page of ours sends of a passkey."""

from typing import Annotated, Any

from pydantic import StringConstraints

from core.api.bodies import JsonBody


class KeyAnswer(JsonBody):
    """What the key has signed, as browsers write it (WebAuthn, toJSON)."""

    credential: dict[str, Any]


class NewKey(KeyAnswer):
    name: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)]
