"""Imports applied and taken back: in pieces, each a transaction, each row once however often."""

from collections.abc import Callable, Mapping
from typing import Any, cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.access.actors import Actor, Party
from core.access.roles import Scope, ScopeKind
from core.audit.entries import record
from core.jobs import queue as jobs
from marketplace.listings.errors import ListingChanged
from marketplace.listings.models import Listing
from marketplace.listings.queries.own import visible_to
from marketplace.listings.rules.content import ContentChanges, ListingContent
from marketplace.listings.services.editing import (
    ListingEdit,
    create_listing,
    edit_listing,
    remove_new_listing,
)
from marketplace.listings.services.revisions import Author
from marketplace.offers.errors import TermRefused
from marketplace.offers.rules.packs import pack
from marketplace.offers.services.changing import OfferChanges, illustrate_again
from marketplace.spreadsheets.errors import ImportNotReady
from marketplace.spreadsheets.models import SpreadsheetImport, SpreadsheetRow
from marketplace.spreadsheets.rules.columns import BY_NAME, unpacked
from marketplace.spreadsheets.rules.states import ImportState, RowKind, RowState

PIECE = 100
APPLY, UNDO = "spreadsheet.confirmed", "spreadsheet.recalled"
_Work = Callable[[Session, SpreadsheetImport, SpreadsheetRow, Author], RowState]


def begin(session: Session, import_id: int, *, undo: bool, actor: Actor) -> None:
    """Have the worker apply an import, or take it back. Raises ImportNotReady."""
    run = locked(session, import_id)
    before, after = (
        (ImportState.APPLIED, ImportState.UNDOING)
        if undo
        else (ImportState.CHECKED, ImportState.APPLYING)
    )
    if run.state == after:
        return  # the second tap
    if run.state != before or run.wrong or not (run.new or run.changed):
        raise ImportNotReady(state=run.state)
    run.state, run.actor = after, _packed(actor)
    record(session, actor=actor, action=UNDO if undo else APPLY, subject=_subject(run),
           new=run.new, changed=run.changed)  # fmt: skip
    jobs.defer(session, UNDO if undo else APPLY, import_id=run.id)


def apply_piece(session: Session, import_id: int, at: Author) -> bool:
    """Apply the next rows; whether some are left."""
    run = locked(session, import_id)
    if run.state != ImportState.APPLYING:
        return False
    if _work(session, run, RowState.WAITING, _apply, at):
        return True
    run.state, run.applied_at = ImportState.APPLIED, at.at
    return False


def undo_piece(session: Session, import_id: int, at: Author) -> bool:
    """Take back the next rows; whether some are left."""
    run = locked(session, import_id)
    if run.state != ImportState.UNDOING:
        return False
    if _work(session, run, RowState.DONE, _undo, at):
        return True
    run.state, run.undone_at = ImportState.UNDONE, at.at
    return False


def locked(session: Session, import_id: int) -> SpreadsheetImport:
    """The import, which no other worker has in hand."""
    return session.scalars(
        select(SpreadsheetImport)
        .where(SpreadsheetImport.id == import_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one()


def actor_of(run: SpreadsheetImport) -> Actor:
    """Whoever had the worker do it; what they may do was decided when they did."""
    facts = run.actor or {}
    party = facts.get("on_behalf_of")
    return Actor(
        facts.get("name", run.author),
        facts.get("account_id"),
        on_behalf_of=Party(**party) if party else None,
    )


def _packed(actor: Actor) -> dict[str, Any]:
    party = actor.on_behalf_of
    return {
        "name": actor.name,
        "account_id": actor.account_id,
        "on_behalf_of": (
            {"producer_id": party.producer_id, "slug": party.slug, "name": party.name}
            if party
            else None
        ),
    }


def _work(
    session: Session, run: SpreadsheetImport, state: RowState, work: _Work, at: Author
) -> bool:
    rows = session.scalars(
        select(SpreadsheetRow)
        .where(SpreadsheetRow.import_id == run.id, SpreadsheetRow.state == state)
        .order_by(SpreadsheetRow.number)
        .limit(PIECE)
    ).all()
    for row in rows:
        row.state = _one(session, run, row, work, at)
    session.flush()
    return bool(rows)


def _one(
    session: Session, run: SpreadsheetImport, row: SpreadsheetRow, work: _Work, at: Author
) -> RowState:
    """A row that cannot be done any more holds up no other."""
    is_undo = work is _undo
    try:
        with session.begin_nested():
            return work(session, run, row, at)
    except (ListingChanged, TermRefused):
        return RowState.KEPT if is_undo else RowState.PASSED_OVER


def _apply(session: Session, run: SpreadsheetImport, row: SpreadsheetRow, at: Author) -> RowState:
    if row.kind == RowKind.NEW:
        return _create(session, run, row, at)
    edit = ListingEdit(
        offer=_offer(row.after),
        content=_content(row.after),
        version=row.version,
        stock=_stock(row.before),
    )
    row.version = edit_listing(session, _listing_id(session, run, row), edit, at).version
    return RowState.DONE


def _create(session: Session, run: SpreadsheetImport, row: SpreadsheetRow, at: Author) -> RowState:
    """A draft: photographs and the label are still to come."""
    content = ListingContent(row.after["name"], row.after.get("story") or "")
    listing = create_listing(session, run.producer_id, content, at)
    edit = ListingEdit(offer=_offer(row.after), submit=False)
    row.code = listing.code
    row.version = edit_listing(session, listing.id, edit, at).version
    return RowState.DONE


def _undo(session: Session, run: SpreadsheetImport, row: SpreadsheetRow, at: Author) -> RowState:
    listing_id = _listing_id(session, run, row)
    if row.kind == RowKind.NEW:
        remove_new_listing(session, listing_id, version=row.version or 0, actor=at.actor)
        return RowState.UNDONE
    edit = ListingEdit(
        offer=_offer(row.before),
        content=_content(row.before),
        version=row.version,
        stock=_stock(row.after),
    )
    edit_listing(session, listing_id, edit, at)
    if row.before.get("is_illustrative") and "price_dong" in row.after:
        illustrate_again(session, row.code or "")
    return RowState.UNDONE


def _listing_id(session: Session, run: SpreadsheetImport, row: SpreadsheetRow) -> int:
    """Of the producer still: another's listing is not changed. Raises ListingChanged."""
    own = visible_to({Scope(ScopeKind.PRODUCER, run.producer_id)})
    listing_id = session.scalar(select(Listing.id).where(Listing.code == row.code, own))
    if listing_id is None:
        raise ListingChanged(version=0)
    return listing_id


def _offer(values: Mapping[str, Any]) -> OfferChanges:
    changes: dict[str, Any] = {
        name: value
        for name, value in unpacked(values).items()
        if name in BY_NAME and not BY_NAME[name].is_content and name != "pack"
    }
    changes |= {name: "" for name in ("unit", "paused_message") if changes.get(name, "") is None}
    changes |= {"stock": 0} if changes.get("stock", 0) is None else {}
    changes |= {"min_quantity": 1} if changes.get("min_quantity", 1) is None else {}
    if "pack" in values:
        held = pack(values["pack"]) if values["pack"] else None
        changes["pack_amount"] = held.amount if held else None
        changes["pack_measure"] = held.measure if held else None
    return cast("OfferChanges", changes)


def _content(values: Mapping[str, Any]) -> ContentChanges:
    named = {name: values[name] or "" for name in ("name", "story") if name in values}
    return cast("ContentChanges", named)


def _stock(values: Mapping[str, Any]) -> int | None:
    """As it has to be still, where it is changed: what was sold meanwhile is not put back."""
    stock = values.get("stock")
    return stock if isinstance(stock, int) else None


def _subject(run: SpreadsheetImport) -> str:
    return f"spreadsheet:{run.id}"
