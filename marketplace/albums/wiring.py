"""Plugs albums into the application."""

from flask import Flask

from core.composition import Services
from core.web.problem_wording import ProblemSentences
from marketplace.albums.views import album, uploads
from marketplace.albums.wording import PROBLEMS


def register(app: Flask, services: Services) -> None:
    """Pages of the producer's desk."""
    services[ProblemSentences] |= PROBLEMS
    app.register_blueprint(uploads.bp)
    app.register_blueprint(album.bp)
