"""Sessions: none for who did not bring one, and a signed one for who did."""

import pytest
from flask import Flask, session

from core.web import sessions


@pytest.fixture
def browser():
    app = Flask(__name__)
    app.secret_key = "only for tests"
    sessions.register(app)

    @app.get("/keep/<word>")
    def keep(word):
        session["word"] = word
        return ""

    @app.get("/")
    def tell():
        return session.get("word", "nothing")

    return app.test_client()


def test_who_brings_no_cookie_has_an_empty_session_and_gets_none(browser):
    answer = browser.get("/")

    assert answer.text == "nothing"
    assert "Set-Cookie" not in answer.headers


def test_what_a_session_keeps_comes_back(browser):
    browser.get("/keep/sao")

    assert browser.get("/").text == "sao"


def test_a_forged_session_is_an_empty_one(browser):
    browser.set_cookie("session", "eyJ3b3JkIjoiZ2nhuqMifQ.forged.signature")

    assert browser.get("/").text == "nothing"
