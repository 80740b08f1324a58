"""What an address of the API is: the one description that routes, checks and document come from."""

from collections.abc import Callable
from dataclasses import dataclass

from flask.typing import ResponseReturnValue

from core.api.parameters import NoParameters, Parameters


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One address. `example` completes the path (and query) into one that can be tried."""

    name: str
    path: str  # below /api/v1, with {code} where a code stands
    summary: str
    description: str
    view: Callable[..., ResponseReturnValue]
    answer: type
    example: str
    parameters: type[Parameters] = NoParameters

    @property
    def rule(self) -> str:
        """The path as Flask writes it."""
        return self.path.replace("{", "<").replace("}", ">")

    @property
    def takes_code(self) -> bool:
        return "{code}" in self.path
