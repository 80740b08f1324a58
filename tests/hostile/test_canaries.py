"""Every text of the database holds markup: no page takes any of it for its own."""

from tests.hostile.canaries import seed


def test_no_page_takes_a_text_for_markup(client, session, doors, indexed):
    assert seed(session) >= SHOWN
    indexed()

    seen = set()
    for path in [*(door.open for door in doors), "/san-pham?q=svg"]:
        with client.get(path) as answer:
            page = answer.get_data(as_text=True) if answer.mimetype.startswith("text/") else ""
        assert answer.status_code < 500, path
        assert "<svg onload" not in page, path
        assert "<script>alert" not in page, path
        assert ">49<" not in page, path
        if "&lt;svg onload" in page:
            seen.add(path.split("/")[1].split("?")[0])

    assert seen >= {"", "san-pham", "co-so", "tinh", "chung-nhan", "vung-nguyen-lieu", "bao-cao"}


SHOWN = {
    "product.name", "producer.name", "province.name", "commune.name", "offer.unit",
    "product.printed_province", "certificate.source_title", "certificate_event.decision",
    "certificate_event.authority", "certificate_event.public_note", "raw_material_area.name",
    "raw_material_area.crop", "raw_material_area.standard", "raw_material_area.source_title",
    "code_report.conclusion",
}  # fmt: skip
