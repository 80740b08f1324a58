"""Plugs workbooks of listings into the application."""

from pathlib import Path

from flask import Flask

from core.composition import Services
from marketplace.spreadsheets import jobs
from marketplace.spreadsheets.services.files import TableFiles
from marketplace.spreadsheets.views import imports, workbooks

HANDLERS = jobs  # importing them is what makes them known to the queue


def register(app: Flask, services: Services, work: Path) -> None:
    """`work`: for files that are being read."""
    services[TableFiles] = TableFiles(work)
    app.register_blueprint(workbooks.bp)
    app.register_blueprint(imports.bp)
