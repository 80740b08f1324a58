"""Entry of a single product into the registry, and its renaming, as moderation approves them."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.errors import ProductTwice
from registry.models import Producer, Product, Province
from registry.rules.names import name_key, producer_key
from registry.rules.slugs import slug_of, without_accents

NAMELESS = "san-pham"


@dataclass(frozen=True, slots=True)
class NewProduct:
    """A product under a code that was issued for it."""

    code: str
    name: str
    producer_id: int
    product_group: str
    print: str


def add_product(session: Session, new: NewProduct) -> Product:
    """Register a product in the province of its producer.

    Raises ProductTwice when the producer has one of that name, under another code.
    """
    producer = session.get_one(Producer, new.producer_id)
    province = session.get_one(Province, producer.province_id)
    # As a published list tells products apart, so that it finds this one again.
    identity = f"{name_key(new.name)}|{producer_key(producer.name)}|{province.id}"
    if same := session.scalar(select(Product.code).where(Product.identity == identity)):
        raise ProductTwice(row=0, code=same)
    product = Product(
        code=new.code,
        slug=_free_slug(session, new),
        name=new.name,
        folded=_folded(new.name, producer),
        identity=identity,
        producer_id=producer.id,
        product_group=new.product_group,
        print=new.print,
        is_named_by_producer=True,
        printed_province=province.name,
        province_id=province.id,
    )
    session.add(product)
    session.flush()
    return product


def rename_product(session: Session, product: Product, name: str) -> None:
    """Call it what its producer calls it; its address stays, for it is printed."""
    product.name, product.is_named_by_producer = name, True
    product.folded = _folded(name, session.get(Producer, product.producer_id))
    session.flush()


def _folded(name: str, producer: Producer | None) -> str:
    return without_accents(f"{name} {producer.name if producer else ''}".strip())


def _free_slug(session: Session, new: NewProduct) -> str:
    name = slug_of(new.name) or NAMELESS
    taken = session.scalar(select(Product.id).where(Product.slug == name))
    return f"{name}-{new.code.lower()}" if taken else name
