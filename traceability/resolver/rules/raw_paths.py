"""Percent-encoding of a Digital Link path that a web server has already decoded.

`/01/…/10/A%2FB` arrives from some servers as `/01/…/10/A/B`. Segments that cannot be the name of a
qualifier belong to the value before them, so everything can be told apart but a lot that itself
contains `/21/`.
"""

from urllib.parse import quote

from traceability.resolver.rules.identifiers import KEYS, QUALIFIERS


def escaped(decoded_path: str) -> str:
    """The path as it can be read strictly: every value in escapes of its own."""
    segments = decoded_path.removesuffix("/").split("/")
    start = next((i for i, name in enumerate(segments[:-1]) if name in KEYS), None)
    if start is None:
        return quote(decoded_path)
    pairs = [[segments[start], segments[start + 1]]]
    rest = segments[start + 2 :]
    while rest:
        name = rest.pop(0)
        if name in QUALIFIERS and rest:
            pairs.append([name, rest.pop(0)])
        elif len(pairs) > 1:
            pairs[-1][1] += f"/{name}"
        else:
            pairs.append([name, ""])  # nothing it could belong to: the parser says what is wrong
    return "".join(f"/{quote(name, safe='')}/{quote(value, safe='')}" for name, value in pairs)
