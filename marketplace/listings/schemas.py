"""What programs send and get about one's own product (pydantic), by the rules of the forms."""

from collections.abc import Callable
from datetime import date
from typing import Annotated, Any, cast

from pydantic import AfterValidator, BaseModel, ConfigDict
from pydantic_core import PydanticCustomError

from core.clock import today
from marketplace.listings.queries.own import OwnListing
from marketplace.offers.errors import TermRefused
from marketplace.offers.rules import typed
from marketplace.offers.services.changing import OfferChanges
from marketplace.offers.wording import refusal


def _rule(check: Callable[[Any], Any]) -> AfterValidator:
    """A rule as pydantic wants it."""

    def validate(value: Any) -> Any:  # noqa: ANN401 - pydantic hands over anything
        try:
            return check(value)
        except TermRefused as no:
            raise PydanticCustomError(no.reason, "{sentence}", {"sentence": refusal(no)}) from no

    return AfterValidator(validate)


class MyProductChanges(BaseModel):
    """What is to be different; what is not named stays. Strict: "12" and 12.0 are no numbers."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    price_dong: Annotated[int, _rule(typed.price_of)] = 0
    stock: Annotated[int, _rule(typed.stock_of)] = 0
    paused_until: Annotated[date, _rule(lambda day: typed.day_not_past(day, today()))] | None = None

    def changes(self) -> OfferChanges:
        named = {name: getattr(self, name) for name in self.model_fields_set}
        return cast("OfferChanges", named)


def my_product(listing: OwnListing) -> dict[str, object]:
    """As programs see it."""
    offer = listing.offer
    return {
        "code": listing.code,
        "name": listing.content.name,
        "price_dong": offer.price_dong if offer else None,
        "price_is_illustrative": bool(offer and offer.is_illustrative),
        "unit": offer.unit if offer else "",
        "stock": offer.stock if offer else 0,
        "in_stock": listing.is_available(today()),
        "paused_until": offer.paused_until if offer and listing.is_paused(today()) else None,
        "is_public": listing.slug is not None,
    }


def etag_of(listing: OwnListing) -> str:
    """Of what people changed, and of what was sold meanwhile."""
    return f"{listing.version}-{listing.offer.stock if listing.offer else 0}"
