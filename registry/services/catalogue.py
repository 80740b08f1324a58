"""Upsert of producers and products, a batch at a time: new, changed or left alone."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from core.db.bulk import insert_all, update_all
from registry.errors import CodeTaken, GtinTaken, ProductTwice
from registry.models import IssuedCode, Producer, Product
from registry.rules.issued_codes import CodeKind
from registry.rules.slugs import slug_of, squeezed
from registry.services.issued_codes import issue

NAMELESS = "san-pham"
# Without this SQLAlchemy would send rows with an empty column in statements of their own.
RENDER_NULLS = {"render_nulls": True}


ColumnChanges = dict[str, tuple[Any, Any]]


@dataclass(frozen=True, slots=True)
class ProducerEntry:
    """A producer as a file names it."""

    identity: str
    name: str
    legal_form: str
    province_id: int
    province_slug: str


@dataclass(frozen=True, slots=True)
class ProductEntry:
    """A product as a file has it. `values` are columns to set, `defaults` only for a new one."""

    row: int
    identity: str
    code: str | None
    province_slug: str
    values: dict[str, Any]
    defaults: dict[str, Any]


@dataclass
class Comparison:
    """How products on file differ from a batch: ids by identity, what is missing, what changed.

    A difference is the former value and the present one, by column.
    """

    ids: dict[str, int] = field(default_factory=dict)
    missing: list[ProductEntry] = field(default_factory=list)
    changed: dict[int, ColumnChanges] = field(default_factory=dict)


def producer_ids(session: Session, identities: Iterable[str]) -> dict[str, int]:
    """Ids of the producers on file, by identity."""
    query = select(Producer.identity, Producer.id).where(Producer.identity.in_(list(identities)))
    return dict(session.execute(query).all())


def store_producers(session: Session, producers: Iterable[ProducerEntry]) -> dict[str, int]:
    """Ids by identity; producers that are not on file yet are added, none is renamed."""
    by_identity: dict[str, ProducerEntry] = {}
    for producer in producers:
        by_identity.setdefault(producer.identity, producer)
    ids = producer_ids(session, by_identity)
    missing = [producer for key, producer in by_identity.items() if key not in ids]
    if not missing:
        return ids
    slugs = _free_slugs(session, Producer.slug, [_producer_slugs(p) for p in missing])
    rows = [
        {"slug": slug, "name": p.name, "identity": p.identity, "legal_form": p.legal_form}
        | {"province_id": p.province_id}
        for p, slug in zip(missing, slugs, strict=True)
    ]
    insert_all(session, Producer, rows)
    return ids | producer_ids(session, {p.identity for p in missing})


def compare_products(session: Session, products: Sequence[ProductEntry]) -> Comparison:
    """What storing them would do. Raises CodeTaken, GtinTaken or ProductTwice, with its `row`."""
    present = _present(session, products)
    compared = Comparison()
    for product in products:
        row = _match(present, product)
        if row is None:
            compared.missing.append(product)
            continue
        compared.ids[product.identity] = row["id"]
        different = _different(row, product)
        if different:
            compared.changed[row["id"]] = {n: (row[n], value) for n, value in different.items()}
    _check_own_codes(session, compared.missing)
    return compared


def store_products(session: Session, products: Sequence[ProductEntry]) -> Comparison:
    """Add or change products; in what is returned, `ids` names the missing ones as well.

    Raises as `compare_products` does.
    """
    _lock(session, products)
    stored = compare_products(session, products)
    changes = (
        {"id": product_id} | {name: now for name, (_, now) in differences.items()}
        for product_id, differences in stored.changed.items()
    )
    update_all(session, Product, changes)
    stored.ids |= _insert(session, stored.missing)
    return stored


def _lock(session: Session, products: Sequence[ProductEntry]) -> None:
    """Those on file, in the order of their ids."""
    is_same = Product.identity.in_([p.identity for p in products])
    codes = [p.code for p in products if p.code]
    ids = select(Product.id).where(is_same | Product.code.in_(codes)).order_by(Product.id)
    session.execute(ids.with_for_update(key_share=True))


def _producer_slugs(producer: ProducerEntry) -> list[str]:
    name = slug_of(producer.name) or "co-so"
    return [name, f"{name}-{producer.province_slug}", f"{name}-{squeezed(producer.identity)[-24:]}"]


Present = Mapping[tuple[str, str], Mapping[str, Any]]


def _present(session: Session, products: Sequence[ProductEntry]) -> Present:
    """Products on file by identity, by code and by GTIN."""
    columns = Product.__table__.c
    gtins = [p.values["gtin"] for p in products if p.values.get("gtin")]
    by = {
        "identity": [p.identity for p in products],
        "code": [p.code for p in products if p.code],
        "gtin": gtins,
    }
    return {
        (name, row[name]): dict(row)
        for name, values in by.items()
        if values
        for row in session.execute(select(*columns).where(columns[name].in_(values))).mappings()
    }


def _match(present: Present, product: ProductEntry) -> Mapping[str, Any] | None:
    """The product on file that the row is about: by its code, else by its identity."""
    same = present.get(("identity", product.identity))
    row = present.get(("code", product.code)) if product.code else same
    if product.code and same and (row is None or row["id"] != same["id"]):
        raise ProductTwice(row=product.row, code=same["code"])
    gtin = product.values.get("gtin")
    owner = present.get(("gtin", gtin)) if gtin else None
    if owner and (row is None or owner["id"] != row["id"]):
        raise GtinTaken(row=product.row, gtin=gtin, code=owner["code"])
    return row


def _different(row: Mapping[str, Any], product: ProductEntry) -> dict[str, Any]:
    values = product.values | {"identity": product.identity}
    if values.get("commune_id") is None and _place_is_the_same(row, values):
        values.pop("commune_id", None)  # somebody who knew may have answered meanwhile
    if row["is_named_by_producer"]:
        values.pop("name", None)  # what moderation approved stays
        values.pop("folded", None)
    elif all(row[name] == values[name] for name in ("name", "identity")):
        del values["folded"]  # another spelling of the producer's name changes nothing that shows
    return {name: value for name, value in values.items() if row[name] != value}


def _place_is_the_same(row: Mapping[str, Any], values: Mapping[str, Any]) -> bool:
    printed = ("printed_commune", "printed_district", "printed_province")
    return all(row[name] == values[name] for name in printed)


def _insert(session: Session, missing: Sequence[ProductEntry]) -> dict[str, int]:
    if not missing:
        return {}
    codes = _codes(session, missing)
    candidates = [_slugs(p, code) for p, code in zip(missing, codes, strict=True)]
    slugs = _free_slugs(session, Product.slug, candidates)
    rows = [
        {"code": code, "slug": slug, "identity": product.identity}
        | product.defaults
        | product.values
        for product, code, slug in zip(missing, codes, slugs, strict=True)
    ]
    adding = insert(Product).returning(Product.identity, Product.id)
    return dict(session.execute(adding, rows, execution_options=RENDER_NULLS).all())


def _check_own_codes(session: Session, missing: Sequence[ProductEntry]) -> None:
    """A code that the file names for a new product must be free."""
    own = {product.code: product.row for product in missing if product.code}
    if own:
        taken = session.scalars(select(IssuedCode.code).where(IssuedCode.code.in_(list(own))))
        for code in taken:
            raise CodeTaken(row=own[code], code=code)


def _codes(session: Session, missing: Sequence[ProductEntry]) -> list[str]:
    """A code for each: its own where the file names one, else a new one."""
    own = [product.code for product in missing if product.code]
    if own:
        session.execute(insert(IssuedCode), [{"code": c, "kind": CodeKind.PRODUCT} for c in own])
    fresh = issue(session, CodeKind.PRODUCT, sum(product.code is None for product in missing))
    return [product.code or next(fresh) for product in missing]


def _slugs(product: ProductEntry, code: str) -> list[str]:
    name = slug_of(product.values["name"]) or NAMELESS
    return [name, f"{name}-{product.province_slug}", f"{name}-{code.lower()}"]


def _free_slugs(
    session: Session, column: InstrumentedAttribute[str], candidates: Sequence[Sequence[str]]
) -> Iterator[str]:
    """For each the first of its candidates that nobody has; the last one is free by its making."""
    every = {slug for row in candidates for slug in row}
    taken = set(session.scalars(select(column).where(column.in_(every))))
    for row in candidates:
        slug = next((slug for slug in row if slug not in taken), row[-1])
        taken.add(slug)
        yield slug
