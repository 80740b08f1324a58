"""Sections of the officers' desk, and whose it is."""

from flask_babel import gettext as _

from certification.officers.queries.offices import office_of
from core.composition import Services
from core.db.sessions import read_session
from core.web.desks.sections import Desk, DeskSection, DeskSections
from core.web.requests.access import scopes

READ = "certificate.read"


def add_sections(services: Services) -> None:
    sections = services[DeskSections]
    sections.owners[Desk.OFFICER] = _office_name
    for rank, (endpoint, icon, word) in enumerate(_SECTIONS):
        sections.add(DeskSection(Desk.OFFICER, endpoint, icon, word, READ, rank))


def _office_name() -> str | None:
    reach = scopes(READ)
    if any(scope.id is None for scope in reach):
        return None  # the whole country is nobody's office
    with read_session() as session:
        return office_of(session, reach).name or None


_SECTIONS = (
    ("officers.start", "today", lambda: _("Việc cần làm")),
    ("officers.products", "list", lambda: _("Sản phẩm")),
    ("officer_pending.listing", "people", lambda: _("Chờ xác nhận")),
)
