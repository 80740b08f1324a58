"""`flask certificates …`: what an officer's clerk types, and the exit status a script relies on."""

import json
from datetime import date

import pytest

from core.codes import new_code
from tests.factories.catalogue import make_certified


@pytest.fixture
def run(app, session):
    def invoke(*words):
        return app.test_cli_runner().invoke(args=["certificates", *words])

    return invoke


@pytest.fixture
def certificate(session):
    _, certificate = make_certified(session, stars=4, on=date(2025, 3, 15))
    session.commit()
    return certificate.code


def state(run, certificate, *options):
    return json.loads(run("state", certificate, *options).stdout)


def test_the_state_is_told_as_json_for_any_day(run, certificate):
    now = state(run, certificate, "--at", "2026-11-24")

    assert (now["state"], now["stars"], now["in_force"]) == ("valid", 4, True)
    assert now["until"] == {"earliest": "2028-03-15", "latest": "2028-03-15"}
    assert state(run, certificate, "--at", "2028-03-15")["state"] == "expiring"
    assert state(run, certificate, "--at", "2028-03-16")["state"] == "expired"
    assert state(run, certificate, "--at", "2025-03-14")["state"] == "pending"


def test_a_revocation_takes_effect_and_says_so(run, certificate):
    done = run(
        "record",
        certificate,
        "revoke",
        "--actor",
        "An",
        "--on",
        "2026-05-01",
        "--reason",
        "c: kết luận thanh tra",
    )

    assert done.exit_code == 0
    assert state(run, certificate, "--at", "2026-05-01")["state"] == "revoked"
    assert state(run, certificate, "--at", "2026-04-30")["state"] == "valid"


def test_a_reason_in_words_alone_is_filed_under_the_open_ground(run, certificate):
    assert (
        run("record", certificate, "revoke", "--actor", "An", "--reason", "dừng sản xuất").exit_code
        == 0
    )


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (("record", "{}", "revoke", "--actor", "An"), 1),  # a revocation needs its ground
        (("record", "{}", "lift", "--actor", "An"), 1),
        (("record", "{}", "revoke", "--reason", "c"), 2),  # nobody did it
        (("record", "{}", "explode", "--actor", "An"), 2),
        (("record", "{}", "rerate", "--actor", "An", "--stars", "6"), 2),
        (("record", "0000000000", "revoke", "--actor", "An"), 2),
        (("state", "{}", "--at", "tomorrow"), 2),
    ],
)
def test_what_is_refused_and_what_is_wrong_usage_differ_in_status(run, certificate, words, status):
    result = run(*(word.format(certificate) for word in words))

    assert result.exit_code == status
    assert result.stderr
    assert state(run, certificate, "--at", "2026-11-24")["state"] == "valid"


def test_an_unknown_certificate_is_refused(run):
    assert run("state", new_code()).exit_code == 1
