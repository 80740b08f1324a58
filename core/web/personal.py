"""Personal parts of public pages: fetched by a small module from one address, never in the page.

A package that has something to say to one visitor (the cart, "my account") registers a
PersonalPart. Every page then has a link to it, the same for everybody, which works without script;
`static/js/personal.js` asks `/api/v1/me` and puts the visitor's own word and number into it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from flask import Flask

from core.composition import Services


@dataclass(frozen=True, slots=True)
class PersonalPart:
    """A link of every public page; `word` and `href` may not read who asks for the page.

    `own_word` and `own_count` name what of `/api/v1/me` stands in the place of the word, and
    beside it.
    """

    name: str
    icon: str
    href: Callable[[], str]
    word: Callable[[], str]
    own_word: str = ""
    own_count: str = ""


@dataclass(frozen=True, slots=True)
class PersonalParts:
    """Those of an application, in the order in which packages have added them."""

    parts: dict[str, PersonalPart] = field(default_factory=dict)

    def add(self, part: PersonalPart) -> None:
        assert part.name not in self.parts, part.name
        self.parts[part.name] = part

    def __iter__(self) -> Iterator[PersonalPart]:
        return iter(self.parts.values())


@dataclass(slots=True)
class CartItems:
    """How many things the visitor's cart holds; whoever keeps carts puts its own count here."""

    count: Callable[[], int] = lambda: 0


def register(app: Flask, services: Services) -> None:
    """Give templates `personal_parts`."""
    parts = services[PersonalParts] = PersonalParts()
    services[CartItems] = CartItems()
    app.jinja_env.globals["personal_parts"] = parts
