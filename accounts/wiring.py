"""Plugs accounts into the application."""

from pathlib import Path

from flask import Flask

from accounts.administration import cli
from accounts.delegation import models as delegation
from accounts.pending_acts import models as pending_acts
from accounts.sign_in.views import sign_in
from accounts.sign_in.views.cookie import read_actor
from accounts.trial.services.keys import TrialKeys
from core.composition import Services
from core.web.pages.addresses import PageAddresses
from core.web.requests.access import SIGN_IN, ActorSource

TABLES = delegation, pending_acts  # importing them is what makes them known


def register(app: Flask, services: Services, var_root: Path) -> None:
    services[TrialKeys] = TrialKeys(var_root / "demo-accounts", allowed=not services.https)
    services[ActorSource].read = read_actor
    services[PageAddresses][SIGN_IN] = "sign_in.form"
    app.register_blueprint(sign_in.bp)
    app.cli.add_command(cli.cli)
