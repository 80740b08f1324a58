"""Plugs certification into the application."""

from flask import Flask

from certification.certificates.cli import cli
from certification.certificates.views import public
from certification.certificates.wording import (
    announcement,
    badge_wording,
    buyers_warning,
    office_name,
    validity,
)
from certification.officers import jobs
from certification.officers.views import certificates, pending, start
from certification.officers.views.sections import add_sections
from core.composition import Services

HANDLERS = jobs  # importing them is what makes them known to the queue


def register(app: Flask, services: Services) -> None:
    app.jinja_env.globals.update(
        announcement=announcement,
        badge_wording=badge_wording,
        buyers_warning=buyers_warning,
        office_name=office_name,
        validity=validity,
    )
    for views in (public, start, certificates, pending):
        app.register_blueprint(views.bp)
    add_sections(services)
    app.cli.add_command(cli)
