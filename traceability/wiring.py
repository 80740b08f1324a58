"""Plugs traceability into the application."""

from pathlib import Path

from flask import Flask
from flask_babel import gettext as _

from core.composition import Services
from core.web.desks.sections import Desk, DeskSection, DeskSections
from core.web.problem_wording import ProblemSentences
from traceability.areas.views import areas
from traceability.codes import cli as codes
from traceability.codes.wording import PROBLEMS
from traceability.labels import cli as labels
from traceability.labels.views import own_labels
from traceability.labels.views import pictures as qr
from traceability.resolver.views import resolver
from traceability.scans import jobs
from traceability.scans.views import lookup, recording, reports, scan, unmatched

HANDLERS = jobs  # importing them is what makes them known to the queue
# Hooks: wsgi.py says when.
lead_to_code, lead_on = unmatched.lead_to_code, unmatched.lead_on
refuse_guessing, notice_guess = recording.refuse_guessing, recording.notice_guess

LABELS = DeskSection(
    Desk.PRODUCER, "own_labels.show", "label", lambda: _("Tem QR"), "desk.read", rank=40
)


def register(app: Flask, services: Services, media: Path, *, scan_writer: bool) -> None:
    """Pages, commands and jobs; `media` is where made pictures are kept."""
    services[ProblemSentences] |= PROBLEMS
    recording.register(app, services, has_writer=scan_writer)
    scan.register(app)
    qr.register(app, services, media)
    for part in (resolver, lookup, areas, reports, own_labels):
        app.register_blueprint(part.bp)
    services[DeskSections].add(LABELS)
    app.cli.add_command(labels.cli)
    app.cli.add_command(codes.cli)
