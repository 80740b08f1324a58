"""Plugs accounts into the application."""

from pathlib import Path

from flask import Flask
from flask_babel import gettext as _

from accounts import problem_wording
from accounts.administration import cli
from accounts.confirmation import jobs as codes
from accounts.delegation.views import consent
from accounts.messages import jobs as messages
from accounts.messages.factory import postbox_from
from accounts.messages.rules.postbox import Postbox
from accounts.messages.views import outbox
from accounts.messages.views.outbox import SECTION as OUTBOX
from accounts.pending_acts import models as pending_acts
from accounts.privacy import holdings
from accounts.privacy import jobs as retention
from accounts.privacy.services.holdings import Holdings
from accounts.privacy.views import data, deletion
from accounts.profile.views import contacts, overview, password
from accounts.profile.views.sections import SECTIONS as ACCOUNT_SECTIONS
from accounts.registration.views import password_reset, sign_up
from accounts.second_factor.views import gate, passkeys, proof, second_step, settings
from accounts.sign_in.views import acting, me, sessions, sign_in
from accounts.teams import jobs as teams
from accounts.teams.views import invitations, team, workplaces
from accounts.tokens.views import api as token_api
from accounts.tokens.views import own as own_tokens
from accounts.tokens.views.bearer import read_actor
from accounts.trial.services.keys import TrialKeys
from core.composition import Services
from core.web.desks.sections import Desk, DeskSection, DeskSections
from core.web.desks.workplace import WorkplaceSource
from core.web.pages.addresses import PageAddresses, page_of
from core.web.personal import PersonalPart, PersonalParts
from core.web.problem_wording import ProblemSentences
from core.web.requests.access import SIGN_IN, ActorSource

ACCOUNT = "account"  # the page on which people see to their account
TABLES = (pending_acts,)  # importing them is what makes them known
TEAM = DeskSection(
    Desk.PRODUCER, "team.show", "people", lambda: _("Người làm"), "team.read", rank=50
)
CONSENT = DeskSection(
    Desk.PRODUCER,
    "delegation.show",
    "swap",
    lambda: _("Người làm thay"),
    "delegation.read",
    rank=55,
)
ACTING = DeskSection(
    Desk.ACCOUNT, "acting.show", "swap", lambda: _("Làm thay"), "delegation.act", rank=70
)
PAGES = (
    outbox,
    sign_in, me, sessions, sign_up, password_reset, overview, password, contacts,
    team, invitations, workplaces, second_step, proof, settings, passkeys, token_api, own_tokens,
    data, deletion, consent, acting,
)  # fmt: skip
HANDLERS = codes, messages, retention, teams  # likewise, to the queue

__all__ = ["postbox_from", "register"]


def register(app: Flask, services: Services, var_root: Path, postbox: Postbox) -> None:
    services[TrialKeys] = TrialKeys(var_root / "demo-accounts", allowed=not services.https)
    services[ActorSource].read = read_actor
    services[ActorSource].detour = gate.detour
    services[Postbox] = postbox
    services[Holdings] = holdings.of_accounts()
    pages = services[PageAddresses]
    pages[SIGN_IN] = "sign_in.form"
    pages[ACCOUNT] = "profile.show"
    for part in (second_step, settings, proof):
        pages[part.bp.name] = f"{part.bp.name}.show"
    services[PersonalParts].add(_account_link())
    services[ProblemSentences].update(problem_wording.SENTENCES)
    services[WorkplaceSource].read = workplaces.read_workplaces
    for section in (TEAM, CONSENT, ACTING, OUTBOX, *ACCOUNT_SECTIONS):
        services[DeskSections].add(section)
    for part in PAGES:
        app.register_blueprint(part.bp)
    app.cli.add_command(cli.cli)


def _account_link() -> PersonalPart:
    return PersonalPart(
        "account",
        icon="person",
        href=lambda: page_of(ACCOUNT),
        word=lambda: _("Tài khoản"),
        own_word="name",
    )
