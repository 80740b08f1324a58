"""Plugs the marketplace into the application."""

from pathlib import Path

from flask import Flask

from core.composition import Services
from core.media.store import MediaStore
from marketplace.listings import models
from marketplace.offers import cli
from marketplace.photographs import jobs
from marketplace.photographs.services.files import PhotographFiles
from marketplace.photographs.views import pictures

TABLES = models  # importing them is what makes them known
HANDLERS = jobs


def register(app: Flask, services: Services, work: Path) -> None:
    """Commands, jobs and pages; `work`: a folder of this machine for pictures under way."""
    services[PhotographFiles] = PhotographFiles(services[MediaStore], work)
    app.register_blueprint(pictures.bp)
    app.cli.add_command(cli.demonstration)
