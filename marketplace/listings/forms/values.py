"""The editor's form filled in: each term as its field shows it."""

from datetime import date
from typing import Any

from core.clock import today
from core.web.i18n import thousands
from marketplace.listings.queries.own import OwnListing
from marketplace.offers.models import Offer
from marketplace.offers.rules.packs import written


def form_values(listing: OwnListing) -> dict[str, Any]:
    """By the names of fields."""
    content = listing.content
    values: dict[str, Any] = {
        "revision": str(listing.version),
        "name": content.name,
        "story": content.story,
        "kind": content.kind or "",
        "product_group": content.product_group or "",
        **{f"label_{name}": text for name, text in content.label.items()},
    }
    return values | (_offer_values(listing.offer) if listing.offer else {"stock_seen": ""})


def _offer_values(offer: Offer) -> dict[str, Any]:
    values: dict[str, Any] = {
        "price_dong": _number(offer.price_dong),
        "price_on_request": offer.price_dong is None,
        "unit": offer.unit,
        "pack": written(offer.pack_amount, offer.pack_measure or "") if offer.pack_amount else "",
        "stock": _number(offer.stock),
        "stock_seen": str(offer.stock),
        "season_from": _day(offer.season_from),
        "season_to": _day(offer.season_to),
        "paused_until": _day(offer.paused_until) if _is_to_come(offer.paused_until) else "",
        "paused_message": offer.paused_message,
        "min_quantity": _number(offer.min_quantity),
        "max_quantity": _number(offer.max_quantity),
        "unserved": offer.unserved_province_ids,
    }
    for number, (quantity, price) in enumerate(offer.price_steps, start=1):
        values[f"step_quantity_{number}"] = _number(quantity)
        values[f"step_price_{number}"] = _number(price)
    return values


def _number(number: int | None) -> str:
    return "" if number is None else thousands(number)


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _is_to_come(day: date | None) -> bool:
    return day is not None and day >= today()
