"""Changes of an offer: price, stock, season and pause take effect at once, and prices are kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypedDict, cast

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from core.access.actors import Actor
from core.audit.entries import Detail, record
from core.clock import VIETNAM
from core.jobs import queue as jobs
from marketplace.offers.errors import TermRefused
from marketplace.offers.models import Offer, PriceChange
from marketplace.offers.rules.availability import is_available
from marketplace.offers.rules.former_prices import PricedFrom, former_price
from marketplace.offers.rules.price_steps import PriceStep, checked_steps


class OfferChanges(TypedDict, total=False):
    """What somebody wants to be different; what is not named stays."""

    price_dong: int | None
    unit: str
    stock: int
    season_from: date | None
    season_to: date | None
    paused_until: date | None
    paused_message: str
    pack_amount: int | None
    pack_measure: str | None
    min_quantity: int
    max_quantity: int | None
    price_steps: list[list[int]]
    unserved_province_ids: list[int]
    is_withdrawn: bool


@dataclass(frozen=True, slots=True)
class Offered:
    """The code under which something is offered, and its product once the registry has it."""

    code: str
    product_id: int | None


def change_offer(
    session: Session, offered: Offered, changes: OfferChanges, *, actor: Actor, at: datetime
) -> bool:
    """Change what is named, and say whether anything is different now.

    A price that somebody sends is theirs, be it the one that illustrated before. Raises TermRefused
    when terms contradict each other; nothing is changed then.
    """
    offer = _locked(session, offered)
    shown_before = _shown(offer, at)
    differences = _differences(offer, changes)
    _check(offer, changes)
    is_real = "price_dong" in changes and (offer.is_illustrative or "price_dong" in differences)
    if not differences and not is_real:
        return False
    for name, value in changes.items():
        setattr(offer, name, value)
    if is_real:
        _note_price(session, offer, actor, at)
    session.flush()
    record(session, actor=actor, action="offer.changed", subject=f"product:{offer.code}",
           changes=differences or {"is_illustrative": [1, 0]})  # fmt: skip
    if offer.product_id and _shown(offer, at) != shown_before:
        jobs.defer(session, "product.changed", product_ids=[offer.product_id])
    return True


def attach_product(session: Session, offered: Offered) -> None:
    """What was offered before its product was in the registry is that product's offer now."""
    offer = session.scalar(select(Offer).where(Offer.code == offered.code).with_for_update())
    if offer:
        offer.product_id = offered.product_id
        session.flush()


def remove_offer(session: Session, code: str) -> None:
    """Take away what was offered under a code that nobody has seen yet."""
    own = select(Offer.id).where(Offer.code == code)
    session.execute(delete(PriceChange).where(PriceChange.offer_id.in_(own)))
    session.execute(delete(Offer).where(Offer.code == code))


def illustrate_again(session: Session, code: str) -> None:
    """The price is nobody's after all: it illustrates, as before somebody set one by mistake."""
    offer = session.scalars(select(Offer).where(Offer.code == code).with_for_update()).one()
    session.execute(delete(PriceChange).where(PriceChange.offer_id == offer.id))
    offer.is_illustrative = True
    offer.former_price_dong = offer.former_price_until = None
    session.flush()


def _locked(session: Session, offered: Offered) -> Offer:
    offer = session.scalar(select(Offer).where(Offer.code == offered.code).with_for_update())
    if offer is None:
        offer = Offer(
            code=offered.code, product_id=offered.product_id, price_dong=None, unit="", stock=0,
            is_illustrative=False,
        )  # fmt: skip
        session.add(offer)
        session.flush()
    return offer


def _differences(offer: Offer, changes: OfferChanges) -> Mapping[str, Detail]:
    """Former and present value of what is different, as the record keeps them."""
    return {
        name: [_kept(getattr(offer, name)), _kept(value)]
        for name, value in changes.items()
        if getattr(offer, name) != value
    }


def _kept(value: object) -> Detail:
    return value.isoformat() if isinstance(value, date) else cast("Detail", value)


def _check(offer: Offer, changes: OfferChanges) -> None:
    price = changes.get("price_dong", offer.price_dong)
    steps = changes.get("price_steps", offer.price_steps)
    checked_steps([PriceStep(*step) for step in steps], price)
    least = changes.get("min_quantity", offer.min_quantity)
    most = changes.get("max_quantity", offer.max_quantity)
    if most is not None and most < least:
        raise TermRefused("quantities_crossed")
    first = changes.get("season_from", offer.season_from)
    last = changes.get("season_to", offer.season_to)
    if (first is None) != (last is None):
        raise TermRefused("season_half")


def _note_price(session: Session, offer: Offer, actor: Actor, at: datetime) -> None:
    """Keep the price, and see what may stand struck out beside it."""
    offer.is_illustrative = False
    session.add(
        PriceChange(offer_id=offer.id, price_dong=offer.price_dong, at=at, actor=actor.name)
    )
    session.flush()
    prices = session.scalars(
        select(PriceChange)
        .where(PriceChange.offer_id == offer.id)
        .order_by(PriceChange.at, PriceChange.id)
    )
    history = [PricedFrom(_day(price.at), price.price_dong) for price in prices]
    former = former_price(history)
    offer.former_price_dong = former.price_dong if former else None
    offer.former_price_until = former.until if former else None


def _shown(offer: Offer, at: datetime) -> tuple[int | None, bool]:
    """What of it the search index knows."""
    return offer.price_dong, is_available(offer, _day(at))


def _day(at: datetime) -> date:
    return at.astimezone(VIETNAM).date()
