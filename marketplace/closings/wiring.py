"""Plugs closings and demands of authorities into the application."""

from flask import Flask
from flask_babel import gettext as _

from core.composition import Services
from core.web.desks.sections import Desk, DeskSection, DeskSections
from marketplace.closings import jobs
from marketplace.closings.views import operators, own

HANDLERS = jobs  # importing them is what makes them known to the queue


def register(app: Flask, services: Services) -> None:
    app.register_blueprint(operators.bp)
    app.register_blueprint(own.bp)
    sections = services[DeskSections]
    sections.add(
        DeskSection(
            Desk.OPERATOR, "seller_closing.show_demands", "clock", lambda: _("Yêu cầu dữ liệu"),
            "application.review", rank=60,
        )
    )  # fmt: skip
