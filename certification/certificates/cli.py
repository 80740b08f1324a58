"""`flask certificates …`: put an event on record, or ask where a certificate stands."""

import sys
import unicodedata
from datetime import date, datetime
from typing import Any, NoReturn

import click
import orjson
from flask_babel import force_locale

from certification.certificates.queries.page import certificate_page
from certification.certificates.refusal_wording import refusal
from certification.certificates.rules.events import EventKind
from certification.certificates.services.recording import Act, record_event
from core.clock import today
from core.codes import UnreadableCode, read_code
from core.commands import Commands, OneLine
from core.db.sessions import read_session, transaction
from core.errors import DomainError, NotFound

cli = Commands("certificates", help="Put events on record and ask where a certificate stands.")

VERBS = {
    "grant": EventKind.GRANTED,
    "suspend": EventKind.SUSPENDED,
    "lift": EventKind.LIFTED,
    "revoke": EventKind.REVOKED,
    "rerate": EventKind.RERATED,
    "renew": EventKind.RENEWED,
}
DAY = click.DateTime(["%Y-%m-%d"])
LANGUAGE = "vi"  # a command has no request to ask for its language


class CodeArgument(click.ParamType[str]):
    """A public code, read as leniently as on the web."""

    name = "certificate"

    def convert(self, value: Any, param: Any, ctx: Any) -> str:  # noqa: ANN401 - click's signature
        try:
            return read_code(value)
        except UnreadableCode as error:
            self.fail(f"{value!r} is no code: {error.code}", param, ctx)


@cli.command("record")
@click.argument("certificate", type=CodeArgument())
@click.argument("event", type=click.Choice(list(VERBS)))
@click.option("--actor", type=OneLine(), required=True, help="Who decides or records it.")
@click.option("--on", "on", type=DAY, help="The day it takes effect; today when left out.")
@click.option("--stars", type=click.IntRange(3, 5), help="The level, for grant, rerate and renew.")
@click.option("--decision", type=OneLine(), help="Number of the decision.")
@click.option("--last-day", type=DAY, help="The last valid day printed on the paper.")
@click.option(
    "--reason",
    type=OneLine(),
    help="For revoke: the ground of Điều 8.1 (a, b, c, d, đ, e), alone or before words the public"
    " may read: “c: kết luận thanh tra”. Words alone are filed under e.",
)
def record(certificate: str, event: str, actor: str, **facts: Any) -> None:  # noqa: ANN401 - options as click gives them
    """Put EVENT on the record of CERTIFICATE."""
    ground, note = _ground(facts["reason"], VERBS[event])
    act = Act(
        kind=VERBS[event],
        on=_day(facts["on"]) or today(),
        stars=facts["stars"],
        last_day=_day(facts["last_day"]),
        decision=facts["decision"],
        reason=ground,
        public_note=note,
    )
    try:
        with transaction() as session:
            record_event(session, certificate, act, actor=actor, today=today())
    except DomainError as no:
        _refuse(no)
    click.echo(f"{certificate}: {event} on {act.on}")


@cli.command("state")
@click.argument("certificate", type=CodeArgument())
@click.option("--at", "at", type=DAY, help="The day asked about; today when left out.")
def show_state(certificate: str, at: datetime | None) -> None:
    """Print where CERTIFICATE stands, as JSON."""
    day = _day(at) or today()
    with read_session() as session:
        page = certificate_page(session, certificate, day)
    if page is None:
        _refuse(NotFound(certificate=certificate))
    click.echo(orjson.dumps(page.summary(), option=orjson.OPT_INDENT_2))


def _ground(reason: str | None, kind: EventKind) -> tuple[str | None, str | None]:
    """The ground of the law and the public note in what was given as reason."""
    if not reason or kind is not EventKind.REVOKED:
        return None, reason
    letter, _, words = reason.partition(":")
    ground = unicodedata.normalize("NFC", letter).strip().casefold()
    if len(ground) == 1:  # one that the law does not have is refused by the rules
        return ground, words.strip() or None
    return "e", reason  # Điều 8.1 e: another conclusion of an authority


def _refuse(no: DomainError) -> NoReturn:
    with force_locale(LANGUAGE):
        click.echo(f"refused: [{no.code}] {refusal(no)}", err=True)
    sys.exit(1)


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None
