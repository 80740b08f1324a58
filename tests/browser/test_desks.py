"""Pages of people who are signed in: no barrier, no sideways scrolling, well-formed, at both sizes.

Every page without a part in its address is walked by somebody who may see it, whoever adds it;
those with one are named in `named_pages`.
"""

import html5lib
import pytest
from sqlalchemy import select

from certification.officers.queries.scope import CertificatePlace
from core.access.actors import Actor
from core.access.declared import action_of
from core.access.permissions import PermissionTable
from core.access.roles import WHOLE, Role, Scope, ScopeKind
from core.clock import now
from core.composition import Services
from marketplace.listings.models import Listing, ListingRevision
from marketplace.listings.services.editing import ListingEdit, edit_listing
from marketplace.listings.services.revisions import Author
from marketplace.photographs.rules.states import PhotographState
from marketplace.spreadsheets.models import SpreadsheetImport, SpreadsheetRow
from tests.addresses import is_public
from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.test_pages import AXE, BEYOND, broken_rules, new_tab
from tests.factories.people import make_account, signed_in
from tests.factories.photographs import make_photograph
from tests.factories.sellers import make_application, make_seller
from tests.factories.world import make_proposal

WALKERS = (Role.PRODUCER_OWNER, Role.PROVINCE_OFFICER, Role.OPERATOR, Role.AUDITOR)
NO_PAGES = ("/api/",)
FILES = ("/xuat-excel", ".xlsx", ".csv", ".zip", ".json", ".pdf")


@pytest.fixture
def named_pages(app, session, catalogue):
    """Pages with a part in their address, by who looks at them."""
    code = catalogue["valid"].code
    number = session.scalars(select(Listing.id).where(Listing.code == code)).one()
    words = {"story": "Ba đời làm miến.", "kind": "food", "label": {"origin": "Việt Nam"}}
    author = Author(Actor("Mai"), now(), "2026-01-23")
    edit_listing(session, number, ListingEdit(content=words), author)
    revision = session.scalars(select(ListingRevision.id)).one()
    session.commit()
    own = f"/co-so-cua-toi/san-pham/{code}"
    waiting = make_application(session, make_account(session), sells_food=True)
    seller = make_seller(session, catalogue["producer"])
    certificate = f"/can-bo/chung-nhan/{catalogue['paper'].code}"
    place = CertificatePlace(catalogue["paper"].code, None, None, catalogue["producer"].province_id)
    return {
        Role.PROVINCE_OFFICER: [
            certificate,
            f"{certificate}?event=revoke",
            f"{certificate}?event=grant&corrects=1",
            f"/can-bo/cho-xac-nhan/{make_proposal(session, place).id}",
            "/can-bo/san-pham?q=khong-co",
        ],
        Role.OPERATOR: [
            f"/quan-tri/kiem-duyet/{revision}",
            f"/quan-tri/ho-so/{waiting.id}",
            f"/quan-tri/ho-so/{seller.id}",
            f"/quan-tri/ho-so/{seller.id}/dong",
        ],
        Role.PRODUCER_OWNER: [
            *(f"{own}{part}" for part in ("", "/lich-su", "/gia", "/xem-truoc")),
            f"/co-so-cua-toi/tem/{catalogue['valid'].code}",
            f"/co-so-cua-toi/tem/{catalogue['valid'].code}?tu=99",
            "/co-so-cua-toi/so-lieu?theo=tuan",
            f"/co-so-cua-toi/san-pham/{album(app, session, catalogue['valid'])}/anh",
            f"/co-so-cua-toi/ho-so/{seller.id}",
            f"/co-so-cua-toi/ho-so/{seller.id}/tai-khoan",
            f"/co-so-cua-toi/nhap-excel/{sent_table(session, catalogue['producer'])}",
        ],
    }


def album(app, session, product):
    """The code of a product with photographs in every state."""
    for state in PhotographState:
        make_photograph(app, session, product.code, state=state)
    session.commit()
    return product.code


def sent_table(session, producer):
    """The number of a workbook with a change in it."""
    run = SpreadsheetImport(
        producer_id=producer.id, author="Mai", file_name="a.xlsx", state="checked", changed=1
    )
    session.add(run)
    session.flush()
    values = {"code": None, "name": "Miến", "version": 1, "problems": []}
    row = SpreadsheetRow(
        import_id=run.id, number=2, kind="changed", state="waiting",
        before={"stock": 1}, after={"stock": 2}, **values,
    )  # fmt: skip
    session.add(row)
    session.commit()
    return run.id


@pytest.fixture
def signed_in_as(app, session, catalogue):
    """A browser of somebody of a role, at the producer or in the province of the catalogue."""
    scopes = {
        Role.PRODUCER_OWNER: Scope(ScopeKind.PRODUCER, catalogue["producer"].id),
        Role.PROVINCE_OFFICER: Scope(ScopeKind.PROVINCE, catalogue["producer"].province_id),
    }

    def browser(role):
        account = make_account(session, role, scopes.get(role, WHOLE), is_trial=True)
        return signed_in(app, session, account)

    return browser


def plain_pages(app, role):
    """Those that this one of the walkers is the first to may see."""
    table: PermissionTable = Services.of(app)[PermissionTable]
    for rule in app.url_map.iter_rules():
        if "GET" not in rule.methods or rule.arguments or is_public(app, rule.endpoint):
            continue
        roles = {each for each, _ in table[action_of(app.view_functions[rule.endpoint])].grants()}
        first = next((walker for walker in WALKERS if walker in roles), None)
        if first is role and not rule.rule.startswith(NO_PAGES) and not rule.rule.endswith(FILES):
            yield rule.rule


@pytest.mark.parametrize("role", WALKERS)
def test_no_desk_shuts_anybody_out(app, browser, site, named_pages, signed_in_as, role):
    client = signed_in_as(role)
    page = new_tab(browser, viewport=PHONE, bypass_csp=True, reduced_motion="reduce")
    cookie = {"name": "phien", "value": client.get_cookie("phien").value, "url": site}
    page.context.add_cookies([cookie])
    wrong = {}

    for path in [*plain_pages(app, role), *named_pages.get(role, [])]:
        page.goto(site + path, wait_until="load")
        if broken := faults(page):
            wrong[path] = broken
        tree = html5lib.HTMLParser(namespaceHTMLElements=False)
        headings = tree.parse(client.get(path, follow_redirects=True).text).findall(".//h1")
        if tree.errors or len(headings) != 1:
            wrong[path, "form"] = (tree.errors, len(headings))
    page.context.close()

    assert wrong == {}


def faults(page):
    """What is wrong with the page that is open: for screen readers, in width, in its scripts."""
    wrong = [fault for fault in page.faults if "422" not in fault]
    page.faults.clear()
    page.evaluate(AXE)
    for size in (PHONE, DESKTOP):
        page.set_viewport_size(size)
        wrong += [(size["width"], *rule) for rule in broken_rules(page)]
    page.emulate_media(color_scheme="dark")
    wrong += [("dark", *rule) for rule in broken_rules(page, "rule", ["color-contrast"])]
    page.emulate_media(color_scheme="light")
    for width in (320, 1280, 360):
        page.set_viewport_size({"width": width, "height": 740})
        wrong += [(width, wide) for wide in [page.evaluate(BEYOND)] if wide]
    return wrong
