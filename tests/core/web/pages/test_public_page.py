"""A public page is made once for what it says, of nothing but what it has declared."""

import logging
from dataclasses import dataclass
from datetime import date

import pytest
from flask import (
    flash,
    g,
    get_flashed_messages,
    redirect,
    render_template_string,
    request,
    session,
    url_for,
)

from core.composition import Services
from core.web.pages import impersonal, public_page
from core.web.pages.impersonal import PersonalAccess
from core.web.pages.page_cache import PageCache, PageContent
from core.web.pages.public_page import Answer
from core.web.requests import inputs
from wsgi import create_app


@dataclass(frozen=True, slots=True)
class Fact:
    stars: int
    until: date


FACT = Fact(4, date(2027, 3, 15))


class Site:
    """An application with one page more, /trang/<name>, which answers as `view` does."""

    def __init__(self, settings, *, strict):
        self.app = create_app(settings, strict=strict, scan_writer=False)
        self.app.config["PROPAGATE_EXCEPTIONS"] = True
        # As a hook would sign somebody in for the views that follow.
        self.app.before_request(lambda: setattr(g, "user", self.user) if self.user else None)
        self.app.after_request(lambda answer: self.after(answer) or answer)
        page = public_page.public_page(parameters=("q", "sao"))(self.answer)
        self.app.add_url_rule("/trang/<name>", "page", page)
        self.begin()

    def begin(self):
        """Forget what the last test has brought."""
        self.made, self.facts, self.view = 0, FACT, None
        self.user, self.after = None, lambda _answer: None
        self.pages = Services.of(self.app)[PageCache] = PageCache()
        self.client = self.app.test_client()
        self.get = self.client.get

    def answer(self, context, name):
        if self.view:
            return self.view(context)

        def make():
            self.made += 1
            shown = context.parameters.to_dict(flat=False)
            return render_template_string(
                "{{ name }} {{ shown }} {{ in_language('en') }}", name=name, shown=shown
            )

        return Answer(self.facts, make)


@pytest.fixture(scope="module")
def strict_site(settings):
    return Site(settings, strict=True)


@pytest.fixture(scope="module")
def running_site(settings):
    return Site(settings, strict=False)


@pytest.fixture
def site(strict_site):
    strict_site.begin()
    return strict_site


@pytest.fixture
def running(running_site):
    """A site in operation: it survives its own faults."""
    impersonal._logged.clear()
    running_site.begin()
    return running_site


def test_the_same_facts_are_made_into_a_page_once(site):
    first, again = site.get("/trang/a"), site.get("/trang/a")

    assert (site.made, again.data) == (1, first.data)


@pytest.mark.parametrize(
    "address",
    ["/trang/b", "/trang/a?q=x", "/trang/a?q=", "/trang/a?lang=en", "/trang/a?sao=3&sao=4"],
)
def test_another_path_parameter_or_language_is_another_page(site, address):
    site.get("/trang/a?sao=4&sao=3")
    site.get("/trang/a")
    site.get(address)

    assert site.made == len(site.pages) == 3


@pytest.mark.parametrize("facts", [Fact(3, FACT.until), Fact(4, date(2027, 3, 16))])
def test_another_fact_is_another_page(site, facts):
    site.get("/trang/a")
    site.facts = facts
    site.get("/trang/a")

    assert site.made == 2


def test_the_order_in_which_parameters_come_makes_no_other_page(site):
    first, again = site.get("/trang/a?q=x&sao=4"), site.get("/trang/a?sao=4&q=x")

    assert (site.made, again.data) == (1, first.data)


def test_unknown_parameters_neither_make_nor_evict_a_page(site):
    first = site.get("/trang/a?q=x")
    for number in range(50):
        again = site.get(f"/trang/a?q=x&fbclid={number}&x{number}=canary")

    assert (site.made, len(site.pages)) == (1, 1)
    assert again.data == first.data
    assert "canary" not in again.text


def test_the_other_language_is_found_under_the_declared_parameters_alone(site):
    answer = site.get("/trang/a%20b?x=1&sao=4&q=m%E1%BA%ADt+ong")

    assert answer.text.endswith("/trang/a%20b?q=m%E1%BA%ADt%20ong&amp;sao=4&amp;lang=en")


def test_a_refusal_while_a_page_is_made_is_not_cached(site):
    site.view = lambda _: Answer(FACT, lambda: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        site.get("/trang/a")

    assert len(site.pages) == 0
    site.view = None
    assert site.get("/trang/a").status_code == 200


@pytest.mark.parametrize(
    ("result", "kept"),
    [
        ("page", "no-store"),
        (("wrong", 422), "no-store"),
        (PageContent("x", cache="public, max-age=1"), "public, max-age=1"),
    ],
)
def test_what_does_not_go_through_the_cache_is_stored_by_nobody_unless_it_says_so(
    site, result, kept
):
    site.view = lambda _: result

    assert site.get("/trang/a").headers["Cache-Control"] == kept
    assert len(site.pages) == 0


def test_a_redirect_goes_out_as_it_is(site):
    site.view = lambda _: redirect("/", 301)

    answer = site.get("/trang/a")
    assert (answer.status_code, answer.location) == (301, "/")
    assert "Cache-Control" not in answer.headers


READS = {
    "args": lambda: request.args.get("q"),
    "values": lambda: request.values.get("q"),
    "url": lambda: request.url,
    "full_path": lambda: request.full_path,
    "path": lambda: request.path,
    "base_url": lambda: request.base_url,
    "host": lambda: request.host,
    "headers": lambda: request.headers.get("Referer"),
    "cookies": lambda: request.cookies.get("lang"),
    "remote_addr": lambda: request.remote_addr,
    "user_agent": lambda: request.user_agent,
    "referrer": lambda: request.referrer,
    "form": lambda: request.form.get("x"),
    "data": lambda: request.data,
    "environ": lambda: request.environ["REMOTE_ADDR"],
    "accept_languages": lambda: request.accept_languages,
    "authorization": lambda: request.authorization,
    "session": lambda: session.get("name"),
    "session, whether there is any": lambda: bool(session),
    "flash": lambda: flash("x"),
    "flashed messages": get_flashed_messages,
    "template: session": lambda: render_template_string("{{ session.name }}"),
    "template: request": lambda: render_template_string("{{ request.args.q }}"),
    "template: query": lambda: render_template_string("{{ request.full_path }}"),
    "template: flashes": lambda: render_template_string("{{ get_flashed_messages() }}"),
    "template: user": lambda: render_template_string("{{ g.user }}"),
    "g": lambda: g.user,
    "g, gently": lambda: g.get("user"),
}


@pytest.mark.parametrize("read", READS.values(), ids=READS)
@pytest.mark.parametrize("place", ["view", "render"])
def test_what_differs_from_visitor_to_visitor_cannot_be_read(site, read, place):
    sign_in(site)
    site.view = {
        "view": lambda _: Answer(str(read()), lambda: "x"),
        "render": lambda _: Answer(FACT, lambda: str(read())),
    }[place]

    with pytest.raises(PersonalAccess, match="the public page page was made"):
        site.get("/trang/a?q=x")
    assert len(site.pages) == 0


@pytest.mark.parametrize("read", READS.values(), ids=READS)
def test_a_running_site_logs_it_once_and_does_not_cache_that_page(running, read, caplog):
    sign_in(running)
    running.view = lambda _: Answer(FACT, lambda: f"secret {read()}")
    before = accesses()

    with caplog.at_level(logging.ERROR, logger=impersonal.__name__):
        answers = [running.get("/trang/a?q=x") for _ in range(2)]

    assert [answer.status_code for answer in answers] == [200, 200]
    assert {answer.headers["Cache-Control"] for answer in answers} == {"no-store"}
    assert not any("ETag" in answer.headers for answer in answers)
    assert len(running.pages) == 0
    assert accesses() >= before + 2
    messages = [line for line in caplog.messages if "the public page page reads" in line]
    assert messages
    assert len(messages) == len(set(messages))


def test_a_view_that_has_read_something_personal_is_not_answered_from_the_cache(running):
    running.get("/trang/a")
    sign_in(running)
    running.view = lambda _: Answer(FACT if session.get("name") else None, lambda: "for Mai alone")

    answer = running.get("/trang/a")

    assert (answer.text, answer.headers["Cache-Control"]) == ("for Mai alone", "no-store")
    running.view = None
    assert "Mai" not in running.get("/trang/a").text


def sign_in(site):
    """By a cookie and by a hook."""
    with site.client.session_transaction() as cookie:
        cookie["name"] = site.user = "Mai"


def accesses():
    return sum(
        sample.value
        for metric in impersonal.ACCESSES.collect()
        for sample in metric.samples
        if sample.name.endswith("_total") and sample.labels["endpoint"] == "page"
    )


def test_a_full_address_on_a_page_is_ours_whatever_host_was_asked(site):
    site.view = lambda _: Answer(FACT, lambda: url_for("home.show", _external=True))

    assert site.get("/trang/a", headers={"Host": "evil.example"}).text == "http://localhost/"


def test_after_the_page_the_request_is_whole_again(site):
    seen = []
    site.after = lambda _: seen.append((request.full_path, dict(session)))
    sign_in(site)

    site.get("/trang/a?q=x")

    assert seen == [("/trang/a?q=x", {"name": "Mai"})]


def test_the_log_of_a_page_has_the_number_of_its_request(running):
    numbers = []

    def view(_):
        numbers.append(g.request_id)
        return Answer(FACT, lambda: "x")

    running.view = view
    answer = running.get("/trang/a")

    assert len(numbers[0]) == 12
    assert answer.headers["Cache-Control"] == "private, no-cache"


def test_limits_of_an_address_hold_before_a_page_is_asked(site):
    assert site.get("/trang/a?x=" + "a" * (inputs.MAX_LENGTH + 1)).status_code == 400
