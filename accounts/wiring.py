"""Plugs accounts into the application."""

from pathlib import Path

from flask import Flask
from flask_babel import gettext as _

from accounts.administration import cli
from accounts.confirmation import jobs as codes
from accounts.delegation import models as delegation
from accounts.messages import jobs as messages
from accounts.messages.factory import postbox_from
from accounts.messages.rules.postbox import Postbox
from accounts.pending_acts import models as pending_acts
from accounts.privacy import models as privacy
from accounts.profile.views import contacts, overview, password
from accounts.registration.views import password_reset, sign_up
from accounts.second_factor import models as second_factor
from accounts.sign_in.views import me, sessions, sign_in
from accounts.sign_in.views.cookie import read_actor
from accounts.teams.views import invitations, team, workplaces
from accounts.tokens import models as tokens
from accounts.trial.services.keys import TrialKeys
from core.composition import Services
from core.web.desks.sections import Desk, DeskSection, DeskSections
from core.web.desks.workplace import WorkplaceSource
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
TEAM = DeskSection(
    Desk.PRODUCER, "team.show", "people", lambda: _("Người làm"), "team.read", rank=50
)
PAGES = (
    sign_in, me, sessions, sign_up, password_reset, overview, password, contacts,
    team, invitations, workplaces,
)  # fmt: skip
HANDLERS = codes, messages  # likewise, to the queue

__all__ = ["postbox_from", "register"]


def register(app: Flask, services: Services, var_root: Path, postbox: Postbox) -> None:
    services[TrialKeys] = TrialKeys(var_root / "demo-accounts", allowed=not services.https)
    services[ActorSource].read = read_actor
    services[PageAddresses][SIGN_IN] = "sign_in.form"
    services[Postbox] = postbox
    services[PageAddresses][ACCOUNT] = "profile.show"
    services[PersonalParts].add(
        PersonalPart(
            "account",
            icon="person",
            href=lambda: page_of(ACCOUNT),
            word=lambda: _("Tài khoản"),
            own_word="name",
        )
    )
    services[WorkplaceSource].read = workplaces.read_workplaces
    services[DeskSections].add(TEAM)
    for part in PAGES:
        app.register_blueprint(part.bp)
    app.cli.add_command(cli.cli)
