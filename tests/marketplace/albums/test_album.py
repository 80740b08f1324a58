"""Photographs of a product: sent by its producer, approved by an operator, seen by everybody."""

import re
from io import BytesIO

import pytest
from PIL import Image

from core.access.roles import Role
from core.media.folder import FolderStore
from core.media.store import MediaFull
from marketplace.albums import wording
from marketplace.photographs.jobs import make_sizes, remove_files
from marketplace.photographs.models import PhotographUpload
from marketplace.photographs.rules import limits
from marketplace.photographs.rules.states import PhotographState
from marketplace.photographs.services import receiving
from tests.factories.pictures import SECRET, exif_with, picture, saved
from tests.marketplace.albums.conftest import JPEG, OTHER

PAGES = ("/san-pham/{slug}", "/san-pham", "/{code}")


def seen_on(client, product):
    """The pages on which a photograph of it is seen."""
    return [
        page
        for page in PAGES
        if '"/anh/' in client.get(page.format(slug=product.slug, code=product.code)).text
    ]


def test_a_photograph_is_seen_once_it_is_approved_and_no_longer_when_it_is_removed(
    desk, client, indexed
):
    sent = saved(picture((900, 600)), "HEIF", exif=exif_with(6))
    [photograph] = desk.sent(sent)
    assert seen_on(client, desk.product) == []

    desk.approve()
    indexed()

    assert seen_on(client, desk.product) == list(PAGES)
    page = client.get(f"/san-pham/{desk.product.slug}").text
    shared = re.search(r'og:image" content="http://localhost(/anh/[^"]+)"', page)[1]
    for file in (f"/anh/{photograph.mark}/400.webp", shared):
        answer = client.get(file)
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert SECRET.encode() not in answer.data
    with Image.open(BytesIO(answer.data)) as share:
        assert (share.size, answer.mimetype) == ((1_200, 630), "image/jpeg")
    assert (photograph.width, photograph.height) == (600, 900)
    assert 'width="600" height="900"' in page

    assert desk.do(photograph, "remove").status_code == 303
    assert seen_on(client, desk.product) == []
    assert client.get(shared).status_code == 404


def test_until_then_its_producer_and_operators_alone_see_it(desk, client, stranger):
    [photograph] = desk.sent(JPEG)
    own = f"{desk.path}/{photograph.mark}/400.webp"

    assert client.get(f"/anh/{photograph.mark}/400.webp").status_code == 404
    assert client.get(own).status_code == 303  # to the sign-in
    assert stranger.get(own).status_code == 404
    assert stranger.get(desk.path).status_code == 404
    assert desk.send(browser=stranger).status_code == 404
    for browser in (desk.browser, desk.of(Role.OPERATOR), desk.of(Role.AUDITOR)):
        answer = browser.get(own)
        assert (answer.status_code, answer.mimetype) == (200, "image/webp")
        assert "private" in answer.headers["Cache-Control"]


def test_the_order_and_the_words_wait_for_approval(desk, client):
    first, second = desk.sent(JPEG, OTHER)
    desk.approve()
    assert desk.do(second, "up").status_code == 303
    assert desk.do(second, "describe", alt="  Miến  phơi ").status_code == 303

    page = client.get(f"/san-pham/{desk.product.slug}").text
    assert page.index(first.mark) < page.index(second.mark)
    assert "Miến phơi" not in page
    assert desk.revision().photographs == [second.id, first.id]
    assert "Lời mới chờ duyệt" in desk.browser.get(desk.path).text

    desk.approve()
    page = client.get(f"/san-pham/{desk.product.slug}").text
    assert page.index(second.mark) < page.index(first.mark)
    assert 'alt="Miến phơi"' in page


def test_a_photograph_is_moved_up_down_and_to_the_front(desk):
    green = saved(picture((900, 600), corner="green"), "JPEG")
    a, b, c = (each.id for each in desk.sent(JPEG, OTHER, green))
    marks = {each.id: each for each in desk.photographs()}

    for moved, move, order in (
        (c, "first", [c, a, b]), (c, "up", [c, a, b]), (c, "down", [a, c, b]),
        (b, "up", [a, b, c]), (c, "down", [a, b, c]),
    ):  # fmt: skip
        desk.do(marks[moved], move)
        assert desk.revision().photographs == order


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "Tệp này trống"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>", "không phải ảnh"),
        (b"<html><script>alert(1)</script>", "không phải ảnh"),
        (saved(picture(), "GIF"), "không phải ảnh"),
        (JPEG[:-500], "bị hỏng"),
        (saved(Image.new("1", (9_000, 9_000)), "PNG"), "quá nhiều điểm ảnh"),
    ],
)
def test_what_is_no_photograph_is_refused_with_a_sentence_and_nothing_kept(desk, content, says):
    before = desk.files()

    answer = desk.send(content, alt="Ba bó miến", name="../../anh.jpg")

    assert answer.status_code == 422
    assert re.search(rf'id="photo-note">[^<]*{says}', answer.text)
    assert 'value="Ba bó miến"' in answer.text
    assert desk.photographs() == []
    assert desk.session.query(PhotographUpload).count() == 0
    assert desk.files() == before


def test_a_form_without_a_photograph_asks_for_one(desk):
    for data in ({"alt": "Ba bó miến"}, {"photo": "anh.jpg"}, {"photo": (BytesIO(), "")}):
        answer = desk.browser.post(desk.path, data=data, content_type="multipart/form-data")

        assert answer.status_code == 422
        assert "Chưa có ảnh nào" in answer.text


def test_the_same_photograph_sent_twice_is_one(desk):
    assert [desk.send(name=name).status_code for name in ("a.jpg", "b.png")] == [303, 303]

    [photograph] = desk.photographs()
    assert desk.revision().photographs == [photograph.id]


def test_there_are_so_many_and_no_more(desk, monkeypatch):
    monkeypatch.setattr(receiving, "MOST", 1)
    desk.send(JPEG)

    answer = desk.send(OTHER)

    assert (answer.status_code, len(desk.photographs())) == (422, 1)
    assert "nhiều nhất 50 ảnh" in answer.text


def test_a_file_that_is_too_large_is_refused(desk, monkeypatch):
    monkeypatch.setattr(receiving, "MOST_BYTES", len(JPEG) - 1)

    answer = desk.send(JPEG)

    assert (answer.status_code, desk.photographs()) == (422, [])
    assert f"lớn hơn {wording.MEGABYTES} MB" in answer.text


def test_a_full_disk_is_told_in_a_sentence_and_keeps_the_rest(desk, monkeypatch):
    [photograph] = desk.sent(JPEG)
    before = desk.files()

    def full(*args, **kwargs):
        raise MediaFull

    monkeypatch.setattr(FolderStore, "put", full)
    answer = desk.send(OTHER, alt="Ba bó miến")

    assert answer.status_code == 507
    assert re.search(r'id="photo-note">[^<]*hết chỗ', answer.text)
    assert 'value="Ba bó miến"' in answer.text
    assert [each.id for each in desk.photographs()] == [photograph.id]
    assert desk.files() == before


def test_sizes_are_made_again_after_a_worker_was_killed_in_the_middle(desk, monkeypatch):
    desk.send(JPEG)
    [photograph] = desk.photographs()
    put, done = FolderStore.put, []

    def killed(store, name, content, *, kind):
        if done:
            raise KeyboardInterrupt
        done.append(put(store, name, content, kind=kind))

    with monkeypatch.context() as worker:
        worker.setattr(FolderStore, "put", killed)
        with pytest.raises(KeyboardInterrupt):
            make_sizes(photograph.id)
    desk.session.expire_all()
    assert photograph.state == PhotographState.RECEIVED

    desk.make()

    assert photograph.state == PhotographState.READY
    names = ("1600.webp", "400.webp", "800.webp", "share.jpg")
    assert [name for name in desk.files() if photograph.mark in name] == [
        f"{photograph.mark}/{name}" for name in names
    ]
    make_sizes(photograph.id)  # once more does nothing


def test_what_is_removed_while_it_is_made_leaves_no_file(desk):
    desk.send(JPEG)
    [photograph] = desk.photographs()
    number, mark = photograph.id, photograph.mark
    desk.do(photograph, "remove")

    make_sizes(number)
    remove_files(mark, [])

    assert [name for name in desk.files() if mark in name] == []


def test_what_is_removed_already_is_no_failure(desk):
    [photograph] = desk.sent(JPEG)
    path = f"{desk.path}/{photograph.mark}"
    for action in ("remove", "remove", "up"):
        assert desk.browser.post(path, data={"action": action}).status_code == 303
    assert desk.browser.post(path, data={"action": "paint"}).status_code == 422


def test_words_that_are_too_long_stay_and_are_told_at_their_field(desk):
    [photograph] = desk.sent(JPEG)
    long = "a" * (limits.LONGEST_ALT + 1)

    answer = desk.do(photograph, "describe", alt=long)

    assert answer.status_code == 422
    assert f'value="{long}"' in answer.text
    assert re.search(rf'id="alt-{photograph.mark}-note">Nhiều nhất', answer.text)
    assert photograph.alt == ""


def test_a_photograph_of_a_draft_waits_until_the_draft_is_submitted(desk):
    desk.sent(JPEG)
    desk.revision().state = "draft"
    desk.session.commit()

    desk.send(OTHER)

    assert desk.revision().state == "draft"
    assert len(desk.revision().photographs) == 2
    assert "Chưa gửi duyệt" in desk.browser.get(desk.path).text
