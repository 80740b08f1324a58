"""Photographs that the public sees."""

from collections.abc import Sequence

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session

from core.db.prepared import PreparedSelect
from marketplace.photographs.models import Photograph
from marketplace.photographs.rules.sizes import Picture
from marketplace.photographs.rules.states import PhotographState

_table = Photograph.__table__.c
IS_SHOWN = _table.place.is_not(None) & (_table.state == PhotographState.READY)
_PICTURE = (_table.mark, _table.width, _table.height, _table.shown_alt)


def _shown() -> Select[tuple[str, int, int, str]]:
    return select(*_PICTURE).where(IS_SHOWN)


_OF_PRODUCT = PreparedSelect(
    _shown().where(_table.code == bindparam("code")).order_by(_table.place)
)
_IS_SHOWN = PreparedSelect(select(_table.id).where(IS_SHOWN, _table.mark == bindparam("mark")))


def pictures_of(session: Session, code: str) -> Sequence[Picture]:
    """All of one product, in their order."""
    return [Picture(*row) for row in _OF_PRODUCT.rows(session, code=code)]


def is_shown(session: Session, mark: str) -> bool:
    """Whether everybody may see the photograph with this mark."""
    return bool(_IS_SHOWN.rows(session, mark=mark))
