"""Services are found by their type, or by the port they stand for."""

from typing import Protocol

import pytest
from flask import Flask

from core.composition import Services, public_address, services


class Port(Protocol):
    def answer(self) -> str: ...


class Adapter:
    def answer(self) -> str:
        return "yes"


def test_a_service_is_found_by_its_port_in_its_own_application_alone():
    with_one, without = Flask("a"), Flask("b")
    for app in (with_one, without):
        Services(public_url="https://chosao.example").register(app)
    Services.of(with_one)[Port] = Adapter()

    with with_one.app_context():
        assert services()[Port].answer() == "yes"
        assert public_address("/x") == "https://chosao.example/x"
    with without.app_context(), pytest.raises(KeyError):
        services()[Port]
