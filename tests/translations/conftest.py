"""The command, and English pages read as a browser and a screen reader take them."""

from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader

import pytest
from flask_babel import get_domain, refresh

from config import ROOT
from tests.marketplace.views.conftest import catalogue, indexed

__all__ = ["catalogue", "indexed"]


@pytest.fixture(scope="session")
def command():
    loader = SourceFileLoader("translations_command", str(ROOT / "bin" / "translations"))
    spec = spec_from_loader(loader.name, loader)
    assert spec
    module = module_from_spec(spec)
    loader.exec_module(module)
    return module


@pytest.fixture
def read(app, client, command):
    """The page at an address in a language, with the newest translation."""
    command.compile_all()
    get_domain().cache.clear()

    def get(path: str, language: str = "en") -> str:
        refresh()  # the test's own context outlives a request
        with client.get(f"{path}{'&' if '?' in path else '?'}lang={language}") as answer:
            refresh()
            return answer.text

    return get
