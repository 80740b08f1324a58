"""Writing down how often pages of products were looked at."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import ARRAY, Date, Integer, String, column, func, literal, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from registry.models import Product
from storefront.traffic.models import ProductViewDay


def add_views(session: Session, views: Mapping[tuple[date, str], int]) -> None:
    """Add to the totals of days and products, which are named by their slugs."""
    days, slugs = zip(*views, strict=True)
    counted = (
        func.unnest(
            literal(list(days), ARRAY(Date)),
            literal(list(slugs), ARRAY(String)),
            literal(list(views.values()), ARRAY(Integer)),
        )
        .table_valued(column("day", Date), column("slug", String), column("views", Integer))
        .render_derived("counted")
    )
    rows = (
        select(counted.c.day, Product.id, counted.c.views)
        .join(Product, Product.slug == counted.c.slug)
        .order_by(counted.c.day, Product.id)  # two processes never wait for each other in a circle
    )
    put = insert(ProductViewDay).from_select(["day", "product_id", "views"], rows)
    session.execute(
        put.on_conflict_do_update(
            index_elements=[ProductViewDay.day, ProductViewDay.product_id],
            set_={"views": ProductViewDay.views + put.excluded.views},
        )
    )
