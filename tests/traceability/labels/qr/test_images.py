"""Made images can be read: by other libraries, from paper, turned, tilted, blurred and stained."""

import re
from dataclasses import replace
from io import BytesIO
from xml.etree import ElementTree as ET

import pypdfium2
import pytest
from fpdf import FPDF
from fpdf.svg import SVGObject
from PIL import Image

from tests.traceability.labels.qr.camera import (
    blurred,
    is_read_by_two,
    printed_at,
    read_by_zxing,
    stained,
    tilted,
    turned,
)
from traceability.labels.qr import images
from traceability.labels.qr.matrix import matrix
from traceability.labels.qr.reading import UnreadableSymbol

PAYLOADS = {
    "code": "https://OCOP.VN/7K3MX9QF2Z",
    "lot": "https://OCOP.VN/01/08938505970011/10/L251101A",
    "item": "https://OCOP.VN/01/08938505970011/10/L251101A/21/7K3MX9QF2T4H",
}


def on_paper(name, dpi, module_mm=0.5):
    made = matrix(PAYLOADS[name])
    picture = Image.open(BytesIO(images.png(made, scale=1)))
    return printed_at(picture, made.full_side * module_mm, dpi)


def through_a_pdf(drawing):
    """The SVG drawn by another library than ours, then by a PDF viewer."""
    pdf = FPDF(unit="mm", format=(30, 30))
    pdf.add_page()
    shape = SVGObject(drawing)
    shape.width = shape.height = 30
    shape.draw_to_page(pdf)
    page = pypdfium2.PdfDocument(bytes(pdf.output()))[0]
    return page.render(scale=300 / 72, grayscale=True).to_numpy()


def test_an_svg_names_itself_keeps_its_quiet_zone_and_stays_small():
    drawing = images.svg(matrix(PAYLOADS["code"]), title='Mã QR của "Miến <dong>"')

    root = ET.fromstring(drawing)
    assert root.attrib["role"] == "img"
    assert root.attrib["viewBox"] == "0 0 33 33"
    assert root[0].text == 'Mã QR của "Miến <dong>"'
    assert len(drawing) < 1_450
    starts = [int(x) for x in re.findall(r"M(\d+) ", root[2].attrib["d"])]
    assert min(starts) == 4


@pytest.mark.parametrize("name", PAYLOADS)
def test_an_svg_is_read_after_other_software_has_drawn_it(name):
    drawing = images.svg(matrix(PAYLOADS[name]), title="QR")

    assert is_read_by_two(through_a_pdf(drawing), PAYLOADS[name])


@pytest.mark.parametrize("scale", [2, 4, 10])
def test_a_png_has_one_bit_a_pixel_and_the_size_asked_for(scale):
    file = images.png(matrix(PAYLOADS["code"]), scale)

    picture = Image.open(BytesIO(file))
    assert (picture.mode, picture.size) == ("1", (33 * scale, 33 * scale))
    assert len(file) < 700


@pytest.mark.parametrize("dpi", [203, 300])
@pytest.mark.parametrize("name", PAYLOADS)
def test_a_print_is_read_by_two_libraries(name, dpi):
    assert is_read_by_two(on_paper(name, dpi), PAYLOADS[name])


@pytest.mark.parametrize("degrees", range(0, 360, 15))
def test_a_print_is_read_at_any_angle(degrees):
    seen = blurred(tilted(turned(on_paper("code", 203), degrees)), seed=degrees)

    assert read_by_zxing(seen) == PAYLOADS["code"]


@pytest.mark.parametrize("degrees", [0, 105, 225])
@pytest.mark.parametrize("name", PAYLOADS)
def test_a_stained_print_is_still_read(name, degrees):
    seen = blurred(turned(stained(on_paper(name, 300)), degrees), seed=degrees)

    assert read_by_zxing(seen) == PAYLOADS[name]


def test_a_symbol_that_says_something_else_is_never_returned():
    good, other = matrix(PAYLOADS["code"]), matrix(PAYLOADS["lot"])
    mixed_up = replace(other, payload=good.payload)

    for make in (lambda: images.svg(mixed_up, "QR"), lambda: images.png(mixed_up)):
        with pytest.raises(UnreadableSymbol) as no:
            make()
        assert no.value.facts == {"expected": PAYLOADS["code"], "read": [PAYLOADS["lot"]]}


def test_a_damaged_symbol_is_never_returned():
    good = matrix(PAYLOADS["code"])
    rows = tuple(tuple(not x if 9 < i < 16 else x for x in r) for i, r in enumerate(good.rows))
    damaged = replace(good, rows=rows)

    with pytest.raises(UnreadableSymbol):
        images.svg(damaged, "QR")
    with pytest.raises(UnreadableSymbol):
        images.png(damaged)
