"""What a scan page says, as schema.org has it, for programs."""

from traceability.areas.queries.structured_data import CONTEXT, area_place
from traceability.codes.queries import CodePage, ScannedCertificate


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
    certified = [_certification(c, address) for c in page.certificates if c.standing.stars]
    if certified:
        data["hasCertification"] = certified
    return data


def _certification(certificate: ScannedCertificate, address: str) -> dict[str, object]:
    standing = certificate.standing
    status = "CertificationActive" if standing.in_force else "CertificationInactive"
    root = address.rpartition("/")[0]
    data: dict[str, object] = {
        "@type": "Certification",
        "name": "OCOP",
        "certificationIdentification": certificate.papers[-1]
        if certificate.papers
        else certificate.code,
        "certificationStatus": f"{CONTEXT}/{status}",
        "certificationRating": {"@type": "Rating", "ratingValue": standing.stars, "bestRating": 5},
        "url": f"{root}/{certificate.code}",
        # schema.org knows two states; the exact one is ours.
        "additionalType": f"urn:ocop:state:{standing.state}",
    }
    if certificate.authority:
        data["issuedBy"] = {"@type": "GovernmentOrganization", "name": certificate.authority}
    for name, day in (("validFrom", standing.issued), ("expires", standing.until)):
        if day and day.is_exact:
            data[name] = day.latest.isoformat()
    return data
