"""A photograph that comes in pieces goes on where it stopped, and comes once."""

import os
from datetime import timedelta

import pytest

from core.clock import now
from marketplace.photographs.jobs import remove_files, sweep
from marketplace.photographs.models import PhotographUpload
from marketplace.photographs.rules import limits
from marketplace.photographs.services import receiving
from tests.marketplace.albums.conftest import JPEG

HALF = len(JPEG) // 2


class PhoneUpload:
    def __init__(self, desk, size=None):
        self.desk = desk
        headers = {"Upload-Length": str(size or len(JPEG))}
        answer = desk.browser.post(f"{desk.path}/tai-len", headers=headers)
        assert answer.status_code == 201
        self.address = answer.headers["Location"]

    def send(self, start, content, browser=None):
        return (browser or self.desk.browser).patch(
            self.address,
            data=content,
            headers={"Upload-Offset": str(start)},
            content_type="application/offset+octet-stream",
        )

    def there(self):
        return int(self.desk.browser.head(self.address).headers["Upload-Offset"])

    def end(self, **fields):
        return self.desk.browser.post(self.address, data=fields)


@pytest.fixture
def upload(desk):
    return PhoneUpload(desk)


def test_pieces_become_a_photograph_with_its_words(desk, upload):
    assert upload.send(0, JPEG[:HALF]).headers["Upload-Offset"] == str(HALF)
    assert upload.there() == HALF
    assert upload.send(HALF, JPEG[HALF:]).status_code == 204

    answer = upload.end(alt="Ba bó miến")

    assert (answer.status_code, answer.headers["Location"]) == (201, desk.path)
    [photograph] = desk.photographs()
    assert (photograph.alt, photograph.width) == ("Ba bó miến", 900)
    assert [name for name in desk.files() if photograph.mark in name] == [
        f"{photograph.mark}/original"
    ]
    assert upload.end().status_code == 404


def test_a_piece_sent_twice_is_refused_and_told_where_to_go_on(desk, upload):
    upload.send(0, JPEG[:HALF])
    before = desk.files()

    again = upload.send(0, JPEG[:HALF])

    assert (again.status_code, again.headers["Upload-Offset"]) == (409, str(HALF))
    assert again.json["code"] == "wrong_offset"
    assert desk.files() == before


@pytest.mark.parametrize(
    ("start", "content", "status"),
    [(0, b"", 422), (0, JPEG + b"x", 422), ("-1", b"x", 400), ("x", b"x", 400), (5, b"x", 409),
     (0, b"x" * (limits.MOST_PIECE + 1), 413)],
)  # fmt: skip
def test_a_piece_that_does_not_fit_is_refused(desk, upload, start, content, status):
    before = desk.files()

    assert upload.send(start, content).status_code == status
    assert upload.there() == 0
    assert desk.files() == before


def test_what_is_too_large_is_refused_before_anything_is_sent(desk):
    headers = {"Upload-Length": str(limits.MOST_BYTES + 1)}

    answer = desk.browser.post(f"{desk.path}/tai-len", headers=headers)

    assert (answer.status_code, answer.json["code"]) == (422, "photograph_too_large")


def test_what_is_no_picture_is_told_in_words_and_leaves_nothing(desk):
    upload = PhoneUpload(desk, 5)
    upload.send(0, b"<svg>")
    assert upload.end(alt="x").json["detail"].startswith("Tệp này không phải ảnh")

    assert (desk.photographs(), desk.session.query(PhotographUpload).count()) == ([], 0)


def test_an_upload_that_is_not_whole_is_not_taken(desk, upload):
    upload.send(0, JPEG[:HALF])

    assert (upload.end().status_code, desk.photographs()) == (422, [])


def test_nobody_else_sends_to_it(desk, upload, stranger):
    colleague = desk.of("producer_staff", desk.scope)

    assert upload.send(0, JPEG[:HALF], stranger).status_code == 404
    assert upload.send(0, JPEG[:HALF], colleague).status_code == 404
    assert upload.there() == 0


def test_who_begins_ever_more_gives_up_the_oldest(desk, monkeypatch):
    monkeypatch.setattr(receiving, "MOST_UNDER_WAY", 2)
    uploads = []
    for minutes in (30, 20, 10):
        uploads.append(PhoneUpload(desk))
        newest = desk.session.get(PhotographUpload, uploads[-1].address.rpartition("/")[2])
        newest.created_at = now() - timedelta(minutes=minutes)
        desk.session.commit()

    answers = [desk.browser.head(upload.address).status_code for upload in uploads]

    assert answers == [404, 204, 204]


def test_what_never_arrives_leaves_nothing_after_a_day(desk, upload):
    upload.send(0, JPEG[:HALF])
    [row] = desk.session.query(PhotographUpload).all()
    mark, pieces = row.mark, row.pieces
    row.created_at = now() - limits.UPLOAD_LIFETIME - timedelta(seconds=1)
    PhoneUpload(desk)
    desk.session.commit()
    killed, at_work = (desk.work_file(f"tmp{name}") for name in ("old", "new"))
    os.utime(killed, (0, 0))

    sweep(0)
    remove_files(mark, pieces)

    assert (killed.exists(), at_work.exists()) == (False, True)
    assert [row.mark == mark for row in desk.session.query(PhotographUpload)] == [False]
    assert [name for name in desk.files() if mark in name] == []
