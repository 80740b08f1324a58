"""Plugs sellers into the application."""

from flask import Flask
from flask_babel import gettext as _

from accounts.privacy.services.holdings import Holding, Holdings
from core.composition import Services
from core.web.desks.sections import Desk, DeskSection, DeskSections
from core.web.desks.tasks import TaskSource, TaskSources
from marketplace.sellers import jobs, wording
from marketplace.sellers.models import closings
from marketplace.sellers.queries.own_rows import own_application_rows
from marketplace.sellers.rules.authentication import AttestedByHand, ElectronicAuthentication
from marketplace.sellers.services.retention import forget_drafts_of
from marketplace.sellers.views import accounts, application, papers, review, standing
from marketplace.sellers.views.tasks import seller_tasks

HANDLERS = jobs  # importing them is what makes them known to the queue
TABLES = closings


def register(app: Flask, services: Services) -> None:
    for views in (application, papers, review, standing, accounts):
        app.register_blueprint(views.bp)
    services[ElectronicAuthentication] = AttestedByHand()
    services[TaskSources].add(TaskSource("application.edit", seller_tasks))
    services[Holdings].add(
        Holding(
            "seller_applications", own_application_rows, forget_drafts_of,
            kept=wording.applications_are_kept,
        )
    )  # fmt: skip
    sections = services[DeskSections]
    sections.add(
        DeskSection(
            Desk.PRODUCER, "seller_application.show", "folder", lambda: _("Hồ sơ"),
            "application.open", rank=80,
        )
    )  # fmt: skip
    sections.add(
        DeskSection(
            Desk.OPERATOR, "seller_review.show", "folder", lambda: _("Hồ sơ người bán"),
            "application.review", rank=20,
        )
    )  # fmt: skip
