"""Plugs accounts into the application."""

from pathlib import Path

from flask import Flask
from flask_babel import gettext as _

from accounts.administration import cli
from accounts.delegation import models as delegation
from accounts.pending_acts import models as pending_acts
from accounts.privacy import models as privacy
from accounts.second_factor import models as second_factor
from accounts.sign_in.views import me, sign_in
from accounts.sign_in.views.cookie import read_actor
from accounts.tokens import models as tokens
from accounts.trial.services.keys import TrialKeys
from core.composition import Services
from core.web.pages.addresses import PageAddresses, page_of
from core.web.personal import PersonalPart, PersonalParts
from core.web.requests.access import SIGN_IN, ActorSource

ACCOUNT = "account"  # the page on which people see to their account
TABLES = (
    delegation,
    pending_acts,
    privacy,
    second_factor,
    tokens,
)  # importing them is what makes them known


def register(app: Flask, services: Services, var_root: Path) -> None:
    services[TrialKeys] = TrialKeys(var_root / "demo-accounts", allowed=not services.https)
    services[ActorSource].read = read_actor
    services[PageAddresses][SIGN_IN] = "sign_in.form"
    services[PageAddresses][ACCOUNT] = "sign_in.form"
    services[PersonalParts].add(
        PersonalPart(
            "account",
            icon="person",
            href=lambda: page_of(ACCOUNT),
            word=lambda: _("Tài khoản"),
            own_word="name",
        )
    )
    for part in (sign_in, me):
        app.register_blueprint(part.bp)
    app.cli.add_command(cli.cli)
