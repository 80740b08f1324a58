"""`flask certificates …`: record an event, correct one, or ask where a certificate stands."""

import sys
from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime, time
from typing import Any, NoReturn

import click
import orjson
from flask_babel import force_locale, gettext

from certification.certificates.queries.page import certificate_page, certificates_of_product
from certification.certificates.refusal_wording import refusal
from certification.certificates.rules.acts.act import Act, Correction
from certification.certificates.rules.acts.grounds import stated_reason
from certification.certificates.rules.acts.verbs import VERBS
from certification.certificates.rules.events import EventKind, day_in_vietnam
from certification.certificates.services.recording import record_event
from certification.certificates.wording import announcement
from core.access.actors import Actor
from core.clock import VIETNAM, today
from core.commands import ActingPerson, CodeArgument, Commands, OneLine, PersonName
from core.db.sessions import read_session, transaction
from core.errors import DomainError, NotFound

cli = Commands("certificates", help="Put events on record and ask where a certificate stands.")

DAY = click.DateTime(["%Y-%m-%d"])
# What to type then, after the sentence that says what to do.
HINTS = {
    "certificate_already_in_force": "renew, rerate",
    "certificate_already_revoked": "grant",
    "certificate_still_suspended": "lift",
    "event_in_future": "--signed",
    "last_day_required": "--last-day",
    "paper_end_unknown": "grant --corrects … --on … --last-day …",
    "nothing_to_correct": "state",
    "correction_unexplained": "--why, --reason",
    "second_person_required": "--second",
    "event_contradicts_later": "state",
    "stars_out_of_range": "--stars",
    "revocation_ground_required": "--reason “c: kết luận thanh tra”",
}
LANGUAGE = "vi"  # a command has no request to ask for its language


class Moment(click.ParamType[datetime]):
    """A moment in Vietnam; a day alone means its end."""

    name = "moment"

    def convert(self, value: Any, param: Any, ctx: Any) -> datetime:  # noqa: ANN401 - click's signature
        try:
            moment = self._read(value)
        except ValueError:
            self.fail(f"{value!r} is neither YYYY-MM-DD nor YYYY-MM-DDTHH:MM", param, ctx)
        return moment if moment.tzinfo else moment.replace(tzinfo=VIETNAM)

    def _read(self, value: str) -> datetime:
        if "W" in value.upper():  # ISO 8601 also writes weeks, which are no moment
            raise ValueError(value)
        with suppress(ValueError):
            return datetime.combine(date.fromisoformat(value), time.max)
        return datetime.fromisoformat(value)


@cli.command("record")
@click.argument("certificate", type=CodeArgument())
@click.argument("event", type=click.Choice(list(VERBS)), required=False)
@click.option("--actor", type=ActingPerson(), required=True, help="Who decides or records it.")
@click.option(
    "--on",
    "on",
    type=DAY,
    help="The day it takes effect; today when left out. A day to come needs --signed.",
)
@click.option("--signed", type=DAY, help="The day the decision was signed.")
@click.option("--stars", type=click.IntRange(3, 5), help="The level, for grant, rerate and renew.")
@click.option("--decision", type=OneLine(), help="Number of the decision.")
@click.option(
    "--last-day",
    type=DAY,
    help="The last valid day printed on the paper; for extend, until when (Điều 12.3).",
)
@click.option(
    "--reason",
    type=OneLine(),
    help="For revoke: the ground of Điều 8.1 (a, b, c, d, đ, e), alone or before words the public"
    " may read: “c: kết luận thanh tra”. Words alone are filed under e.",
)
@click.option(
    "--corrects",
    type=click.IntRange(1),
    help="Number of an event recorded by mistake (see state). EVENT stands in its place; without"
    " EVENT nothing does.",
)
@click.option(
    "--second",
    type=PersonName(),
    help="Who besides the actor says that it was a mistake. A statement, not a proof.",
)
@click.option(
    "--why",
    type=OneLine(),
    help="Why the record is corrected, for the public; the words of --reason when left out.",
)
def record(certificate: str, event: str | None, actor: Actor, **facts: Any) -> None:  # noqa: ANN401 - options as click gives them
    """Put EVENT on the record of CERTIFICATE, or correct what was recorded by mistake."""
    act = _act(event, facts)
    second = Actor(facts["second"]) if facts["second"] else None
    try:
        with transaction() as session:
            row = record_event(session, certificate, act, actor=actor, second=second, today=today())
            number = row.number
    except DomainError as no:
        _refuse(no)
    what = event or f"event {facts['corrects']} annulled"
    click.echo(f"{certificate}: {what} on {act.on}, event {number}")


def _act(event: str | None, facts: dict[str, Any]) -> Act:
    if event is None and facts["corrects"] is None:
        raise click.UsageError("Missing argument 'EVENT': only a correction can do without.")
    if facts["corrects"] is None and (facts["second"] or facts["why"]):
        raise click.UsageError("--second and --why go with --corrects.")
    kind = VERBS[event] if event else EventKind.ANNULLED
    ground, note = stated_reason(facts["reason"], kind)
    correction = None
    if facts["corrects"] is not None:
        correction = Correction(facts["corrects"], facts["why"] or note)
        note = note if facts["why"] else None
    return Act(
        kind=kind,
        on=(_day(facts["on"]) if event else None) or today(),
        signed=_day(facts["signed"]),
        stars=facts["stars"],
        last_day=_day(facts["last_day"]),
        decision=facts["decision"],
        reason=ground,
        public_note=note,
        correction=correction,
    )


@cli.command("state")
@click.argument("certificate", type=CodeArgument())
@click.option(
    "--at", "at", type=DAY, help="The day asked about; else that of --known-at, or today."
)
@click.option(
    "--known-at",
    type=Moment(),
    help="As far as was on record at that moment: what the page said then.",
)
def show_state(certificate: str, at: datetime | None, known_at: datetime | None) -> None:
    """Print where CERTIFICATE stands and what is on its record, as JSON."""
    day = _day(at) or (min(day_in_vietnam(known_at), today()) if known_at else today())
    with read_session() as session:
        page = certificate_page(session, certificate, day, known_at)
    if page is None:
        _refuse(NotFound(certificate=certificate))
    with force_locale(LANGUAGE):
        words = announcement(page.standing)
    says: dict[str, object] = {"says": f"{words.title}. {words.text}".rstrip()}
    by_number = sorted(page.entries, key=lambda entry: entry.number)
    says["events"] = [entry.summary() for entry in by_number]
    click.echo(orjson.dumps(page.summary() | says, option=orjson.OPT_INDENT_2))


def _refuse(no: DomainError) -> NoReturn:
    with force_locale(LANGUAGE):
        hint = f" ({HINTS[no.code]})" if no.code in HINTS else ""
        click.echo(f"refused: [{no.code}] {refusal(no)}{hint}", err=True)
        if isinstance(no, NotFound) and (codes := _codes_meant(str(no.facts["certificate"]))):
            says = gettext("Đó là mã của sản phẩm; giấy chứng nhận của sản phẩm: %(codes)s.")
            click.echo(says % {"codes": ", ".join(codes)}, err=True)
    sys.exit(1)


def _codes_meant(product_code: str) -> Sequence[str]:
    with read_session() as session:
        return certificates_of_product(session, product_code)


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None
