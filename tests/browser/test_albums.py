"""A producer at a phone sends photographs, also where the network breaks, and without script."""

import pytest
from sqlalchemy import select

from core.access.roles import Role, Scope, ScopeKind
from marketplace.photographs.models import Photograph
from tests.browser.conftest import PHONE
from tests.factories.people import make_account, signed_in
from tests.factories.pictures import exif_with, picture, saved


@pytest.fixture
def open_album(app, session, catalogue, browser, site):
    """The page of a product's photographs, as its owner sees it."""
    scope = Scope(ScopeKind.PRODUCER, catalogue["producer"].id)
    client = signed_in(app, session, make_account(session, Role.PRODUCER_OWNER, scope))
    contexts = []

    def open_page(**facts):
        contexts.append(context := browser.new_context(viewport=PHONE, locale="vi-VN", **facts))
        cookie = {"name": "phien", "value": client.get_cookie("phien").value, "url": site}
        context.add_cookies([cookie])
        page = context.new_page()
        page.goto(f"{site}/co-so-cua-toi/san-pham/{catalogue['valid'].code}/anh")
        return page

    yield open_page
    for context in contexts:
        context.close()


def files(*names, size=(900, 600)):
    colours = ("red", "blue", "green")
    return [
        {
            "name": name,
            "mimeType": "image/jpeg",
            "buffer": saved(picture(size, corner=colour), "JPEG", quality=95, exif=exif_with(6)),
        }
        for name, colour in zip(names, colours, strict=False)
    ]


def send(page, chosen):
    page.set_input_files("[name=photo]", chosen)
    page.locator("form[data-photographs] [type=submit]").click()


def sizes(session):
    session.expire_all()
    rows = session.execute(
        select(Photograph.width, Photograph.height, Photograph.alt).order_by(Photograph.id)
    )
    return [tuple(row) for row in rows]


def test_several_are_made_smaller_and_arrive_though_the_network_breaks(open_album, session):
    page = open_album()
    broken = []

    def breaks_once(route):
        if broken:
            route.continue_()
        else:
            broken.append(route.abort())

    page.route("**/anh/tai-len/*", breaks_once)
    send(page, files("a.jpg", "b.jpg", size=(4_000, 1_000)))

    page.locator(".album__entry").nth(1).wait_for()
    assert len(broken) == 1
    assert sizes(session) == [(640, 2_560, ""), (640, 2_560, "")]


def test_one_is_refused_in_words_and_the_others_arrive(open_album, session):
    page = open_album()
    wrong = {"name": "x.jpg", "mimeType": "image/jpeg", "buffer": b"<svg></svg>"}

    send(page, [wrong, *files("a.jpg")])

    page.locator(".album__entry").first.wait_for()
    assert "không phải ảnh" in page.locator(".uploads__one--bad .uploads__state").inner_text()
    assert sizes(session) == [(600, 900, "")]


def test_without_script_one_is_sent_with_its_words(open_album, session):
    page = open_album(java_script_enabled=False)
    page.fill("#alt", "Ba bó miến")

    send(page, files("a.jpg"))

    assert "Đã nhận ảnh" in page.locator(".notice--good").inner_text()
    assert sizes(session) == [(600, 900, "Ba bó miến")]
