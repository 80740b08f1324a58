"""The declarative base of every table. It knows no Flask, so that models do not either."""

from datetime import datetime
from typing import Annotated, Any

from sqlalchemy import DateTime, MetaData, Row, func
from sqlalchemy.orm import DeclarativeBase, mapped_column

MOMENT = DateTime(timezone=True)
Recorded = Annotated[datetime, mapped_column(MOMENT, server_default=func.now())]
Touched = Annotated[datetime, mapped_column(MOMENT, server_default=func.now(), onupdate=func.now())]

AnyRow = Row[*tuple[Any, ...]]  # a row of columns picked by a query, read by their names

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """Constraints carry predictable names, so that a service can recognise the one that was hit."""

    metadata = MetaData(naming_convention=NAMING)
