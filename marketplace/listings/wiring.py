"""Plugs listings into the application: the producer's products, and their moderation."""

from pathlib import Path

from flask import Flask
from flask_babel import gettext as _

from core.composition import Services
from core.web.desks.sections import Desk, DeskSection, DeskSections
from core.web.desks.tasks import TaskSource, TaskSources
from core.web.i18n import N_
from core.web.problem_wording import ProblemSentences
from marketplace.listings import jobs
from marketplace.listings.rules.labels import LabelRules
from marketplace.listings.views import (
    api,
    drafts,
    editor,
    history,
    moderation,
    own,
    stock,
    takedown,
    tasks,
)

HANDLERS = jobs  # importing them is what makes them known to the queue
SECTIONS = (
    DeskSection(
        Desk.PRODUCER, "my_products.show", "goods", lambda: _("Sản phẩm"), "listing.read", rank=20
    ),
    DeskSection(
        Desk.OPERATOR,
        "moderation.queue",
        "eye",
        lambda: _("Kiểm duyệt"),
        "moderation.read",
        rank=20,
    ),
)


def register(app: Flask, services: Services) -> None:
    services[LabelRules] = LabelRules.read(Path(app.root_path) / "data" / "label_fields.csv")
    for part in (own, editor, stock, history, moderation, takedown, drafts, api):
        app.register_blueprint(part.bp)
    services[ProblemSentences] |= {
        "precondition_required": N_(
            "Hãy gửi If-Match với ETag của lần đọc gần nhất, để không ghi đè lên sửa đổi của người"
            " khác."
        ),
        "precondition_failed": N_("Sản phẩm đã đổi từ lần đọc ấy. Hãy đọc lại rồi sửa."),
    }
    services[TaskSources].add(TaskSource("listing.edit", tasks.listing_tasks))
    for section in SECTIONS:
        services[DeskSections].add(section)
