"""What surrounds a page of a desk: whose it is, where one can go, on whose behalf one acts."""

from dataclasses import dataclass

from flask import Flask, request
from flask_babel import gettext as _

from core.access.actors import Actor
from core.access.permissions import PermissionTable
from core.access.roles import ScopeKind
from core.composition import Services, services
from core.web.desks.sections import Desk, DeskSection, DeskSections
from core.web.desks.tasks import TaskSources
from core.web.desks.workplace import WorkplaceSource, current_workplace
from core.web.requests.access import current_actor
from core.web.templating.paths import path_of

AT_HAND = 4  # sections at the foot of a phone, beside "more"
ICONS = {
    Desk.PRODUCER: "stall",
    Desk.OFFICER: "stamp",
    Desk.OPERATOR: "gauge",
    Desk.ACCOUNT: "person",
}


@dataclass(frozen=True, slots=True)
class DeskLink:
    """A place to go to."""

    href: str
    word: str
    icon: str
    is_current: bool = False


@dataclass(frozen=True, slots=True)
class DeskFrame:
    """Of one page, for one person."""

    title: str
    owner: str
    person: str
    is_signed_in: bool
    acting_for: str | None
    sections: tuple[DeskLink, ...]
    others: tuple[DeskLink, ...]  # the desks that this person works at besides

    @property
    def at_hand(self) -> tuple[DeskLink, ...]:
        return self.sections if len(self.sections) == AT_HAND + 1 else self.sections[:AT_HAND]

    @property
    def rest(self) -> tuple[DeskLink, ...]:
        return self.sections[len(self.at_hand) :]


def register(app: Flask, services: Services) -> None:
    """Give templates `desk_frame()`."""
    services[DeskSections] = sections = DeskSections()
    sections.owners[Desk.PRODUCER] = _workplace_name
    services[WorkplaceSource] = WorkplaceSource()
    services[TaskSources] = TaskSources()
    app.jinja_env.globals["desk_frame"] = desk_frame


def desk_frame() -> DeskFrame:
    """For the page that is being made."""
    actor, all_sections = current_actor(), services()[DeskSections]
    usable = [section for section in all_sections if _may(actor, section.action)]
    here = _desk_of(request.path)
    owner = all_sections.owners.get(here, lambda: None)()
    return DeskFrame(
        title=desk_name(here),
        owner=owner or actor.name,
        person=actor.name,
        is_signed_in=not actor.is_anonymous,
        acting_for=actor.on_behalf_of.name if actor.on_behalf_of else None,
        sections=_links([section for section in usable if section.desk is here]),
        others=tuple(_desks([section for section in usable if section.desk is not here])),
    )


def _workplace_name() -> str | None:
    here = current_workplace()
    return here.name if here else None


def desk_of(actor: Actor) -> str | None:
    """The first page of the desk at which somebody works; None for who is there for themselves."""
    sections = [section for section in services()[DeskSections] if _works_at(actor, section)]
    order = (Desk.OPERATOR, Desk.OFFICER, Desk.PRODUCER, Desk.ACCOUNT)  # who runs it sees all
    by_desk = sorted(sections, key=lambda section: order.index(section.desk))  # keeps the ranks
    return path_of(by_desk[0].endpoint) if by_desk else None


def _works_at(actor: Actor, section: DeskSection) -> bool:
    scopes = services()[PermissionTable].scopes(actor, section.action)
    return any(scope.kind is not ScopeKind.SELF for scope in scopes)


def desk_name(desk: Desk) -> str:
    names: dict[Desk, str] = {
        Desk.PRODUCER: _("Cơ sở của tôi"),
        Desk.OFFICER: _("Bàn cán bộ"),
        Desk.OPERATOR: _("Quản trị sàn"),
        Desk.ACCOUNT: _("Tài khoản"),
    }
    return names[desk]


def _desk_of(path: str) -> Desk:
    return next((desk for desk in Desk if desk.holds(path)), Desk.ACCOUNT)


def _may(actor: Actor, action: str) -> bool:
    return bool(services()[PermissionTable].scopes(actor, action))


def _links(sections: list[DeskSection]) -> tuple[DeskLink, ...]:
    """The current one is that whose address begins ours most closely."""
    hrefs = [path_of(section.endpoint) for section in sections]
    inside = [href for href in hrefs if f"{request.path}/".startswith(f"{href}/")]
    current = max(inside, key=len, default=None)
    return tuple(
        DeskLink(href, section.word(), section.icon, href == current)
        for href, section in zip(hrefs, sections, strict=True)
    )


def _desks(sections: list[DeskSection]) -> list[DeskLink]:
    """Each desk once, by the first of its sections."""
    firsts: dict[Desk, DeskSection] = {}
    for section in sections:
        firsts.setdefault(section.desk, section)
    return [
        DeskLink(path_of(firsts[desk].endpoint), desk_name(desk), ICONS[desk])
        for desk in Desk
        if desk in firsts
    ]
