"""Services of one application, found by their type (service registry), and its public address.

The composition root makes the one `Services` object, each `wiring.register` adds what its package
needs to find again, and views, jobs and commands ask `services()`. Nothing here knows a feature.
"""

from dataclasses import dataclass, field
from typing import Any, Self, TypeVar

from flask import Flask, current_app

KEY = "chosao.services"

Kind = TypeVar("Kind")


@dataclass(frozen=True, slots=True)
class Services:
    """What every part may need, and one object of each type that some part has added.

    `strict`: a fault that a running site survives raises instead, as in tests.
    """

    public_url: str
    database_url: str = ""
    strict: bool = False
    by_type: dict[type[Any], Any] = field(default_factory=dict)

    @classmethod
    def of(cls, app: Flask) -> Self:
        registered: Self = app.extensions[KEY]
        return registered

    def register(self, app: Flask) -> None:
        """Let them be found, and give templates `public_address(path)`."""
        app.extensions[KEY] = self
        app.jinja_env.globals["public_address"] = public_address

    @property
    def https(self) -> bool:
        return self.public_url.startswith("https://")

    def __getitem__(self, kind: type[Kind]) -> Kind:
        service: Kind = self.by_type[kind]
        return service

    def __setitem__(self, kind: type[Kind], service: Kind) -> None:
        self.by_type[kind] = service


def services() -> Services:
    """Those of the current application."""
    return Services.of(current_app)


def public_address(path: str) -> str:
    """The full address of a path of ours, as labels and programs are given it."""
    return services().public_url + path
