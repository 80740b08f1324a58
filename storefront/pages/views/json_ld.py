"""Products as schema.org describes them, for search engines and other programs."""

from collections.abc import Callable

from markupsafe import Markup

from certification.certificates.queries.structured_data import certification
from core.web.pages.structured_data import as_script
from registry.queries.pictures import Picture
from storefront.pages.queries.product import ProductPage


def product_data(
    page: ProductPage,
    address: str,
    address_of_certificate: Callable[[str], str],
    address_of_picture: Callable[[Picture], str],
) -> Markup:
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
    if page.pictures:
        data["image"] = [address_of_picture(picture) for picture in page.pictures]
    if card.gtin:
        data["gtin14"] = card.gtin
    if card.producer_name:
        data["manufacturer"] = {"@type": "Organization", "name": card.producer_name}
    certified = (
        certification(c.code, c.standing, authority=None, url=address_of_certificate(c.code))
        for c in card.certified.certificates
    )
    if papers := [paper for paper in certified if paper]:
        data["hasCertification"] = papers
    return as_script(data)
