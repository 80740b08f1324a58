"""In a real browser nothing that stands in the database, or in an address, is ever run."""

from urllib.parse import quote

from tests.browser.conftest import PHONE
from tests.hostile.canaries import CANARY, seed


def test_no_text_of_the_database_or_an_address_runs(browser, site, pages, session):
    seed(session)
    session.commit()
    typed = quote(CANARY)
    searches = [f"/san-pham?q={typed}", f"/san-pham?gia_tu={typed}", f"/tra-cuu?ma={typed}"]
    signs = []
    page = browser.new_context(locale="vi-VN", viewport=PHONE).new_page()
    page.on("dialog", lambda dialog: (signs.append(dialog.message), dialog.dismiss()))
    page.on(
        "console", lambda line: signs.append(line.text) if "Content Security" in line.text else 0
    )

    for path in [*pages.values(), *searches]:
        page.goto(site + path, wait_until="load")
        assert page.locator("svg[onload]").count() == 0, path
    page.goto(site + "/")
    page.type("input[name=q]", "svg", delay=20)
    page.wait_for_timeout(400)

    assert signs == []
    page.context.close()
