"""The page of a certificate: what happened when, and where it stands today."""

import re
from datetime import date, timedelta

from certification.certificates.rules.dates import VagueDate
from core.access.names import IMPORTER
from core.clock import today
from tests.factories.catalogue import (
    make_certificate,
    make_certified,
    make_event,
    make_product,
)


def steps(client, certificate):
    """The time line in plain words."""
    line = client.get(f"/chung-nhan/{certificate.code}").text.split('<ol class="timeline">')[1]
    return [_words(step) for step in line.split("</ol>")[0].split("<li")[1:]]


def badge(client, certificate):
    page = client.get(f"/chung-nhan/{certificate.code}").text
    return _words(page.split('class="stars__words"')[1].split("</div>")[0])


def _words(html):
    return " ".join(re.sub("<[^>]*>", " ", html.partition(">")[2]).split())


def test_a_paper_ends_on_the_day_that_its_badge_names(client, session):
    _, paper = make_certified(session, stars=4, on=date(2021, 3, 15))

    assert "hết hạn 15/03/2024" in badge(client, paper)

    assert steps(client, paper) == [
        "15/03/2021 Được công nhận 4 sao Quyết định 12/QĐ-UBND",
        "15/03/2024 Hết hạn chưa có nguồn nào cho biết đã đánh giá lại",
    ]


def test_so_does_one_of_which_only_the_year_is_known(client, session):
    _, paper = make_certified(session, stars=4, on=VagueDate.year(2022))

    assert "hết hạn 2025" in badge(client, paper)
    assert steps(client, paper)[1].startswith("2025 Hết hạn ")


def test_a_suspended_paper_says_so_today(client, session):
    day = today()
    _, paper = make_certified(session, stars=4, on=day - timedelta(days=60))
    make_event(session, paper, "suspended", day - timedelta(days=2), public_note="chờ kiểm nghiệm")

    assert steps(client, paper)[1:] == [
        f"{day - timedelta(days=2):%d/%m/%Y} Bị đình chỉ chờ kiểm nghiệm",
        f"{day:%d/%m/%Y} Hôm nay: đang bị đình chỉ",
    ]


def test_the_date_of_the_source_is_written_as_people_write_it(client, session):
    paper = make_certificate(session, make_product(session))
    make_event(session, paper, "granted", date(2025, 3, 15), stars=4, actor=IMPORTER)
    paper.source_date = "2025-04"
    session.flush()

    assert 'class="facts__note">04/2025</span>' in client.get(f"/chung-nhan/{paper.code}").text


def test_under_an_officers_newer_decision_the_old_article_is_not_the_source(client, session):
    paper = make_certificate(session, make_product(session))
    make_event(session, paper, "granted", VagueDate.year(2023), stars=4, actor=IMPORTER)
    assert "Báo của tỉnh" in client.get(f"/chung-nhan/{paper.code}").text

    make_event(session, paper, "renewed", date(2026, 3, 5), stars=4, decision="7/QĐ-UBND")

    page = client.get(f"/chung-nhan/{paper.code}").text
    assert "Báo của tỉnh" not in page
    assert "<cite>Quyết định 7/QĐ-UBND</cite>" in page
    assert 'class="facts__note">05/03/2026</span>' in page


def test_what_was_to_come_of_a_paper_revoked_meanwhile_is_announced_no_more(client, session):
    tomorrow, after = (today() + timedelta(days=days) for days in (1, 2))
    _, paper = make_certified(session, stars=4, on=today() - timedelta(days=99))
    make_event(session, paper, "suspended", after)
    assert "Sẽ bị đình chỉ" in steps(client, paper)[-1]

    make_event(session, paper, "revoked", today(), reason="c")
    assert "Sẽ bị" not in steps(client, paper)[-1]
    assert "Bị đình chỉ (không còn tác dụng" in steps(client, paper)[-1]

    make_event(session, paper, "granted", tomorrow, stars=3)
    assert "Sẽ bị đình chỉ" in steps(client, paper)[-1]
