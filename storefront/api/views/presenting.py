"""Products, certificates and areas as the API answers them: a vague day is never given as one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from certification.certificates.queries.entries import CertificateEntry, StateSource, source_of
from certification.certificates.queries.standings import CertificateStanding
from certification.certificates.rules.dates import VagueDate
from certification.certificates.rules.state import Standing
from core.composition import services
from registry.rules.product_sets import GROUPS
from storefront.api.queries.record import ProductRecord
from storefront.api.schemas import answers
from storefront.pages import wording
from storefront.pages.queries.atlas import Atlas
from storefront.pages.queries.cards import ProductCard
from traceability.areas.queries.areas import LinkedArea


def exact(day: VagueDate | None) -> date | None:
    return day.latest if day and day.is_exact else None


def between(day: VagueDate | None) -> tuple[date, date] | None:
    return None if day is None or day.is_exact else (day.earliest, day.latest)


@dataclass(frozen=True)
class Presenter:
    """Answers in one language; names are looked up once, however many products follow."""

    atlas: Atlas

    @cached_property
    def groups(self) -> Mapping[str, str]:
        return {group.slug: wording.group_name(group.slug) for group in GROUPS}

    @cached_property
    def root(self) -> str:
        return services().public_url

    def in_list(self, card: ProductCard) -> answers.ProductInList:
        return answers.ProductInList(**self._common(card))  # type: ignore[arg-type] # as below

    def in_full(self, record: ProductRecord) -> answers.ProductAnswer:
        card = record.card
        common = self._common(card)
        return answers.ProductAnswer(
            **common,  # type: ignore[arg-type] # fields of ProductInList, checked by the document
            gtin=card.gtin,
            product_set=record.product_set,
            product_set_name=wording.set_name(record.product_set),
            place_printed=record.printed_place,
            place_today=card.place,
            certificates=[
                self._certificate(c, record.entries[c.code]) for c in card.certified.certificates
            ],
            areas=[self.area(area) for area in record.areas],
            links=answers.ProductLinks(
                page=f"{self.root}/san-pham/{card.slug}",
                scan=f"{self.root}/{card.code}",
                qr=f"{self.root}/qr/{card.code}.svg",
            ),
        )

    def producer(self, slug: str, name: str, legal_form: str) -> answers.ProducerInBrief:
        url = f"{self.root}/co-so/{slug}"
        return answers.ProducerInBrief(name=name, slug=slug, type=legal_form, url=url)

    def in_brief(self, code: str, standing: Standing) -> answers.CertificateInBrief:
        return answers.CertificateInBrief(**self._paper(code, standing))  # type: ignore[arg-type]

    def area(self, area: LinkedArea) -> answers.Area:
        return answers.Area(
            code=area.code,
            name=area.name,
            link=area.link or None,
            kind=area.kind,
            crop=area.crop,
            place=area.place.on_paper,
            place_today=area.place.today,
            province=area.place.province_slug,
            hectares=area.hectares,
            households=area.households,
            standard=area.standard or None,
            standard_valid_to=area.standard_valid_to,
            planting_area_code=area.planting_area_code,
            geographical_indication=area.geographical_indication or None,
            source=answers.Source(title=area.source_title, date=area.source_date),
            url=f"{self.root}/vung-nguyen-lieu/{area.code}",
        )

    def _common(self, card: ProductCard) -> dict[str, object]:
        speaking = card.certified.speaking
        return {
            "code": card.code,
            "slug": card.slug,
            "name": card.name,
            "stars": stars_today(card.standing),
            "certificate": self.in_brief(speaking.code, speaking.standing) if speaking else None,
            "producer": self.producer(
                card.producer_slug, card.producer_name or "", card.producer_type or ""
            )
            if card.producer_slug
            else None,
            "province": card.province_slug,
            "province_name": card.province,
            "commune": card.commune,
            "group": card.group,
            "group_name": self.groups.get(card.group, card.group),
            "price_dong": card.price_dong,
            "price_unit": card.unit,
            "price_is_illustrative": card.is_illustrative,
            "in_stock": card.in_stock,
            "paused_until": card.paused_until,
            "url": f"{self.root}/san-pham/{card.slug}",
        }

    def _paper(self, code: str, standing: Standing) -> dict[str, object]:
        return {
            "code": code,
            "url": f"{self.root}/chung-nhan/{code}",
            **what_stands(standing),
        }

    def _certificate(
        self, certificate: CertificateStanding, entries: tuple[CertificateEntry, ...]
    ) -> answers.CertificateAnswer:
        return answers.CertificateAnswer(
            **self._paper(certificate.code, certificate.standing),  # type: ignore[arg-type]
            events=[_event(entry) for entry in entries],
            source=_source(certificate, entries),
        )


def stars_today(standing: Standing) -> int | None:
    return standing.stars if standing.counts_stars else None


def what_stands(standing: Standing) -> dict[str, object]:
    """The fields that every answer about a certificate has in common."""
    issued = None if standing.is_assessed_only else standing.issued  # as far as anybody knows
    return {
        "state": standing.state,
        "reason": standing.reason,
        "stars": standing.paper_stars or None,
        "in_force": standing.in_force,
        "decision": standing.decision,
        "issued_on": exact(issued),
        "issued_between": between(issued),
        "expires_on": exact(standing.good_until),
        "expires_between": between(standing.good_until),
    }


def _source(
    certificate: CertificateStanding, entries: tuple[CertificateEntry, ...]
) -> answers.Source:
    notice = StateSource(certificate.source_title, certificate.source_date)
    source = source_of(certificate.standing, entries, notice)
    return answers.Source(title=source.title, date=source.date)


def _event(entry: CertificateEntry) -> answers.RecordedEvent:
    return answers.RecordedEvent(
        number=entry.number,
        kind=entry.kind,
        evidence=entry.event.evidence,
        effective_on=exact(entry.effective),
        effective_between=between(entry.effective),
        signed_on=entry.event.decided_on,
        stars=entry.event.stars,
        last_day=entry.event.last_day,
        decision=entry.event.decision,
        authority=entry.authority,
        reason=entry.event.reason,
        note=entry.note,
        corrected=entry.corrected,
        corrects=entry.corrects,
        correction_reason=entry.correction_reason,
        recorded_at=entry.recorded_at,
    )
