"""What the search index knows of the calendar."""

from datetime import date

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from core.db.model import Base


class IndexCalendar(Base):
    """The last day whose changes of standing were handed to the index; no row: no index yet."""

    __tablename__ = "index_calendar"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, server_default="1")
    followed_to: Mapped[date]
