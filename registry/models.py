"""Tables of the registry: issued codes, administrative units, producers, products."""

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core.db.model import Base, Recorded, Touched
from registry.rules.issued_codes import CodeKind, CodeStatus


class IssuedCode(Base):
    """One public code. Its kind is looked up here, so that nobody can read it from the code."""

    __tablename__ = "issued_code"
    __table_args__ = (
        CheckConstraint("code ~ '^[0-9A-HJKMNP-TV-Z]{10}$'", name="well_formed"),
        CheckConstraint(
            f"kind IN ({', '.join(repr(str(k)) for k in CodeKind)})", name="kind_known"
        ),
        CheckConstraint(
            f"status IN ({', '.join(repr(str(s)) for s in CodeStatus)})", name="status_known"
        ),
        Index("ix_issued_code_recalled", "code", postgresql_where=text("status = 'recalled'")),
    )

    code: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    status: Mapped[str] = mapped_column(default=CodeStatus.ACTIVATED)
    issued_at: Mapped[Recorded]
    status_at: Mapped[Recorded]


class Province(Base):
    """One of the 34 provinces and cities in force since 01/07/2025."""

    __tablename__ = "province"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)  # of the statistics office, two digits
    name: Mapped[str] = mapped_column(unique=True)  # "Thái Nguyên"
    kind: Mapped[str]  # tỉnh | thành phố
    slug: Mapped[str] = mapped_column(unique=True)
    lat: Mapped[float | None]
    lon: Mapped[float | None]

    @property
    def full_name(self) -> str:
        """Name with its kind, as on paper: "Tỉnh Thái Nguyên"."""
        return f"{self.kind.capitalize()} {self.name}"


class Commune(Base):
    """One of today's communes (xã, phường, đặc khu)."""

    __tablename__ = "commune"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)  # five digits
    name: Mapped[str]
    kind: Mapped[str]
    province_id: Mapped[int] = mapped_column(ForeignKey("province.id"), index=True)
    lat: Mapped[float | None]
    lon: Mapped[float | None]
    province: Mapped[Province] = relationship(lazy="raise_on_sql")


class FormerUnit(Base):
    """A province, district or commune as it was named before 01/07/2025.

    `district` and `commune` are empty for the levels above; names carry their kind ("huyện Na Rì").
    """

    __tablename__ = "former_unit"
    __table_args__ = (
        UniqueConstraint("province", "district", "commune"),
        Index("ix_former_unit_folded", "folded"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    province: Mapped[str]
    district: Mapped[str] = mapped_column(default="")
    commune: Mapped[str] = mapped_column(default="")
    folded: Mapped[str]  # the unit's own name without kind and accents, for look-ups
    province_id: Mapped[int] = mapped_column(ForeignKey("province.id"), index=True)
    lat: Mapped[float | None]
    lon: Mapped[float | None]


class Succession(Base):
    """A former commune lives on in this one; a split commune has several rows."""

    __tablename__ = "succession"

    former_id: Mapped[int] = mapped_column(ForeignKey("former_unit.id"), primary_key=True)
    commune_id: Mapped[int] = mapped_column(ForeignKey("commune.id"), primary_key=True)


class Producer(Base):
    """An OCOP subject (chủ thể): co-operative, group, household or firm."""

    __tablename__ = "producer"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    # The name in one spelling and today's province: the same producer written two ways is one row.
    identity: Mapped[str] = mapped_column(unique=True)
    legal_form: Mapped[str]
    province_id: Mapped[int] = mapped_column(ForeignKey("province.id"), index=True)
    created_at: Mapped[Recorded]
    province: Mapped[Province] = relationship(lazy="raise_on_sql")


class Product(Base):
    """A product of the programme. Its stars are not here: certificates say them."""

    __tablename__ = "product"
    __table_args__ = (
        CheckConstraint("product_set BETWEEN 1 AND 26", name="set_known"),
        CheckConstraint("gtin ~ '^[0-9]{14}$'", name="gtin_14_digits"),
        CheckConstraint("length(btrim(name)) > 0", name="named"),
        Index(
            "ix_product_name_trgm",
            "folded",
            postgresql_using="gin",
            postgresql_ops={"folded": "gin_trgm_ops"},
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(ForeignKey(IssuedCode.code), unique=True)
    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    folded: Mapped[
        str
    ]  # name and producer without accents: what answers when the search engine cannot
    # What makes an imported row the same product again: name, producer and place, spelled alike.
    identity: Mapped[str] = mapped_column(unique=True)
    producer_id: Mapped[int | None] = mapped_column(ForeignKey("producer.id"), index=True)
    product_group: Mapped[str]  # slug of one of the six groups
    product_set: Mapped[int | None]  # 1..26 of Decision 26/2026/QĐ-TTg; None: not yet assigned
    print: Mapped[str]  # name of the illustration
    gtin: Mapped[str | None] = mapped_column(unique=True)
    # What the producer calls it, approved by moderation: a file that is loaded does not undo it.
    is_named_by_producer: Mapped[bool] = mapped_column(default=False, server_default="false")
    # As printed in the source, mostly units before July 2025; beside it today's unit.
    printed_commune: Mapped[str] = mapped_column(default="")
    printed_district: Mapped[str] = mapped_column(default="")
    printed_province: Mapped[str]
    province_id: Mapped[int] = mapped_column(ForeignKey("province.id"), index=True)
    commune_id: Mapped[int | None] = mapped_column(ForeignKey("commune.id"), index=True)
    created_at: Mapped[Recorded]
    updated_at: Mapped[Touched]
    producer: Mapped[Producer | None] = relationship(lazy="raise_on_sql")
    province: Mapped[Province] = relationship(lazy="raise_on_sql")
    commune: Mapped[Commune | None] = relationship(lazy="raise_on_sql")


class ProductPicture(Base):
    """A photograph of a product that everybody may see; `mark` is part of its files' addresses.

    Here, so that every page that shows a product shows it. The marketplace puts them in and out.
    """

    __tablename__ = "product_picture"
    __table_args__ = (
        CheckConstraint("place > 0", name="place_positive"),
        CheckConstraint("width > 0 AND height > 0", name="has_size"),
    )

    product_id: Mapped[int] = mapped_column(
        ForeignKey("product.id", ondelete="CASCADE"), primary_key=True
    )
    place: Mapped[int] = mapped_column(primary_key=True)  # 1 is the first, without gaps
    mark: Mapped[str] = mapped_column(unique=True)
    width: Mapped[int]  # as it was sent, upright
    height: Mapped[int]
    alt: Mapped[str]
