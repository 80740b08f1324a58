"""What the API answers when it refuses or fails (RFC 9457)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """What went wrong. `code` is for programs, `detail` for people, in their language."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    request_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ParameterFault:
    """One parameter that cannot be used, and why."""

    parameter: str
    code: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ParameterProblem(Problem):
    """A problem with parameters, each named."""

    errors: list[ParameterFault]
