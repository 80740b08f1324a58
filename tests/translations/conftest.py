"""The command, and English pages read as a browser and a screen reader take them."""

from functools import cache
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader

import pytest

from config import ROOT
from tests.storefront.conftest import catalogue, indexed

__all__ = ["catalogue", "indexed"]


@cache
def the_command():
    loader = SourceFileLoader("translations_command", str(ROOT / "bin" / "translations"))
    spec = spec_from_loader(loader.name, loader)
    assert spec
    module = module_from_spec(spec)
    loader.exec_module(module)
    return module


def pytest_collection_finish():
    """Before the first test, for an application reads its translations once."""
    the_command().compile_all()


@pytest.fixture
def command():
    return the_command()


@pytest.fixture
def read(client):
    """The page at an address in a language."""

    def get(path: str, language: str = "en") -> str:
        with client.get(f"{path}{'&' if '?' in path else '?'}lang={language}") as answer:
            return answer.text

    return get
