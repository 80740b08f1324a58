"""What is offered for sale."""

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from core.db.model import Base, Touched


class Offer(Base):
    """A product at a price. A demo price is marked: no source states prices."""

    __tablename__ = "offer"
    __table_args__ = (
        CheckConstraint("price_dong > 0", name="price_positive"),
        CheckConstraint("stock >= 0", name="stock_not_negative"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    product_id: Mapped[int] = mapped_column(ForeignKey("product.id"), unique=True)
    price_dong: Mapped[int] = mapped_column(BigInteger)
    unit: Mapped[str]  # "hộp 500 g", as a buyer reads it
    stock: Mapped[int]
    is_illustrative: Mapped[bool]
    updated_at: Mapped[Touched]
