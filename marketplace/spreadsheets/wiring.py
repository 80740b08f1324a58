"""Plugs workbooks of listings into the application."""

from pathlib import Path

from flask import Flask

from accounts.privacy.services.holdings import Holding, Holdings
from core.composition import Services
from marketplace.spreadsheets import jobs
from marketplace.spreadsheets.services.files import TableFiles
from marketplace.spreadsheets.services.forgetting import forget_own_imports, own_imports
from marketplace.spreadsheets.views import imports, workbooks

HANDLERS = jobs  # importing them is what makes them known to the queue


def register(app: Flask, services: Services, work: Path) -> None:
    """`work`: for files that are being read."""
    holding = Holding("spreadsheets", own_imports, forget_own_imports)
    services[Holdings].add(holding)
    services[TableFiles] = TableFiles(work)
    app.register_blueprint(workbooks.bp)
    app.register_blueprint(imports.bp)
