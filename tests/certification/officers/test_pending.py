"""`/can-bo/cho-xac-nhan`: acts of two persons, from the first one's word to the second one's."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from accounts.pending_acts.models import PendingAct
from accounts.sign_in.models import SignIn
from certification.certificates.models import CertificateEvent
from core.audit.entries import AuditEntry
from core.clock import now
from tests.certification.officers.test_certificates import events, send

REVOKED = {"event": "revoke", "ground": "c", "reason": "kết luận thanh tra", "on": "2026-11-01"}


@pytest.fixture
def proposed(certificate, lan):
    """The address of a revocation that waits."""
    answer = send(lan, certificate, **REVOKED)
    assert answer.status_code == 303
    assert re.fullmatch(r"/can-bo/cho-xac-nhan/\d+", answer.location)
    return answer.location


def say(browser, address, decision, **more):
    return browser.post(address, data={"decision": decision, **more})


def public(client, certificate):
    return client.get(f"/chung-nhan/{certificate}").text


def test_nothing_changes_until_a_second_officer_confirms(
    session, client, certificate, minh, proposed
):
    assert "thu hồi" not in public(client, certificate)
    assert events(session) == 1

    answer = say(minh, proposed, "confirm")

    assert (answer.status_code, answer.location) == (303, f"/can-bo/chung-nhan/{certificate}")
    event = session.scalars(select(CertificateEvent).order_by(CertificateEvent.id.desc())).first()
    assert (event.kind, event.reason, event.public_note) == ("revoked", "c", "kết luận thanh tra")
    assert (event.actor, event.second_actor) == ("Trần Thị Lan", "Lê Văn Minh")
    page = public(client, certificate)
    assert "thu hồi" in page
    assert "Trần Thị Lan" not in page
    assert "Lê Văn Minh" not in page
    acts = {entry.action: entry for entry in session.scalars(select(AuditEntry))}
    assert acts["certificate.revoked"].details["second"] == "Lê Văn Minh"
    assert acts["certificate.revoke.confirmed"].actor == "Lê Văn Minh"


def test_nobody_is_the_second_person_of_an_own_act(session, lan, proposed):
    for decision in ("confirm", "refuse"):
        answer = say(lan, proposed, decision)
        assert answer.status_code == 403
    assert "cần một cán bộ khác" in answer.text
    assert events(session) == 1


def test_an_officer_of_another_province_does_not_see_it(session, stranger, proposed):
    assert stranger.get(proposed).status_code == 404
    assert say(stranger, proposed, "confirm").status_code == 404
    assert "Miến dong" not in stranger.get("/can-bo/cho-xac-nhan").text
    assert events(session) == 1


def test_a_refusal_needs_a_reason_and_changes_nothing(session, lan, minh, proposed):
    unexplained = say(minh, proposed, "refuse")
    assert unexplained.status_code == 422
    assert 'id="reason-note"' in unexplained.text
    assert say(minh, proposed, "perhaps").status_code == 422

    assert say(minh, proposed, "refuse", reason="chưa có kết luận").status_code == 303

    assert events(session) == 1
    assert "chưa có kết luận" in lan.get(proposed).text
    assert say(minh, proposed, "confirm").status_code == 409


def test_the_rules_are_asked_again_when_it_is_confirmed(session, certificate, minh, lan, proposed):
    assert send(lan, certificate, corrects="1", reason="giấy của cơ sở khác").status_code == 303
    annulment = lan.get("/can-bo/cho-xac-nhan").text
    other = re.findall(r"/can-bo/cho-xac-nhan/\d+", annulment)[-1]
    assert say(minh, other, "confirm").status_code == 303

    answer = say(minh, proposed, "confirm")

    assert answer.status_code == 409
    assert "hãy kiểm tra ngày" in answer.text
    assert "Hồ sơ đã thay đổi từ khi có đề nghị này" in answer.text
    assert events(session) == 2


def test_what_waited_too_long_is_not_confirmed(session, minh, proposed):
    past = now() - timedelta(days=8)
    session.execute(
        update(PendingAct).values(proposed_at=past, expires_at=past + timedelta(days=7))
    )
    session.commit()

    assert say(minh, proposed, "confirm").status_code == 409
    assert "Quá hạn chờ" in minh.get(proposed).text
    assert proposed in minh.get("/can-bo/cho-xac-nhan").text.split("Trong 30 ngày qua")[1]
    assert events(session) == 1


def test_the_same_proposal_twice_waits_once(session, certificate, lan, proposed):
    assert send(lan, certificate, **REVOKED).location == proposed


def test_who_confirms_has_lately_proved_who_they_are(session, minh, proposed):
    past = now() - timedelta(hours=3)
    session.execute(update(SignIn).values(authenticated_at=past, second_factor_at=past))
    session.commit()

    answer = say(minh, proposed, "confirm")

    assert answer.status_code == 303
    assert answer.location.startswith("/dang-nhap/xac-nhan?next=/can-bo/cho-xac-nhan/")
    assert events(session) == 1


def test_a_number_that_no_act_has_is_no_page(lan):
    assert lan.get("/can-bo/cho-xac-nhan/99").status_code == 404
    assert lan.get("/can-bo/cho-xac-nhan/99999999999").status_code == 404
