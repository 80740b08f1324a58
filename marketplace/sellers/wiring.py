"""Plugs sellers into the application."""

from flask import Flask
from flask_babel import gettext as _

from core.composition import Services
from core.web.desks.sections import Desk, DeskSection, DeskSections
from marketplace.sellers import jobs
from marketplace.sellers.models import closings
from marketplace.sellers.views import accounts, application, papers, review, standing

HANDLERS = jobs  # importing them is what makes them known to the queue
TABLES = closings


def register(app: Flask, services: Services) -> None:
    for views in (application, papers, review, standing, accounts):
        app.register_blueprint(views.bp)
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
