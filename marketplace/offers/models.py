"""What is offered for sale: prices and stock as they are now, and the prices there have been."""

from datetime import date, datetime

from sqlalchemy import ARRAY, BigInteger, CheckConstraint, ForeignKey, Integer
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from core.db.model import MOMENT, Base, Recorded, Touched
from marketplace.offers.rules.packs import unit_price
from registry.models import IssuedCode, Product


class Offer(Base):
    """What is sold under a public code, how much of it there is, and on which terms.

    It is there before its product is: a new one enters the registry when it is first approved. A
    demo price is marked: no source states prices.
    """

    __tablename__ = "offer"
    __table_args__ = (
        CheckConstraint("price_dong > 0", name="price_positive"),
        CheckConstraint("stock >= 0", name="stock_not_negative"),
        CheckConstraint("(season_from IS NULL) = (season_to IS NULL)", name="season_whole"),
        CheckConstraint("pack_amount > 0", name="pack_amount_positive"),
        CheckConstraint("(pack_amount IS NULL) = (pack_measure IS NULL)", name="pack_whole"),
        CheckConstraint("pack_measure IN ('g', 'ml')", name="pack_measure_known"),
        CheckConstraint("min_quantity > 0", name="min_quantity_positive"),
        CheckConstraint("max_quantity >= min_quantity", name="quantities_in_order"),
        CheckConstraint("jsonb_typeof(price_steps) = 'array'", name="price_steps_listed"),
        CheckConstraint("former_price_dong > price_dong", name="former_price_higher"),
        CheckConstraint(
            "(former_price_dong IS NULL) = (former_price_until IS NULL)", name="former_price_whole"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(ForeignKey(IssuedCode.code), unique=True)
    product_id: Mapped[int | None] = mapped_column(ForeignKey(Product.id), unique=True)
    price_dong: Mapped[int | None] = mapped_column(BigInteger)  # None: on request
    unit: Mapped[str]  # "hộp 500 g", as a buyer reads it
    stock: Mapped[int]
    is_illustrative: Mapped[bool]
    is_withdrawn: Mapped[bool] = mapped_column(  # its listing was taken down
        default=False, server_default="false"
    )
    pack_amount: Mapped[int | None]  # in grams or millilitres, for the price of a kilo or a litre
    pack_measure: Mapped[str | None]  # g | ml
    # A season comes back each year: what counts is the day and the month.
    season_from: Mapped[date | None]
    season_to: Mapped[date | None]
    paused_until: Mapped[date | None]  # the last day without sales
    paused_message: Mapped[str] = mapped_column(default="", server_default="")
    min_quantity: Mapped[int] = mapped_column(default=1, server_default="1")
    max_quantity: Mapped[int | None]
    # [[from quantity, đồng each], …], both rising and falling strictly
    price_steps: Mapped[list[list[int]]] = mapped_column(JSONB, default=list, server_default="[]")
    unserved_province_ids: Mapped[list[int]] = mapped_column(
        ARRAY(Integer), default=list, server_default="{}"
    )
    # Struck out beside the price, up to a day: see rules.former_prices.
    former_price_dong: Mapped[int | None] = mapped_column(BigInteger)
    former_price_until: Mapped[date | None]
    updated_at: Mapped[Touched]

    @property
    def per_unit(self) -> int | None:
        """Đồng for a kilo or a litre, where the pack is known."""
        if self.price_dong is None or self.pack_amount is None:
            return None
        return unit_price(self.price_dong, self.pack_amount)


class PriceChange(Base):
    """From this moment on an offer had this price; None: on request. Demo prices leave none."""

    __tablename__ = "price_change"
    __table_args__ = (CheckConstraint("price_dong > 0", name="price_positive"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    offer_id: Mapped[int] = mapped_column(ForeignKey(Offer.id), index=True)
    price_dong: Mapped[int | None] = mapped_column(BigInteger)
    at: Mapped[datetime] = mapped_column(MOMENT)
    actor: Mapped[str]
    recorded_at: Mapped[Recorded]
