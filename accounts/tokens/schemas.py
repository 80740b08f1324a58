"""What a program sends for a token."""

from typing import Annotated

from pydantic import StringConstraints

from core.api.bodies import JsonBody

TokenName = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100)]


class TokenBody(JsonBody):
    """`code`: of the second factor, where the account has one."""

    identifier: Annotated[str, StringConstraints(min_length=1, max_length=254)]
    password: Annotated[str, StringConstraints(min_length=1, max_length=10_000)]
    name: TokenName
    code: Annotated[str, StringConstraints(max_length=40)] = ""
