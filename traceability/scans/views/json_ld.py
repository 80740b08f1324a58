"""What a scan page says, as schema.org has it, for programs."""

from certification.certificates.queries.structured_data import certification
from traceability.areas.queries.structured_data import CONTEXT, area_place
from traceability.codes.queries import CodePage


def scanned(page: CodePage, address: str) -> dict[str, object]:
    """A Product with maker and certifications, or the Place of a raw-material area."""
    if page.product is None:
        return area_place(page.areas[0], address) if page.areas else {"@context": CONTEXT}
    data: dict[str, object] = {
        "@context": CONTEXT,
        "@type": "Product",
        "name": page.product.name,
        "sku": page.product.code,
        "url": address,
        "countryOfOrigin": {"@type": "Country", "name": "VN"},
    }
    if page.product.gtin:
        data["gtin14"] = page.product.gtin
    if page.producer:
        data["manufacturer"] = {
            "@type": "Organization",
            "name": page.producer.name,
            "address": page.product.place.on_paper,
        }
    root = address.rpartition("/")[0]
    certified = (
        certification(c.code, c.standing, authority=c.authority, url=f"{root}/{c.code}")
        for c in page.certificates
    )
    if papers := [paper for paper in certified if paper]:
        data["hasCertification"] = papers
    return data
