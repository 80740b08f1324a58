"""Plugs photographs into the application."""

from pathlib import Path

from flask import Flask

from core.composition import Services
from core.media.store import MediaStore
from marketplace.photographs import jobs
from marketplace.photographs.services.files import PhotographFiles
from marketplace.photographs.views import pictures

HANDLERS = jobs  # importing them is what makes them known to the queue


def register(app: Flask, services: Services, work: Path) -> None:
    """Pages and jobs; `work`: a folder of this machine for pictures under way."""
    services[PhotographFiles] = PhotographFiles(services[MediaStore], work)
    app.register_blueprint(pictures.bp)
