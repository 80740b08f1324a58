"""A certificate as schema.org describes it, for search engines and other programs."""

from certification.certificates.rules.standing import Standing
from certification.certificates.rules.state import State

CONTEXT = "https://schema.org"


def certification(
    code: str, standing: Standing, *, authority: str | None, url: str
) -> dict[str, object] | None:
    """A Certification; None where there is no paper: proposed, or assessed only.

    schema.org knows two states and none for "not known": that is left out, and the exact one is
    given as ours. The identification is the certificate's, also after a revocation.
    """
    if not standing.paper_stars:
        return None
    data: dict[str, object] = {
        "@type": "Certification",
        "name": "OCOP",
        "certificationIdentification": standing.paper or code,
        "certificationRating": {
            "@type": "Rating",
            "ratingValue": standing.paper_stars,
            "bestRating": 5,
        },
        "url": url,
        "additionalType": f"urn:ocop:state:{standing.state}",
    }
    if standing.state is not State.UNCONFIRMED:
        status = "CertificationActive" if standing.in_force else "CertificationInactive"
        data["certificationStatus"] = f"{CONTEXT}/{status}"
    if authority:
        data["issuedBy"] = {"@type": "GovernmentOrganization", "name": authority}
    for name, day in (("validFrom", standing.issued), ("expires", standing.good_until)):
        if day and day.is_exact:
            data[name] = day.latest.isoformat()
    return data
