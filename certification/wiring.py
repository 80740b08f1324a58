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
from core.composition import Services


def register(app: Flask, _: Services) -> None:
    app.jinja_env.globals.update(
        announcement=announcement,
        badge_wording=badge_wording,
        buyers_warning=buyers_warning,
        office_name=office_name,
        validity=validity,
    )
    app.register_blueprint(public.bp)
    app.cli.add_command(cli)
