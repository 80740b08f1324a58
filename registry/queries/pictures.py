"""Pictures of products that everybody may see: the first in a row, or all of them."""

from collections.abc import Sequence
from dataclasses import dataclass

import orjson
from sqlalchemy import Text, and_, bindparam, cast, func, literal_column, select
from sqlalchemy.dialects.postgresql import aggregate_order_by
from sqlalchemy.orm import Session

from core.db.model import AnyRow
from core.db.prepared import PreparedSelect
from core.images.limits import LONGEST_SIDES, file_of, scaled
from registry.models import Product, ProductPicture

_picture, _product = ProductPicture.__table__, Product.__table__


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture: its mark, how large it was sent, and what it shows in words."""

    mark: str
    width: int
    height: int
    alt: str

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of its largest file."""
        return scaled(self.width, self.height, LONGEST_SIDES[-1])

    @property
    def files(self) -> dict[str, int]:
        """The width in pixels of each file, the smallest first."""
        sizes = {side: scaled(self.width, self.height, side) for side in LONGEST_SIDES}
        return {file_of(side): width for side, (width, _) in sizes.items()}


# Columns and condition for rows of products: one more join, and no statement more.
FIRST_PICTURE = (
    _picture.c.mark.label("picture_mark"),
    _picture.c.width.label("picture_width"),
    _picture.c.height.label("picture_height"),
    _picture.c.alt.label("picture_alt"),
)
IS_FIRST = and_(_picture.c.product_id == _product.c.id, _picture.c.place == literal_column("1"))
# All of a row's product, as JSON: of the one product that a page is about.
_all = _picture.alias("every_picture")
ALL_PICTURES = (
    select(
        cast(
            func.json_agg(
                aggregate_order_by(
                    func.json_build_array(_all.c.mark, _all.c.width, _all.c.height, _all.c.alt),
                    _all.c.place,
                )
            ),
            Text,
        )
    )
    .where(_all.c.product_id == _product.c.id)
    .scalar_subquery()
    .label("pictures")
)
_IS_SHOWN = PreparedSelect(
    select(_picture.c.product_id).where(_picture.c.mark == bindparam("mark"))
)


def first_picture(row: AnyRow) -> Picture | None:
    """Of a row with the columns of FIRST_PICTURE."""
    if row.picture_mark is None:
        return None
    return Picture(row.picture_mark, row.picture_width, row.picture_height, row.picture_alt)


def all_pictures(row: AnyRow) -> tuple[Picture, ...]:
    """Of a row with the column ALL_PICTURES."""
    return tuple(Picture(*facts) for facts in orjson.loads(row.pictures or "[]"))


def is_shown(session: Session, mark: str) -> bool:
    """Whether everybody may see the picture with this mark."""
    return bool(_IS_SHOWN.rows(session, mark=mark))


def pictures_of(session: Session, product_id: int) -> Sequence[ProductPicture]:
    """All of one product, in their order."""
    return session.scalars(
        select(ProductPicture)
        .where(ProductPicture.product_id == product_id)
        .order_by(ProductPicture.place)
    ).all()
