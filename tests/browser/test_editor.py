"""Autosave of the editor survives a dead network, and goes with signing out."""

from core.access.roles import Role
from tests.browser.test_desks import signed_in_as  # noqa: F401 - a fixture
from tests.browser.test_pages import new_tab

KEPT = "Object.keys(localStorage).filter(key => key.startsWith('nhap:')).length"


def test_what_is_typed_survives_a_dead_network(browser, site, catalogue, signed_in_as):  # noqa: F811
    client = signed_in_as(Role.PRODUCER_OWNER)
    page = new_tab(browser)
    cookie = {"name": "phien", "value": client.get_cookie("phien").value, "url": site}
    page.context.add_cookies([cookie])
    address = f"{site}/co-so-cua-toi/san-pham/{catalogue['valid'].code}"
    page.clock.install()
    page.goto(address)

    def type_and_wait(text, state):
        page.fill("[name=story]", text)
        page.clock.fast_forward(2_100)
        page.wait_for_function(
            "state => document.querySelector('[data-saved]').textContent.includes(state)", arg=state
        )

    type_and_wait("Ba đời", "Đã lưu nháp")
    assert page.evaluate(KEPT) == 0
    page.context.set_offline(True)
    type_and_wait("Ba đời làm miến", "Mất mạng")
    assert page.evaluate(KEPT) == 1

    page.context.set_offline(False)
    page.goto(address)
    assert page.input_value("[name=story]") == "Ba đời làm miến"

    page.click(".desk-menu > summary")
    page.click("[data-sign-out] button")
    page.wait_for_url(f"{site}/")
    assert page.evaluate(KEPT) == 0
    page.context.close()
