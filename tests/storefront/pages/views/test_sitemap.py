"""Search engines are told every address of the catalogue, and no other."""

from xml.etree import ElementTree as ET

LOC = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"


def addresses(answer):
    assert answer.mimetype == "application/xml"
    return [element.text for element in ET.fromstring(answer.data).iter(LOC)]


def test_the_index_names_files_that_hold_every_product_producer_and_province(client, catalogue):
    files = addresses(client.get("/sitemap.xml"))
    assert files == ["http://localhost/sitemap-0.xml", "http://localhost/sitemap-1.xml"]

    others, products = (addresses(client.get(file)) for file in files)

    assert f"http://localhost/san-pham/{catalogue['valid'].slug}" in products
    assert len(products) == 5
    assert f"http://localhost/co-so/{catalogue['producer'].slug}" in others
    assert sum("/tinh/" in address for address in others) == 34


def test_a_file_that_does_not_exist_is_missing(client, catalogue):
    assert client.get("/sitemap-2.xml").status_code == 404
    assert client.get("/sitemap-99999999999999999999.xml").status_code == 404


def test_robots_are_led_to_the_sitemap(client):
    assert "Sitemap: http://localhost/sitemap.xml" in client.get("/robots.txt").text
