"""Personal parts of public pages: fetched by a small module from one address, never in the page.

A package that has something to say to one visitor (things in the cart, "my account") registers a
PersonalPart. Every page then has a link to it, the same for everybody, which works without script;
`static/js/personal.js` asks `/ca-nhan` and puts the visitor's own word and number into it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import orjson
from flask import Blueprint, Flask, Response

from core.access.declared import PUBLIC, allowed
from core.composition import Services, services

bp = Blueprint("personal", __name__)


@dataclass(frozen=True, slots=True)
class PersonalValue:
    """What one visitor is shown: a word in the place of the link's own, and a number beside it."""

    word: str | None = None
    count: int = 0


@dataclass(frozen=True, slots=True)
class PersonalPart:
    """A link of every public page; `value` may read the session, `word` may not."""

    name: str
    icon: str
    href: Callable[[], str]
    word: Callable[[], str]
    value: Callable[[], PersonalValue]


@dataclass(frozen=True, slots=True)
class PersonalParts:
    """Those of an application, in the order in which packages have added them."""

    parts: dict[str, PersonalPart] = field(default_factory=dict)

    def add(self, part: PersonalPart) -> None:
        assert part.name not in self.parts, part.name
        self.parts[part.name] = part

    def __iter__(self) -> Iterator[PersonalPart]:
        return iter(self.parts.values())

    def __bool__(self) -> bool:
        return bool(self.parts)


def register(app: Flask, services: Services) -> None:
    """Give templates `personal_parts`; while there are none, pages load no module for them."""
    parts = services[PersonalParts] = PersonalParts()
    app.jinja_env.globals["personal_parts"] = parts
    app.register_blueprint(bp)


@bp.get("/ca-nhan")
@allowed(PUBLIC)
def show() -> Response:
    """Everything personal at once, for the visitor's own browser alone."""
    values = {part.name: part.value() for part in services()[PersonalParts]}
    response = Response(orjson.dumps(values), mimetype="application/json")
    response.headers["Cache-Control"] = "private, no-store"
    return response
