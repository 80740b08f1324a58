"""Products that officers oversee, with where they stand today: two queries whatever their number.

The standing of a certificate is computed, not stored, so filters by it are applied here.
"""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from sqlalchemy import select
from sqlalchemy.orm import Session

from certification.certificates.queries.standings import CertificateStanding, product_standings
from certification.certificates.rules.standing import WARNED_AT, Standing, days_left, warning_level
from certification.certificates.rules.state import facet
from certification.officers.queries.scope import products_within
from core.access.roles import Scope
from registry.models import Commune, Producer, Product
from registry.queries.located import PRODUCTS
from registry.rules.places import commune_name
from registry.rules.slugs import without_accents

RUNNING_OUT = "running_out"  # with the number of days after it
PER_PAGE = 24


@dataclass(frozen=True, slots=True)
class OverseenProduct:
    """A product in the list of an officer."""

    name: str
    slug: str
    producer: str | None
    commune: str | None
    standing: Standing
    certificates: tuple[CertificateStanding, ...]
    days_left: int | None
    warned_at: int | None


@dataclass(frozen=True)
class Oversight:
    """All products within a scope that match what was searched for, by name."""

    products: tuple[OverseenProduct, ...]

    @cached_property
    def counts(self) -> Counter[str]:
        """How many there are of each filter."""
        counts: Counter[str] = Counter()
        for product in self.products:
            counts.update(filters_of(product))
        return counts

    def filtered(self, chosen: str) -> tuple[OverseenProduct, ...]:
        """Those of a filter; of certificates that run out the one with the fewest days first."""
        if not chosen:
            return self.products
        listed = [product for product in self.products if chosen in filters_of(product)]
        if chosen.startswith(RUNNING_OUT):
            listed.sort(key=lambda product: product.days_left or 0)
        return tuple(listed)


def filters_of(product: OverseenProduct) -> list[str]:
    """A state as lists name it, and each warning that has been reached."""
    near = [days for days in WARNED_AT if product.warned_at and product.warned_at <= days]
    return [facet(product.standing.state), *(f"{RUNNING_OUT}_{days}" for days in near)]


def oversight(
    session: Session, scopes: Collection[Scope], at: date, *, words: str = ""
) -> Oversight:
    """What is within the scopes; `words` are looked for in names, without accents."""
    rows = session.execute(
        select(
            Product.id,
            Product.name,
            Product.slug,
            Producer.name.label("producer"),
            Commune.kind.label("commune_kind"),
            Commune.name.label("commune"),
        )
        .select_from(PRODUCTS)
        .where(
            products_within(scopes),
            *(Product.folded.contains(word, autoescape=True) for word in _looked_for(words)),
        )
        .order_by(Product.folded, Product.id)
    ).all()
    standings = product_standings(session, [row.id for row in rows], at)
    return Oversight(
        tuple(
            OverseenProduct(
                name=row.name,
                slug=row.slug,
                producer=row.producer,
                commune=commune_name(row.commune_kind, row.commune),
                standing=standings[row.id].standing,
                certificates=standings[row.id].certificates,
                days_left=days_left(standings[row.id].standing, at),
                warned_at=warning_level(standings[row.id].standing, at),
            )
            for row in rows
        )
    )


def _looked_for(words: str) -> list[str]:
    return without_accents(words).split()[:8]
