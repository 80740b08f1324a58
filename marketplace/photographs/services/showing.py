"""Photographs shown to the public: those of the approved revision, in its order."""

from collections.abc import Sequence

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from core.access.actors import Actor
from core.audit.entries import record
from core.jobs import queue as jobs
from marketplace.photographs.models import Photograph
from marketplace.photographs.rules.states import PhotographState
from registry.models import Product
from registry.queries.pictures import Picture
from registry.services.pictures import set_pictures


def show_photographs(session: Session, code: str, ids: Sequence[int]) -> None:
    """Show these of a product's photographs in this order, with their words, and no others.

    Called when a revision that names them is approved, and with none when a listing is taken down.
    """
    session.execute(
        update(Photograph)
        .where(Photograph.code == code, Photograph.place.is_not(None))
        .values(place=None, shown_alt=None)
    )
    known = session.scalars(
        select(Photograph).where(Photograph.code == code, Photograph.id.in_(ids))
    )
    by_id = {photograph.id: photograph for photograph in known}
    there = [by_id[id_] for id_ in dict.fromkeys(ids) if id_ in by_id]
    for place, photograph in enumerate(there, start=1):
        photograph.place, photograph.shown_alt = place, photograph.alt
    session.flush()
    publish(session, code)


def publish(session: Session, code: str) -> None:
    """Put before the public what was approved and is ready; before there is a product, nothing."""
    product = session.scalar(select(Product.id).where(Product.code == code))
    if product is None:
        return
    ready = session.scalars(
        select(Photograph)
        .where(
            Photograph.code == code,
            Photograph.place.is_not(None),
            Photograph.state == PhotographState.READY,
        )
        .order_by(Photograph.place)
    )
    set_pictures(
        session,
        product,
        [Picture(it.mark, it.width, it.height, it.shown_alt or "") for it in ready],
    )


def describe_photograph(
    session: Session, photograph: Photograph, alt: str, *, actor: Actor
) -> bool:
    """Say in words what it shows; the public reads it when that is approved. Whether it is new."""
    if photograph.alt == alt:
        return False
    photograph.alt = alt
    session.flush()
    record(session, actor=actor, action="photograph.described",
           subject=f"product:{photograph.code}", photograph=photograph.id)  # fmt: skip
    return True


def remove_photograph(session: Session, photograph: Photograph, *, actor: Actor) -> None:
    """Take it away at once, from the public as well: nobody waits to have a picture gone."""
    record(session, actor=actor, action="photograph.removed",
           subject=f"product:{photograph.code}", photograph=photograph.id)  # fmt: skip
    jobs.defer(session, "photograph.removed", mark=photograph.mark, pieces=[])
    session.delete(photograph)
    session.flush()
    publish(session, photograph.code)
