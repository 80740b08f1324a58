"""Raw-material areas, and what ties them to products."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core.db.model import Base, Touched
from registry.models import Commune, IssuedCode, Province


class RawMaterialArea(Base):
    """A raw-material area (vùng nguyên liệu) as a public source has it. Unknown is never "no"."""

    __tablename__ = "raw_material_area"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(ForeignKey(IssuedCode.code), unique=True)
    source_key: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    kind: Mapped[str]  # planting, farming, fishing, craft, … as the source classifies it
    crop: Mapped[str] = mapped_column(default="")
    printed_commune: Mapped[str] = mapped_column(default="")
    printed_district: Mapped[str] = mapped_column(default="")
    printed_province: Mapped[str]
    province_id: Mapped[int] = mapped_column(ForeignKey("province.id"), index=True)
    commune_id: Mapped[int | None] = mapped_column(ForeignKey("commune.id"))
    lat: Mapped[float | None]
    lon: Mapped[float | None]
    hectares: Mapped[float | None]
    hectares_note: Mapped[str] = mapped_column(default="")
    households: Mapped[int | None]
    standard: Mapped[str] = mapped_column(default="")
    standard_valid_to: Mapped[date | None]
    planting_area_code: Mapped[str | None]
    geographical_indication: Mapped[str] = mapped_column(default="")
    outline: Mapped[list[list[float]] | None] = mapped_column(JSONB)  # [[lon, lat], …], closed
    source_title: Mapped[str] = mapped_column(default="")
    source_date: Mapped[str] = mapped_column(default="")
    source_note: Mapped[str] = mapped_column(default="")
    updated_at: Mapped[Touched]
    province: Mapped[Province] = relationship(lazy="raise_on_sql")
    commune: Mapped[Commune | None] = relationship(lazy="raise_on_sql")


class ProductArea(Base):
    """An area behind a product.

    `link` is "producer" where the source ties the area to that very producer ("vùng nguyên liệu của
    cơ sở"), "district" where it is the district's speciality ("vùng đặc sản").
    """

    __tablename__ = "product_area"
    __table_args__ = (CheckConstraint("link IN ('producer', 'district')", name="link_known"),)

    product_id: Mapped[int] = mapped_column(ForeignKey("product.id"), primary_key=True)
    area_id: Mapped[int] = mapped_column(
        ForeignKey("raw_material_area.id"), primary_key=True, index=True
    )
    link: Mapped[str]
