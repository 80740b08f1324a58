"""Products as schema.org describes them, for search engines and other programs."""

from datetime import date

from markupsafe import Markup

from certification.certificates.queries.standings import CertificateStanding
from certification.certificates.rules.dates import VagueDate
from core.web.pages.structured_data import as_script
from storefront.pages.queries.product import ProductPage


def product_data(page: ProductPage, address: str) -> Markup:
    """A Product with its certifications. There is no offer: the prices are illustrative."""
    card = page.card
    data: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "Product",
        "name": card.name,
        "url": address,
        "sku": card.code,
        "countryOfOrigin": "VN",
    }
    if card.gtin:
        data["gtin14"] = card.gtin
    if card.producer_name:
        data["manufacturer"] = {"@type": "Organization", "name": card.producer_name}
    certified = [_certification(c) for c in card.certified.certificates if c.standing.stars]
    if certified:
        data["hasCertification"] = certified
    return as_script(data)


def _certification(certificate: CertificateStanding) -> dict[str, object]:
    standing = certificate.standing
    data: dict[str, object] = {
        "@type": "Certification",
        "name": "OCOP",
        "certificationIdentification": standing.decision or certificate.code,
        "certificationStatus": "https://schema.org/CertificationActive"
        if standing.in_force
        else "https://schema.org/CertificationInactive",
        "certificationRating": {"@type": "Rating", "ratingValue": standing.stars, "bestRating": 5},
    }
    for key, known in (("validFrom", _exact(standing.issued)), ("expires", _exact(standing.until))):
        if known:
            data[key] = known.isoformat()
    return data


def _exact(day: VagueDate | None) -> date | None:
    return day.latest if day and day.is_exact else None
