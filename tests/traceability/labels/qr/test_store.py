"""Kept images: made once, whole or absent, and never in the way of the page that wants them."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from traceability.labels.qr import store
from traceability.labels.qr.images import svg
from traceability.labels.qr.matrix import matrix
from traceability.labels.qr.reading import UnreadableSymbol
from traceability.labels.qr.store import ImageStore

PAYLOAD = "https://OCOP.VN/7K3MX9QF2Z"


def files(folder):
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_an_image_is_made_once_and_read_afterwards(tmp_path, monkeypatch):
    images = ImageStore(tmp_path / "qr")
    first = images.svg(PAYLOAD, "Mã QR")

    monkeypatch.setattr(store, "svg", lambda *_: pytest.fail("made twice"))
    again = images.svg(PAYLOAD, "Mã QR")

    assert first == again == svg(matrix(PAYLOAD), "Mã QR").encode()
    assert len(files(tmp_path)) == 1


def test_what_looks_different_is_kept_apart(tmp_path):
    images = ImageStore(tmp_path)

    images.svg(PAYLOAD, "Mã QR")
    images.svg(PAYLOAD, "QR code")
    images.png(PAYLOAD, 4)
    images.png(PAYLOAD, 5)
    images.png("https://OCOP.VN/000000000S", 5)

    assert len(files(tmp_path)) == 5


def test_a_disk_that_cannot_be_written_still_gives_the_image(tmp_path, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("core.files.os.fsync", full)

    assert ImageStore(tmp_path).png(PAYLOAD).startswith(b"\x89PNG")
    assert files(tmp_path) == []


def test_a_symbol_that_says_something_else_is_not_kept(tmp_path, monkeypatch):
    other = matrix("https://OCOP.VN/000000000S")
    wrong = replace(other, payload=PAYLOAD)
    monkeypatch.setattr(store, "matrix", lambda _: wrong)

    with pytest.raises(UnreadableSymbol):
        ImageStore(tmp_path).svg(PAYLOAD, "QR")
    assert files(tmp_path) == []


def test_two_makers_at_once_leave_one_whole_file(tmp_path):
    images = ImageStore(tmp_path)
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lambda _: images.png(PAYLOAD), range(8)))

    assert len(set(made)) == 1
    assert [file.read_bytes() for file in files(tmp_path)] == [made[0]]
