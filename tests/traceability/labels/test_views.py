"""QR pictures and label sheets over HTTP and from the command line."""

import errno
import logging
from datetime import date
from io import BytesIO

import pypdfium2 as pdfium
import pytest
import zxingcpp
from PIL import Image
from sqlalchemy import select, update

from core.access.roles import WHOLE, Role, Scope, ScopeKind
from core.codes import printed
from core.logs import NOISY
from registry.models import Commune, IssuedCode
from registry.rules.issued_codes import CodeStatus
from tests.factories.catalogue import make_certified, make_event, make_producer, make_product
from tests.factories.people import make_account, signed_in
from traceability.labels.views import pictures as qr


@pytest.fixture
def product(session):
    product, _ = make_certified(session, on=date(2025, 1, 1), producer=make_producer(session))
    return product


def test_a_picture_reads_as_the_address_of_its_code_and_may_be_kept(client, product):
    response = client.get(f"/qr/{product.code}.png")

    (read,) = zxingcpp.read_barcodes(Image.open(BytesIO(response.data)).convert("L"))
    assert read.text == f"http://LOCALHOST/{product.code}"
    assert response.mimetype == "image/png"
    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"


def test_a_drawing_is_small_and_named(client, product):
    response = client.get(f"/qr/{product.code}.svg")

    assert response.mimetype == "image/svg+xml"
    assert len(response.data) < 3000
    assert b"<title>" in response.data


@pytest.mark.parametrize("path", ["/qr/{}.svg", "/qr/{}.png", "/tem/{}.pdf"])
@pytest.mark.parametrize("code", ["7K3MX9QF2Z", "7K3MX9QF2Y"])
def test_nothing_is_made_for_a_code_that_was_never_given_out(client, path, code):
    assert client.get(path.format(code)).status_code == 404


def labels_on(pdf):
    """How many symbols a phone reads on its first page."""
    page = pdfium.PdfDocument(pdf)[0].render(scale=3).to_pil()
    return len(zxingcpp.read_barcodes(page.convert("L")))


def own(product):
    return Scope(ScopeKind.PRODUCER, product.producer_id)


def place(kind):
    return lambda product: Scope(kind, getattr(product, f"{kind}_id"))


@pytest.fixture
def printer(app, session, product):
    """A browser of the owner of the product."""
    return signed_in(app, session, make_account(session, Role.PRODUCER_OWNER, own(product)))


@pytest.mark.parametrize(
    ("role", "scope"),
    [
        (Role.PRODUCER_OWNER, own),
        (Role.PRODUCER_HELPER, own),
        (Role.COMMUNE_OFFICER, place(ScopeKind.COMMUNE)),
        (Role.PROVINCE_OFFICER, place(ScopeKind.PROVINCE)),
        (Role.OPERATOR, lambda _: WHOLE),
    ],
)
def test_whole_sheets_are_for_the_producer_officers_and_the_operator(
    app, session, product, role, scope
):
    province = select(Commune.id).where(Commune.province_id == product.province_id)
    product.commune_id = session.scalars(province).first()
    browser = signed_in(app, session, make_account(session, role, scope(product)))

    response = browser.get(f"/tem/{product.code}.pdf?tu=20")

    assert labels_on(response.data) == 5
    assert response.headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(
    ("role", "kind"),
    [
        (None, None),
        (Role.PRODUCER_OWNER, ScopeKind.PRODUCER),
        (Role.COMMUNE_OFFICER, ScopeKind.COMMUNE),
        (Role.PROVINCE_OFFICER, ScopeKind.PROVINCE),
        (Role.AUDITOR, ScopeKind.WHOLE),
    ],
)
def test_everybody_else_sees_one_label_with_a_mark(app, client, session, product, role, kind):
    other = make_product(session, producer=make_producer(session, "HTX Khác"), province="Bắc Ninh")
    other.commune_id = session.scalars(
        select(Commune.id).where(Commune.province_id == other.province_id)
    ).first()
    number = getattr(other, f"{kind}_id", None) if kind else None
    scope = Scope(kind, number) if kind else WHOLE
    browser = signed_in(app, session, make_account(session, role, scope))
    address = f"/tem/{product.code}.pdf?tu=20"

    response = browser.get(address)

    assert labels_on(response.data) == 1
    assert "BẢN XEM" in pdfium.PdfDocument(response.data)[0].get_textpage().get_text_range()
    assert response.headers["Cache-Control"] == "private, no-store"
    assert client.get(address).data == response.data


def test_a_sheet_of_labels_is_a_pdf(printer, product):
    response = printer.get(f"/tem/{product.code}.pdf?mau=a4-24&tu=20")

    assert response.mimetype == "application/pdf"
    assert response.data.startswith(b"%PDF-")
    assert f"tem-{product.code}.pdf" in response.headers["Content-Disposition"]


def test_a_paper_that_does_not_exist_is_not_found(client, product):
    assert client.get(f"/tem/{product.code}.pdf?mau=a5").status_code == 404


@pytest.mark.parametrize("start", ["25", "0", "-1000000000", "9" * 30, "1_0", "\u0663", "", "x"])
def test_a_sheet_starts_at_one_of_its_labels_or_is_not_made(
    client, printer, product, monkeypatch, start
):
    monkeypatch.setattr(qr, "label_sheet", lambda labels, *_, **__: b"%d labels" % len(labels))

    assert client.get(f"/tem/{product.code}.pdf?tu={start}").status_code == 422
    assert printer.get(f"/tem/{product.code}.pdf?tu={start}").status_code == 422
    assert printer.get(f"/tem/{product.code}.pdf?tu=24").data == b"1 labels"


@pytest.mark.parametrize(
    ("status", "says"),
    [
        ("void", "đã bị hủy"),
        ("recalled", "đang bị thu hồi"),
        ("stolen", "đã bị báo mất cắp"),
        ("retired", "đã ngừng dùng"),
        ("reserved", "chưa được kích hoạt"),
    ],
)
def test_no_labels_for_a_code_out_of_force_and_why(client, session, product, status, says):
    session.execute(update(IssuedCode).values(status=status))
    session.flush()

    page = client.get(f"/tem/{product.code}.pdf")

    assert page.status_code == 409
    assert f"{printed(product.code)} {says}" in page.text
    assert f'href="/{product.code}"' in page.text


def test_the_command_prints_no_labels_for_a_code_out_of_force(app, session, tmp_path, product):
    for status in set(CodeStatus) - {CodeStatus.ACTIVATED}:
        session.execute(update(IssuedCode).values(status=status))
        session.expire_all()

        done = run(app, product.code, "--out", tmp_path / "tem.pdf")

        assert (done.exit_code, list(tmp_path.iterdir())) == (1, [])
        assert done.stderr.startswith(f"Error: No sheet was made.\n{product.code}: ")


@pytest.mark.parametrize("reason", ["b", "c"])
def test_no_labels_for_a_revoked_product(app, client, session, tmp_path, reason):
    product, certificate = make_certified(session, on=date(2025, 1, 1))
    make_event(session, certificate, "revoked", date(2025, 6, 1), reason=reason)

    page = client.get(f"/tem/{product.code}.pdf")
    done = run(app, product.code, "--out", tmp_path / "tem.pdf")

    assert page.status_code == 409
    assert "Chứng nhận OCOP của sản phẩm mang mã" in page.text
    assert (done.exit_code, list(tmp_path.iterdir())) == (1, [])
    assert done.stderr == (
        f"Error: No sheet was made.\n{product.code}: the certificate of its product was revoked.\n"
    )


def test_a_name_that_no_label_can_show_is_refused_with_the_sign(app, client, session, tmp_path):
    product = make_product(session, "Trà 茶 sen", slug="tra-sen")

    page = client.get(f"/tem/{product.code}.pdf")
    done = run(app, product.code, "--out", tmp_path / "tem.pdf")

    assert page.status_code == 422
    assert "không có dấu “茶” (U+8336)" in page.text
    assert (done.exit_code, list(tmp_path.iterdir())) == (1, [])
    assert done.output == (
        "Error: No sheet was made: the font has no sign for '茶' (U+8336), which a name on the"
        " label has.\n"
    )


def test_where_nothing_can_be_written_one_line_says_so(app, session, tmp_path, product):
    missing = run(app, product.code, "--out", tmp_path / "khong-co" / "tem.pdf")
    full = run(app, product.code, "--out", "/dev/full")

    assert (missing.exit_code, full.exit_code) == (1, 1)
    assert missing.output == (
        f"Error: {tmp_path}/khong-co/tem.pdf: No such file or directory. Nothing was written.\n"
    )
    assert full.output == "Error: /dev/full: No space left on device. Nothing was written.\n"
    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_fills_up_leaves_what_was_there(app, session, tmp_path, monkeypatch, product):
    def full(_handle):
        raise OSError(errno.ENOSPC, "No space left on device", "tem.pdf")

    monkeypatch.setattr("core.files.os.fsync", full)
    (tmp_path / "tem.pdf").write_bytes(b"yesterday")

    done = run(app, product.code, "--out", tmp_path / "tem.pdf")

    assert done.exit_code == 1
    assert [file.read_bytes() for file in tmp_path.iterdir()] == [b"yesterday"]


@pytest.mark.parametrize("command", ["sheet", "calibrate"])
@pytest.mark.parametrize(
    "offset", [("nan", "0"), ("0", "nan"), ("inf", "0"), ("500", "500"), ("0", "-10.1")]
)
def test_an_offset_that_no_printer_has_is_refused(app, session, tmp_path, product, command, offset):
    words = [product.code] if command == "sheet" else []
    words += ["--offset", *offset, "--out", str(tmp_path / "tem.pdf")]

    done = app.test_cli_runner().invoke(args=["labels", command, *words])

    assert (done.exit_code, list(tmp_path.iterdir())) == (1, [])
    assert done.output == (
        "Error: No sheet was made: --offset must be numbers from -10.0 to 10.0, in millimetres.\n"
    )


@pytest.mark.parametrize("words", [("\udcff",), ("--all-of", "\udcff"), ("--out", "\udcff.pdf")])
def test_words_that_are_no_utf_8_are_wrong_usage(app, session, tmp_path, words):
    done = run(app, *words, "--out", tmp_path / "tem.pdf")

    assert done.exit_code == 2
    assert "Error: Not UTF-8: '\\udcff" in done.output
    assert list(tmp_path.iterdir()) == []


def test_a_sheet_is_made_without_a_word_in_the_log(app, session, tmp_path, product, caplog):
    for name, level in NOISY.items():
        caplog.set_level(level, logger=name)
    with caplog.at_level(logging.INFO):
        run(app, product.code, "--copies", 24, "--out", tmp_path / "tem.pdf")

    assert caplog.records == []


def run(app, *arguments):
    return app.test_cli_runner().invoke(args=["labels", "sheet", *map(str, arguments)])


def test_the_command_prints_all_products_of_a_producer(app, session, tmp_path, product):
    producer = make_producer(session, "HTX Hai sản phẩm")
    for name in ("Một", "Hai"):
        make_product(session, name, producer=producer)

    result = run(app, "--all-of", producer.slug, "--out", tmp_path / "tem.pdf")

    assert (result.exit_code, result.stdout) == (0, f"2 labels in {tmp_path / 'tem.pdf'}\n")
    assert (tmp_path / "tem.pdf").read_bytes().startswith(b"%PDF-")
    assert result.stderr == (
        "Warning: the labels lead to http://localhost, which only this machine can open; set"
        " PUBLIC_URL before you print for others.\n"
    )


def test_of_a_producer_what_is_out_of_force_is_left_out_and_named(app, session, tmp_path):
    producer = make_producer(session, "HTX Hai sản phẩm")
    one, other = (make_product(session, name, producer=producer) for name in ("Một", "Hai"))
    session.get(IssuedCode, other.code).status = "void"
    session.flush()

    result = run(app, "--all-of", producer.slug, "--out", tmp_path / "tem.pdf")

    assert (result.exit_code, result.stdout) == (0, f"1 labels in {tmp_path / 'tem.pdf'}\n")
    assert f"Left out: {other.code}: the code is void.\n" in result.stderr
    assert one.code not in result.stderr


def test_a_producer_that_does_not_exist_is_told_as_that(app, session, tmp_path):
    result = run(app, "--all-of", "khong-co", "--out", tmp_path / "tem.pdf")

    assert result.exit_code == 1
    assert result.output.startswith("Error: There is no producer 'khong-co'")


def test_a_code_is_read_with_what_a_sentence_puts_behind(app, session, tmp_path, product):
    result = run(app, f"{printed(product.code).lower()}.", "--out", tmp_path / "tem.pdf")

    assert result.exit_code == 0


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("7K3MX9QF2Y", "one character is wrong, or two have changed places."),
        ("7K3MX9QF2", "1 of its ten characters missing."),
        ("7K3MX9QF2ZZ", "1 too many, a code has ten characters."),
        ("7K3MX9QF2U", "codes have digits and letters without marks, and no U."),
        ("x", "a code has ten letters and digits."),
        ("7K3MX9QF2Z 0CP8Y4T6WD", "it holds several."),
    ],
)
def test_what_is_wrong_with_a_code_is_told_in_words(app, session, tmp_path, typed, says):
    result = run(app, typed, "--out", tmp_path / "tem.pdf")

    assert (result.exit_code, result.output) == (1, f"Error: {typed!r} is no code: {says}\n")


@pytest.mark.parametrize("code", ["7K3MX9QF2Z", "7K3MX9QF2Y", "x"])
def test_the_command_refuses_codes_without_a_product_and_writes_nothing(
    app, session, tmp_path, product, code
):
    result = run(app, product.code, code, "--out", tmp_path / "tem.pdf")

    assert result.exit_code == 1
    assert not (tmp_path / "tem.pdf").exists()


def test_the_command_wants_codes_or_a_producer(app, session, tmp_path):
    assert run(app, "--out", tmp_path / "tem.pdf").exit_code == 2


@pytest.mark.parametrize("layout", ["a4-24", "roll-35x22"])
def test_a_printer_is_measured_with_a_page_of_the_layout(app, tmp_path, layout):
    page = tmp_path / "can-chinh.pdf"
    words = ["labels", "calibrate", "--layout", layout, "--offset", "1.5", "-2", "--out", str(page)]

    result = app.test_cli_runner().invoke(args=words)

    assert (result.exit_code, result.output) == (0, f"Calibration page in {page}\n")
    assert page.read_bytes().startswith(b"%PDF-")
