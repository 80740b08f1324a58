"""Plugs the desks that stand on several packages into the application."""

from flask import Flask
from flask_babel import gettext as _

from core.composition import Services
from core.web.desks.sections import Desk, DeskSection, DeskSections
from core.web.desks.tasks import TaskSource, TaskSources
from core.web.pages.addresses import PageAddresses
from desks.numbers.views import numbers
from desks.operation.views import record, start
from desks.today import tasks
from desks.today.views import today

SECTIONS = (
    DeskSection(Desk.PRODUCER, "desk_today.show", "today", lambda: _("Hôm nay"), "desk.read", 10),
    DeskSection(Desk.PRODUCER, "own_numbers.show", "chart", lambda: _("Số liệu"), "desk.read", 45),
    DeskSection(
        Desk.OPERATOR, "operation.show", "gauge", lambda: _("Hôm nay"), "operation.read", 5
    ),
    DeskSection(Desk.OPERATOR, "record.show", "list", lambda: _("Nhật ký"), "audit.read", 80),
)


def register(app: Flask, services: Services) -> None:
    services[PageAddresses]["desk"] = "desk_today.show"
    services[TaskSources].add(TaskSource("desk.read", tasks.certificate_tasks))
    services[PageAddresses]["application"] = "seller_application.show"
    services[TaskSources].add(TaskSource("listing.stock", tasks.stock_tasks))
    for section in SECTIONS:
        services[DeskSections].add(section)
    for part in (today, numbers, start, record):
        app.register_blueprint(part.bp)
