"""What holds for the answer of every address: its headers, and that nobody's Host is believed."""

import re

import pytest

import config
from core.db.sessions import close
from tests.hostile.conftest import GS1_KEYS
from wsgi import create_app

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
}
REFERRERS = {"no-referrer", "same-origin", "strict-origin-when-cross-origin"}
STRANGER = {
    "Host": "evil.example",
    "X-Forwarded-Host": "evil.example",
    "X-Forwarded-Proto": "https",
    "X-Forwarded-For": "203.0.113.9",
    "Forwarded": "for=203.0.113.9;host=evil.example",
}


REFERRERS = {"no-referrer", "same-origin", "strict-origin-when-cross-origin"}


def assert_guarded(answer, case):
    assert {name: answer.headers.get(name) for name in ALWAYS} == ALWAYS, case
    policy = dict(
        part.split(" ", 1) for part in answer.headers["Content-Security-Policy"].split("; ")
    )
    assert policy["default-src"] == policy["frame-ancestors"] == policy["base-uri"] == "'none'", (
        case
    )
    assert policy["script-src"] == policy["form-action"] == "'self'", case
    assert "unsafe" not in answer.headers["Content-Security-Policy"], case
    assert answer.headers["Referrer-Policy"] in REFERRERS, case
    assert "camera=(self)" in answer.headers["Permissions-Policy"] or (
        answer.headers["Permissions-Policy"] == "geolocation=(self)"
    ), case
    assert "Server" not in answer.headers, case


def test_every_address_is_filled_in_with_something_that_is_there(client, doors):
    missing = set()
    for door in doors:
        with client.get(door.open) as answer:
            if answer.status_code >= 400:
                missing.add(door.rule)

    # No photograph is there, and nobody is signed in; both are tested where they belong.
    elsewhere = {"/anh/<mark>/<file>", "/api/v1/my/products/<code>"}
    assert missing == GS1_KEYS.keys() - {"/01/<path:rest>"} | elsewhere


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS", "POST", "DELETE"])
def test_every_answer_is_guarded_also_a_refusal(client, doors, method):
    for door in doors:
        with client.open(door.open, method=method) as answer:
            assert_guarded(answer, (method, door.open))
        with client.open(door.open + "?q=%00", method=method) as answer:
            assert_guarded(answer, (method, door.open, "refused"))


def test_an_answer_out_of_the_browsers_own_copy_is_guarded(client, doors):
    for door in doors:
        with client.get(door.open) as first:
            tag = first.headers.get("ETag", '"x"')
        with client.get(door.open, headers={"If-None-Match": tag}) as again:
            assert_guarded(again, door.open)


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS", "POST", "DELETE"])
def test_a_slash_at_the_end_changes_nothing(client, doors, method):
    """Nor does it lose the query, or send anybody elsewhere first."""
    for door in doors:
        if door.open == "/" or door.endpoint in {"static", "metrics.show"}:
            continue
        plain, slashed = (
            client.open(f"{path}?lang=en", method=method) for path in (door.open, door.open + "/")
        )
        case = (method, door.open)
        assert (slashed.status_code, slashed.location) == (plain.status_code, plain.location), case
        assert slashed.mimetype == plain.mimetype, case
        page = slashed.data.replace(f"{door.open}/?".encode(), f"{door.open}?".encode())
        assert without_numbers(page) == without_numbers(plain.data), case


def without_numbers(page):
    """A refusal names its request."""
    return re.sub(b"[0-9a-f]{12}", b"", page)


def test_a_forged_host_is_repeated_nowhere(client, doors):
    for door in doors:
        for address in (door.open, door.open + "//x", door.open.rstrip("/") + "/"):
            with client.get(address, headers=STRANGER) as answer:
                assert "evil.example" not in str(answer.headers), address
                assert b"evil.example" not in answer.get_data(), address


@pytest.fixture
def public_client(settings):
    """The same system as a public site behind TLS."""
    public = settings.model_copy(
        update={"public_url": "https://chosao.vn", "secret_key": "x" * config.KEY_LENGTH}
    )
    app = create_app(public)
    yield app.test_client()
    with app.app_context():
        close()


def test_a_public_site_is_kept_to_tls_and_its_cookie_too(public_client):
    answer = public_client.get("/tra-cuu?lang=en")

    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"
    assert answer.headers["Set-Cookie"].endswith("Secure; HttpOnly; Path=/; SameSite=Lax")


def test_nothing_but_the_chosen_language_is_remembered(client, doors):
    for door in doors:
        with client.get(door.open) as answer:
            assert "Set-Cookie" not in answer.headers, door.open
