"""The list of one's sessions, and ending them from afar."""

from sqlalchemy import select

from accounts.sign_in.models import SignIn
from tests.factories.people import make_account, signed_in

PHONE = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36"


def live(session):
    session.expire_all()
    return [*session.scalars(select(SignIn.id).where(SignIn.ended_at.is_(None)))]


def test_people_see_where_they_are_signed_in_and_end_one(app, session):
    mai = make_account(session)
    here, phone, other = (signed_in(app, session, mai) for _ in range(3))
    ids = live(session)
    session.get_one(SignIn, ids[1]).device = PHONE
    session.commit()

    page = here.get("/tai-khoan/phien").text
    assert "Chrome · Android" in page
    assert page.count("Thiết bị này") == 1

    answer = here.post("/tai-khoan/phien", data={"session": ids[1]})
    assert (answer.status_code, answer.location) == (303, "/tai-khoan/phien")
    assert phone.get("/tai-khoan").status_code == 303
    assert other.get("/tai-khoan").status_code == 200


def test_all_others_end_at_once(app, session):
    mai = make_account(session)
    here, phone = signed_in(app, session, mai), signed_in(app, session, mai)

    assert here.post("/tai-khoan/phien").status_code == 303
    assert phone.get("/tai-khoan").status_code == 303
    assert here.get("/tai-khoan/phien").status_code == 200


def test_nobody_ends_the_session_of_another(app, session):
    mai = signed_in(app, session, make_account(session))
    signed_in(app, session, make_account(session))
    ids = live(session)

    for typed in (ids[1], "9" * 30, "-1", "abc", "0"):
        assert mai.post("/tai-khoan/phien", data={"session": typed}).status_code == 404
    assert live(session) == ids
