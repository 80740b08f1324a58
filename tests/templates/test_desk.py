"""The frame of the desks: sections by permission, whose desk it is, sentences after a redirect."""

import re

import pytest
from flask import flash, render_template_string

from core.access.actors import STRANGER, Actor, Party
from core.access.roles import Grant, Role, Scope, ScopeKind
from core.composition import Services
from core.web.desks.frame import desk_frame
from core.web.desks.sections import Desk, DeskSection, DeskSections
from core.web.requests.access import ActorSource, current_actor

PAGE = """{% extends "layouts/desk.html" %}{% block content %}<h1>Trang</h1>{% endblock %}"""
OWN = Scope(ScopeKind.PRODUCER, 1)
HELPER = Actor("Trần Văn Bình", 7, (Grant(Role.PRODUCER_HELPER, OWN),))
OPERATOR = Actor("Lê Thị Sáu", 8, (Grant(Role.OPERATOR),))


@pytest.fixture
def sections(app, monkeypatch):
    """Those of the trial, in the place of those that the packages have added."""
    trial = DeskSections(owners={Desk.PRODUCER: lambda: "HTX Tài Hoan"})
    monkeypatch.setitem(Services.of(app).by_type, DeskSections, trial)
    for rank, (desk, endpoint, action) in enumerate(
        [
            (Desk.PRODUCER, "lookup.form", "listing.read"),
            (Desk.PRODUCER, "home.show", "team.edit"),
            (Desk.OPERATOR, "listing.show", "moderation.read"),
        ]
    ):
        trial.add(DeskSection(desk, endpoint, "goods", lambda: "Mục", action, 50 - rank))
    return trial


@pytest.fixture
def at(app, monkeypatch):
    """A request of somebody for a page."""

    def request(actor, path="/co-so-cua-toi"):
        monkeypatch.setattr(Services.of(app)[ActorSource], "read", lambda _: actor)
        return app.test_request_context(path)

    return request


@pytest.fixture
def frame_of(at, sections):
    def frame(*request):
        with at(*request):
            return desk_frame()

    return frame


def test_a_section_is_there_for_those_who_may_do_it(frame_of):
    assert [link.href for link in frame_of(HELPER).sections] == ["/tra-cuu"]
    assert frame_of(OPERATOR).sections == ()
    assert frame_of(STRANGER).sections == ()


def test_other_desks_of_a_person_are_one_tap_away(frame_of):
    assert [link.word for link in frame_of(OPERATOR).others] == ["Quản trị sàn"]
    assert frame_of(HELPER).others == ()
    assert [link.word for link in frame_of(HELPER, "/tai-khoan/phien").others] == ["Cơ sở của tôi"]


def test_a_desk_says_whose_it_is_and_on_whose_behalf_one_works(at, sections):
    helping = Actor("Vi Thị Hoa", 9, HELPER.grants, Party(1, "ho-mai", "Hộ Nguyễn Thị Mai"))

    with at(helping):
        html = render_template_string(PAGE)

    assert 'lang="vi">HTX Tài Hoan</strong>' in html
    assert "Bạn đang làm thay <strong>Hộ Nguyễn Thị Mai</strong>" in html
    assert re.search(r'<form method="post" action="/dang-xuat"', html)


def test_a_sentence_waits_for_the_next_page_and_is_said_once(at, sections):
    with at(HELPER):
        flash("Đã lưu.")
        flash("Chưa gửi được.", "bad")
        html = render_template_string(PAGE)

    assert re.findall(r'notice--(\w+)" role="(\w+)"', html) == [
        ("good", "status"),
        ("bad", "alert"),
    ]


def test_what_one_person_is_shown_is_kept_by_nobody(app, at):
    answer = app.test_client().get("/tra-cuu")
    assert "X-Robots-Tag" not in answer.headers

    with at(HELPER, "/dang-nhap"):
        current_actor()
        private = app.process_response(app.make_response("Của riêng"))

    assert private.headers["Cache-Control"] == "private, no-store"
    assert private.headers["Referrer-Policy"] == "same-origin"
    assert private.headers["X-Robots-Tag"] == "noindex"
