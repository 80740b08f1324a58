"""Pages in a real browser: Debian's Chromium against a server on loopback."""

import shutil
import threading
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright
from werkzeug.serving import make_server

from tests.factories.traceability import make_area, make_report, tie
from tests.storefront.conftest import catalogue, indexed  # noqa: F401 - fixtures

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
QUIET = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test here needs Chromium; without it they are left out, and said to be."""
    for item in items:
        if "tests/browser" in str(item.path):
            item.add_marker(pytest.mark.browser)
            if CHROMIUM is None:
                item.add_marker(pytest.mark.skip(reason="no Chromium on this machine"))


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Ends with this folder: its event loop would keep others of the process from theirs."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def site(app, session, catalogue) -> Iterator[str]:  # noqa: F811
    """The address of a server that sees what the test's session has written."""
    server = make_server("127.0.0.1", 0, app)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def pages(session, catalogue) -> dict[str, str]:  # noqa: F811
    """The addresses of the pages that are looked at."""
    valid, lapsed = catalogue["valid"], catalogue["lapsed"]
    area, report = make_area(session, hectares=42.5, crop="dong riềng"), make_report(session, valid)
    tie(session, valid, area)
    session.commit()
    return {
        "home": "/",
        "list": "/san-pham",
        "search": "/san-pham?q=mien+dong&sao=5",
        "nothing": "/san-pham?q=zzzqqq",
        "wrong price": "/san-pham?gia_tu=abc",
        "product": f"/san-pham/{valid.slug}",
        "producer": f"/co-so/{catalogue['producer'].slug}",
        "province": "/tinh/thai-nguyen",
        "certificate": f"/chung-nhan/{catalogue['paper'].code}",
        "scan": f"/{valid.code}",
        "scan of a lapsed one": f"/{lapsed.code}",
        "area": f"/vung-nguyen-lieu/{area.code}",
        "barcode of nothing": "/01/18938505970018",
        "look-up": "/tra-cuu",
        "sign-in": "/dang-nhap",
        "deleted": "/tai-khoan/da-xoa",
        "sign-up": "/dang-ky",
        "code of a sign-up": "/dang-ky/xac-nhan",
        "forgotten password": "/quen-mat-khau",
        "new password": "/quen-mat-khau/dat-lai",
        "report": f"/bao-cao/{valid.code}",
        "ticket": f"/bao-cao/phieu/{report.ticket}",
        "api reference": "/api/docs",
        "missing": "/khong-co-trang-nay",
    }


PHONE, DESKTOP = {"width": 360, "height": 740}, {"width": 1280, "height": 800}
