"""Web traffic: how often the page of each product was looked at."""

from datetime import date

from sqlalchemy import Date, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from core.db.model import Base
from registry.models import Product


class ProductViewDay(Base):
    """Total of a day and a product. Nothing is kept about who looked."""

    __tablename__ = "product_view_day"

    day: Mapped[date] = mapped_column(Date, primary_key=True)
    product_id: Mapped[int] = mapped_column(ForeignKey(Product.id), primary_key=True, index=True)
    views: Mapped[int]
