"""Desks in a browser, signed in: every page that somebody works on, found by its route."""

import html5lib
import pytest

from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.test_pages import AXE, BEYOND, broken_rules, new_tab
from tests.factories.world import make_world
from tests.personal_addresses import personal_pages

CONTRAST = ("rule", ["color-contrast", "link-in-text-block"])
NO_PAGES = {"own_labels.one"}  # a file


@pytest.fixture
def walk(app, session, browser, site):
    """Each desk page in the tab of somebody who may see it."""
    world = make_world(app, session)
    tabs = {}

    def go(**context):
        for role, probe in personal_pages(world):
            if probe.endpoint in NO_PAGES:
                continue
            if role not in tabs:
                tabs[role] = new_tab(browser, viewport=PHONE, bypass_csp=True, **context)
                name, _, value = world.cookies[role].partition("=")
                cookie = {"name": name, "value": value, "url": site}
                tabs[role].context.add_cookies([cookie])
            tabs[role].goto(site + probe.path, wait_until="load")
            yield probe.endpoint, tabs[role]
            tabs[role].faults.clear()

    yield go
    for tab in tabs.values():
        tab.context.close()


def faults_of(page):
    page.evaluate(AXE)
    yield from broken_rules(page)
    page.emulate_media(color_scheme="dark")
    yield from broken_rules(page, *CONTRAST)
    page.emulate_media(color_scheme="light")
    for width in (320, DESKTOP["width"]):
        page.set_viewport_size({"width": width, "height": 700})
        if wide := page.evaluate(BEYOND):
            yield width, wide
    page.set_viewport_size(PHONE)
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    page_headings = parser.parse(page.content()).findall(".//h1")
    if len(page_headings) != 1:
        yield "headings", len(page_headings)
    yield from page.faults


def test_no_desk_shuts_anybody_out_or_fails_in_the_browser(walk):
    broken = {
        endpoint: wrong
        for endpoint, page in walk(reduced_motion="reduce")
        if (wrong := list(faults_of(page)))
    }

    assert broken == {}
