"""What the machine that watches is told, and who may ask."""

import re

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from core.web import metrics

WAITS = text("INSERT INTO procrastinate_jobs (queue_name, task_name) VALUES ('default', 'x')")


def numbers(client, **environ):
    answer = client.get("/metrics", environ_overrides=environ)
    assert answer.status_code == 200
    assert answer.content_type == "text/plain; version=0.0.4; charset=utf-8"
    return dict(re.findall(r"^(chosao_\S+) ([0-9.e+]+)$", answer.text, re.MULTILINE))


def grown(client, name, act):
    before = float(numbers(client).get(name, 0))
    act()
    return float(numbers(client)[name]) - before


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/tra-cuu", 'chosao_requests_total{endpoint="lookup.form",status="200"}'),
        ("/tra-cuu?ma=x", 'chosao_requests_total{endpoint="lookup.form",status="422"}'),
        ("/khong-co/x", 'chosao_requests_total{endpoint="none",status="404"}'),
        ("/tra-cuu", 'chosao_request_seconds_count{endpoint="lookup.form"}'),
        ("/tra-cuu", 'chosao_request_seconds_bucket{endpoint="lookup.form",le="+Inf"}'),
    ],
)
def test_requests_are_counted_by_where_they_led(client, path, name):
    assert grown(client, name, lambda: client.get(path)) == 1


def test_jobs_that_wait_are_told(client, session):
    before = float(numbers(client)['chosao_jobs{status="todo"}'])

    session.execute(WAITS)
    session.commit()

    assert float(numbers(client)['chosao_jobs{status="todo"}']) == before + 1
    assert numbers(client)['chosao_up{part="postgresql"}'] == "1.0"


def test_a_database_that_is_away_is_told_and_not_a_failure(client, monkeypatch):
    def away():
        raise OperationalError("SELECT 1", {}, Exception("refused"))

    monkeypatch.setattr(metrics, "read_session", away)

    values = numbers(client)
    assert values['chosao_up{part="postgresql"}'] == "0.0"
    assert not any(name.startswith("chosao_jobs{") for name in values)


@pytest.mark.parametrize("address", ["127.0.0.1", "10.1.2.3", "192.168.0.7", "::1", "fd00::1"])
def test_machines_of_the_same_network_may_ask(client, address):
    assert numbers(client, REMOTE_ADDR=address)


@pytest.mark.parametrize("address", ["203.0.114.9", "2a00::1", "", "unix:"])
def test_to_anybody_else_it_is_not_there(client, address):
    answer = client.get("/metrics", environ_overrides={"REMOTE_ADDR": address})

    assert answer.status_code == 404


def test_a_forged_address_is_not_believed(client):
    answer = client.get(
        "/metrics",
        headers={"X-Forwarded-For": "127.0.0.1"},
        environ_overrides={"REMOTE_ADDR": "203.0.114.9"},
    )

    assert answer.status_code == 404
