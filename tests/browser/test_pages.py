"""What only a browser can tell: layout, contrast, scripts, and pages that work without any."""

from pathlib import Path

import axe_playwright_python
import html5lib

from tests.addresses import endpoints, page_endpoints
from tests.browser.conftest import DESKTOP, PHONE

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


LEFT = "net::ERR_ABORTED"  # what was still on its way when the page was left


def new_tab(browser, **context):
    """A tab of a visitor of its own; each costs half a second, so that walks stay in one."""
    page = browser.new_context(locale="vi-VN", **context).new_page()
    page.faults = []
    page.on("console", lambda m: page.faults.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda error: page.faults.append(str(error)))
    page.on("requestfailed", lambda r: page.faults.append(r.url) if r.failure != LEFT else None)
    return page


def look(browser, site, path, **context):
    page = new_tab(browser, **context)
    page.goto(site + path, wait_until="load")
    return page


def walk(page, site, pages):
    """One page after the other; what went wrong on the last is forgotten."""
    for name, path in pages.items():
        page.goto(site + path, wait_until="load")
        yield name
        page.goto("about:blank")  # what is broken off here is no fault of the next
        page.faults.clear()
    page.context.close()


def test_every_page_there_is_is_looked_at_here(app, pages):
    assert endpoints(app, pages.values()) >= page_endpoints(app)


def test_no_page_shuts_anybody_out(browser, site, pages):
    broken = {}
    page = new_tab(browser, viewport=PHONE, bypass_csp=True, reduced_motion="reduce")
    for name in walk(page, site, pages):
        page.evaluate(AXE)  # costs as much as a look with it: once for both sizes
        for size in (PHONE, DESKTOP):
            page.set_viewport_size(size)
            page.emulate_media(color_scheme="light")
            if wrong := broken_rules(page):
                broken[name, size["width"]] = wrong
            page.emulate_media(color_scheme="dark")
            if wrong := broken_rules(page, "rule", ["color-contrast", "link-in-text-block"]):
                broken[name, size["width"], "dark"] = wrong
        page.set_viewport_size(PHONE)

    assert broken == {}


def broken_rules(page, kind="tag", values=RULES):
    options = {"runOnly": {"type": kind, "values": values}, "resultTypes": ["violations"]}
    report = page.evaluate("options => axe.run(document, options)", options)
    return [(rule["id"], rule["nodes"][0]["html"][:120]) for rule in report["violations"]]


BEYOND = """() => document.documentElement.scrollWidth > innerWidth ? [
  document.documentElement.scrollWidth,
  ...[...document.querySelectorAll('body *')]
    .filter(e => e.getBoundingClientRect().right > innerWidth + 1)
    .map(e => `${e.localName}.${e.getAttribute('class')}`)
] : null"""


def test_no_page_scrolls_sideways(browser, site, pages):
    beyond = {}
    page = new_tab(browser)
    for name in walk(page, site, pages):
        for width in (180, 320, 360, 640, 1280):  # 180: 360 px at 200 % zoom
            page.set_viewport_size({"width": width, "height": 700})
            if wide := page.evaluate(BEYOND):
                beyond[name, width] = wide

    assert beyond == {}


def test_no_page_fails_in_the_browser_or_asks_anybody_else(browser, site, pages):
    faults = {}
    page = new_tab(browser, viewport=PHONE)
    for name in walk(page, site, pages):
        meant = {"missing": "404", "barcode of nothing": "404", "wrong price": "422"}.get(name)
        mine = [f for f in page.faults if not (meant and meant in f)]
        if mine:
            faults[name] = mine

    assert faults == {}


def test_every_page_is_well_formed_and_has_one_heading(client, catalogue, pages):
    for path in pages.values():
        text = client.get(path).text
        parser = html5lib.HTMLParser(namespaceHTMLElements=False)
        tree = parser.parse(text)

        assert parser.errors == [], path
        assert len(tree.findall(".//h1")) == 1, path


def test_searching_filtering_and_opening_work_without_script(browser, site):
    page = look(browser, site, "/", viewport=PHONE, java_script_enabled=False)
    page.fill("input[name=q]", "mien dong")
    page.press("input[name=q]", "Enter")
    page.wait_for_url("**/san-pham?q=mien+dong**")
    page.click("summary:has-text('Lọc')")
    page.check("input[name=sao][value='5']")
    page.click("button:has-text('Xem kết quả')")
    page.wait_for_url("**sao=5**")
    page.click("text=Miến dong Tài Hoan")

    assert page.inner_text("h1") == "Miến dong Tài Hoan"
    page.context.close()


def test_suggestions_appear_while_typing_and_are_chosen_by_keyboard(browser, site):
    page = look(browser, site, "/", viewport=DESKTOP)
    page.type("input[name=q]", "mien", delay=20)
    page.wait_for_selector("[role=option]")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/san-pham/mien-dong**")
    page.context.close()


def test_a_phone_shows_results_first_and_filters_behind_one_tap(browser, site):
    page = look(browser, site, "/san-pham", viewport=PHONE)

    assert page.locator(".product-card").first.bounding_box()["y"] < PHONE["height"] / 2
    assert page.locator("input[name=sao]").first.is_hidden()
    page.click("summary:has-text('Lọc')")
    assert page.locator("input[name=sao]").first.is_visible()
    page.context.close()


def test_a_sort_order_applies_at_once_by_hand_and_by_its_button_with_keys(browser, site):
    page = look(browser, site, "/san-pham", viewport=DESKTOP)
    page.select_option("#sap_xep", "ten")
    page.wait_for_url("**/san-pham?sap_xep=ten")

    page.focus("#sap_xep")
    page.keyboard.press("ArrowUp")
    assert page.input_value("#sap_xep") == "gia-giam"
    assert page.url.endswith("sap_xep=ten")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/san-pham?sap_xep=gia-giam")
    page.context.close()


def test_a_code_is_typed_as_people_type_it(browser, site, catalogue):
    code = catalogue["valid"].code
    page = look(browser, site, "/tra-cuu", viewport=PHONE, java_script_enabled=False)
    page.fill("input[name=ma]", f" {code[:5].lower()}-{code[5:].lower()} ")
    page.press("input[name=ma]", "Enter")
    page.wait_for_url(f"**/{code}")

    assert "còn hiệu lực" in page.inner_text("[role=status]")
    page.context.close()
