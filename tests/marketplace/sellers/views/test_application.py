"""`/co-so-cua-toi/ho-so`: what an applicant sends, what is kept, and who else sees it."""

import pytest
from sqlalchemy import select

from core.access.roles import Role
from core.composition import services
from core.media.store import MediaFull, MediaStore
from marketplace.sellers.models.applications import SellerApplication
from marketplace.sellers.models.banking import BankAccount
from marketplace.sellers.models.papers import SellerPaper
from tests.factories.catalogue import make_producer
from tests.factories.people import make_account, signed_in
from tests.factories.sellers import PDF, PERSONAL_ID, make_application, pdf

HOUSEHOLD = {"legal_form": "household", "name": "Hộ kinh doanh Mai", "tax_code": PERSONAL_ID}
ADDRESS = "/co-so-cua-toi/ho-so"


@pytest.fixture
def mai(app, session):
    return signed_in(app, session, make_account(session))


def send(browser, action="submit", **typed):
    data = HOUSEHOLD | {"action": action} | typed
    return browser.post(ADDRESS, data=data, content_type="multipart/form-data")


def test_a_stranger_is_led_to_sign_in(client):
    assert client.get(ADDRESS).location == f"/dang-nhap?next={ADDRESS}"


def test_one_request_from_a_phone_hands_in_everything(session, mai):
    assert mai.get(ADDRESS).status_code == 200

    answer = send(
        mai, province="thai-nguyen", phone="0912 345 678", sells_food="y", bank_bin="970436",
        bank_number="0123 456 789", bank_holder="NGUYEN THI MAI", representative="Nguyễn Thị Mai",
        paper_registration=pdf("../../x.exe"),
    )  # fmt: skip

    assert (answer.status_code, answer.location) == (303, ADDRESS)
    application = session.scalars(select(SellerApplication)).one()
    assert application.state == "submitted"
    assert (application.personal_id, application.phone) == (PERSONAL_ID, "+84912345678")
    paper = session.scalars(select(SellerPaper)).one()
    assert (paper.media_type, paper.size) == ("application/pdf", len(PDF))
    page = mai.get(ADDRESS).text
    assert "•••• 1234" in page
    assert "•••• 6789" in page
    assert "0123456789" not in page
    assert session.scalars(select(BankAccount.state)).all() == ["proposed"]


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"tax_code": "0100233480"}, "tax_code"),
        ({"legal_form": "cooperative"}, "tax_code"),  # a personal id is no tax code of one
        ({"legal_form": "bank"}, "legal_form"),
        ({"name": " "}, "name"),
        ({"personal_id": "12345"}, "personal_id"),
        ({"phone": "12"}, "phone"),
        ({"province": "atlantis"}, "province"),
        ({"bank_number": "12ab!"}, "bank_number"),
        ({"bank_number": "0123456789"}, "bank_bin"),
        ({"action": "steal"}, "action"),
        ({"paper_registration": "%PDF-1.7 in words"}, None),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_kept(session, mai, typed, field):
    answer = send(mai, **({"address": "xóm <3>"} | typed))

    if field is None:  # no file: the field counts as empty
        assert answer.status_code == 303
        return
    assert answer.status_code == 422
    assert f'id="{field}-note"' in answer.text
    assert "xóm &lt;3&gt;" in answer.text
    assert session.scalars(select(SellerApplication)).all() == []


@pytest.mark.parametrize(
    "content", [b"MZ\x90 evil", b"", b"%PDF-1.7 cut off", b"<svg onload=x>", b"\xff\xd8\xff cut"]
)
def test_a_file_is_judged_by_its_content(session, mai, content):
    file, _ = pdf()
    file.truncate(0)
    file.seek(0)
    file.write(content)
    file.seek(0)

    answer = send(mai, paper_registration=(file, "giay.pdf"))

    assert answer.status_code == 422
    assert 'id="paper_registration-note"' in answer.text
    assert session.scalars(select(SellerPaper)).all() == []


def test_a_full_disk_refuses_with_a_sentence_and_keeps_what_was_typed(session, mai):
    class FullStore:
        def put(self, name, content, *, kind):
            raise MediaFull

    known, services()[MediaStore] = services()[MediaStore], FullStore()
    try:
        answer = send(mai, paper_registration=pdf(), address="xóm Bãi")
    finally:
        services()[MediaStore] = known

    assert answer.status_code == 507
    assert "hết chỗ" in answer.text
    assert "xóm Bãi" in answer.text
    assert session.scalars(select(SellerApplication)).all() == []


def test_a_draft_may_be_incomplete_and_is_handed_in_later(session, mai):
    assert send(mai, "save", tax_code="", name="").status_code == 303
    assert session.scalars(select(SellerApplication.state)).all() == ["draft"]

    assert send(mai).status_code == 303
    assert send(mai).status_code == 303  # sent twice

    assert session.scalars(select(SellerApplication.state)).all() == ["submitted"]


def test_a_page_opened_before_a_change_overwrites_nothing(session, mai):
    send(mai, name="Hộ Mai")

    answer = send(mai, name="Hộ Lan", revision="1")

    assert answer.status_code == 409
    assert "vừa được sửa" in answer.text
    assert session.scalars(select(SellerApplication.name)).all() == ["Hộ Mai"]


def test_a_producer_of_the_catalogue_is_claimed_from_its_page(session, mai):
    producer = make_producer(session, "HTX Tài Hoan")

    assert "HTX Tài Hoan" in mai.get(f"{ADDRESS}?co-so={producer.slug}").text
    send(mai, claim=producer.slug)

    application = session.scalars(select(SellerApplication)).one()
    assert (application.kind, application.producer_id) == ("claim", producer.id)


def test_papers_are_seen_in_scope_alone_and_come_as_files(app, session, mai):
    send(mai, paper_registration=pdf())
    paper = session.scalars(select(SellerPaper)).one()
    own, review = f"{ADDRESS}/giay-to/{paper.id}", f"/quan-tri/ho-so/giay-to/{paper.id}"
    other = signed_in(app, session, make_account(session))
    operator = signed_in(app, session, make_account(session, Role.OPERATOR))
    auditor = signed_in(app, session, make_account(session, Role.AUDITOR))

    for browser, path in ((mai, own), (operator, review), (auditor, review)):
        answer = browser.get(path)
        assert (answer.status_code, answer.data) == (200, PDF)
        assert answer.headers["Content-Disposition"].startswith("attachment")
        assert answer.headers["Cache-Control"] == "private, no-store"
    assert {other.get(own).status_code, other.get(review).status_code} == {404}
    assert {operator.get(own).status_code, mai.get(review).status_code} == {404}
    assert other.post(f"{own}/bo").status_code == 404
    assert mai.post(f"{own}/bo").status_code == 303
    assert mai.get(own).status_code == 404


def test_an_application_is_its_applicants_alone(app, session):
    lan = make_account(session)
    application = make_application(session, lan)
    other = signed_in(app, session, make_account(session))

    assert other.get(f"{ADDRESS}/{application.id}").status_code == 404
    assert signed_in(app, session, lan).get(f"{ADDRESS}/{application.id}").status_code == 200
