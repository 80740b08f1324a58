"""Headers and failures: what every answer carries, and what people see when it fails."""

import re

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError, ProgrammingError
from sqlalchemy.exc import TimeoutError as NoConnectionFree

from core.access.declared import PUBLIC, allowed
from core.db.sessions import read_session
from core.errors import NotFound
from core.logs import name_request
from wsgi import create_app


def test_every_answer_forbids_what_pages_do_not_need(client):
    headers = client.get("/").headers

    assert headers["Content-Security-Policy"] == (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
        " font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none';"
        " base-uri 'none'; manifest-src 'self'"
    )
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"


def test_a_missing_page_is_a_page_with_the_id_of_the_request(client):
    answer = client.get("/khong-co-trang-nay/x")

    assert answer.status_code == 404
    assert answer.mimetype == "text/html"
    assert "<h1" in answer.text


def test_under_api_a_failure_is_a_problem_document(client):
    answer = client.get("/api/v1/nothing")

    assert answer.status_code == 404
    assert answer.mimetype == "application/problem+json"
    body = answer.get_json()
    assert set(body) == {"type", "title", "status", "detail", "code", "request_id"}
    assert (body["status"], body["code"]) == (404, "not_found")
    assert len(body["request_id"]) == 12


@pytest.fixture
def failing(app, client, monkeypatch):
    """A client whose front page fails with what is put in."""

    def fail_with(error):
        def view():
            raise error

        monkeypatch.setitem(app.view_functions, "home.show", allowed(PUBLIC)(view))
        monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)
        monkeypatch.setitem(app.config, "TESTING", False)
        return client.get("/")

    return fail_with


REFUSED = Exception("connection refused")


@pytest.mark.parametrize(
    "error",
    [
        OperationalError("SELECT 1", {}, REFUSED),
        InterfaceError("SELECT 1", {}, REFUSED, connection_invalidated=True),
        NoConnectionFree("connection refused"),
    ],
)
def test_a_database_that_is_away_is_said_and_logged_and_not_a_crash(failing, caplog, error):
    answer = failing(error)

    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "10"
    assert "connection refused" not in answer.text
    assert "the database does not answer: connection refused" in caplog.messages


def test_a_statement_that_the_database_refuses_is_a_fault_of_ours(failing):
    assert failing(ProgrammingError("SELECT x", {}, Exception("no column x"))).status_code == 500


def test_the_log_has_the_number_that_the_page_shows(failing, caplog):
    caplog.handler.addFilter(name_request)
    answer = failing(ZeroDivisionError("secret detail"))

    [shown] = re.findall("<code>([0-9a-f]{12})</code>", answer.text)
    [line] = [record for record in caplog.records if record.levelname == "ERROR"]
    assert line.request_id == shown
    assert line.exc_info[0] is ZeroDivisionError


def test_what_people_typed_is_in_no_log(app):
    with app.app_context(), pytest.raises(DBAPIError) as failed, read_session() as session:
        session.execute(text("SELECT CAST(:phone AS integer) / 0"), {"phone": "912345678"})

    assert "912345678" not in str(failed.value)


def test_an_unforeseen_failure_shows_no_inside(failing):
    answer = failing(ZeroDivisionError("secret detail"))

    assert answer.status_code == 500
    assert "secret detail" not in answer.text
    assert "Traceback" not in answer.text


def test_a_refusal_of_the_domain_has_its_own_status(failing):
    assert failing(NotFound(thing=1)).status_code == 404


def test_a_system_that_is_well_says_so(client):
    assert client.get("/healthz").get_json() == {"status": "ok"}
    assert client.get("/readyz").get_json() == {"status": "ready", "worker": "away"}


def test_a_worker_is_named_and_its_absence_takes_no_page_away(client, session):
    away = client.get("/readyz")
    session.execute(text("INSERT INTO procrastinate_workers DEFAULT VALUES"))

    assert (away.status_code, away.get_json()["worker"]) == (200, "away")
    assert client.get("/readyz").get_json() == {"status": "ready", "worker": "running"}


@pytest.fixture(scope="module")
def astray(settings):
    """A browser at a site with nobody at its database's address."""
    nowhere = {"database_url": "postgresql://127.0.0.1:1/nothing"}
    return create_app(settings.model_copy(update=nowhere)).test_client()


@pytest.mark.parametrize("address", ["/healthz", "/tra-cuu", "/robots.txt"])
def test_what_needs_no_database_is_there_without_one(astray, address):
    assert astray.get(address).status_code == 200


@pytest.mark.parametrize(
    "address",
    ["/", "/san-pham", "/san-pham/x", "/tinh/hue", "/co-so/x", "/7K3MX9QF2Z",
     "/chung-nhan/7K3MX9QF2Z", "/vung-nguyen-lieu/7K3MX9QF2Z", "/api/v1/products",
     "/api/v1/codes/7K3MX9QF2Z", "/readyz"],
)  # fmt: skip
def test_without_a_database_to_connect_to_every_page_says_so(astray, address):
    answer = astray.get(address)

    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "10"
