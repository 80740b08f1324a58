"""A connection that has been silent for too long is closed: first for reading, later for good."""

import socket
import time

import pytest

from core.web.server import connections
from core.web.server.connections import LongBodies


@pytest.fixture
def pair():
    """A connection: the side of the server, and that of a visitor."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        visitor = socket.create_connection(listener.getsockname())
        accepted, _ = listener.accept()
        with visitor, accepted:
            visitor.settimeout(5)
            accepted.settimeout(5)
            yield accepted, visitor


def port_of(accepted):
    return accepted.getsockname()[1]


def test_who_was_sent_something_lately_is_left_alone(pair):
    accepted, visitor = pair

    connections.close_silent(port_of(accepted), LongBodies())
    visitor.sendall(b"more")

    assert accepted.recv(10) == b"more"


def test_a_wait_for_a_silent_sender_ends_and_it_can_still_be_answered(pair, monkeypatch):
    monkeypatch.setattr(connections, "SILENT_SECONDS", -1)
    accepted, visitor = pair

    connections.close_silent(port_of(accepted), LongBodies())

    assert accepted.recv(10) == b""
    accepted.sendall(b"408")
    assert visitor.recv(10) == b"408"


def test_who_does_not_read_is_cut_off(pair, monkeypatch):
    monkeypatch.setattr(connections, "UNREAD_SECONDS", -1)
    accepted, visitor = pair

    connections.close_silent(port_of(accepted), LongBodies())

    with pytest.raises(BrokenPipeError):
        accepted.sendall(b"page")
    assert visitor.recv(10) == b""


def test_connections_to_other_ports_are_left_alone(pair, monkeypatch):
    monkeypatch.setattr(connections, "UNREAD_SECONDS", -1)
    accepted, visitor = pair

    connections.close_silent(1, LongBodies())
    connections.stop_reading(1)
    visitor.sendall(b"more")

    assert accepted.recv(10) == b"more"


def test_a_process_that_ends_reads_nothing_more_and_leaves_no_file_open(pair):
    accepted, _ = pair
    before = len(list(connections._connections(port_of(accepted))))

    for _ in range(20):
        connections.stop_reading(port_of(accepted))

    assert accepted.recv(10) == b""
    assert len(list(connections._connections(port_of(accepted)))) == before == 1


def test_a_long_body_has_its_time_as_long_as_it_comes(pair, monkeypatch):
    monkeypatch.setattr(connections, "SILENT_SECONDS", 0.3)
    accepted, visitor = pair
    long_bodies, address = LongBodies(), accepted.getpeername()[0]

    with long_bodies.expected(address, 20_000_000):
        time.sleep(0.4)
        visitor.sendall(b"first")
        assert accepted.recv(10) == b"first"
        connections.close_silent(port_of(accepted), long_bodies)
        visitor.sendall(b"second")
        assert accepted.recv(10) == b"second"
        time.sleep(0.4)
        connections.close_silent(port_of(accepted), long_bodies)

    assert accepted.recv(10) == b""


def test_a_long_body_has_its_time_and_a_moment_for_the_answer(monkeypatch):
    long_bodies = LongBodies()

    with long_bodies.expected("127.0.0.1", -1), long_bodies.expected("127.0.0.2", 20_000_000):
        assert not long_bodies.may_come_from("127.0.0.1")
        assert long_bodies.may_come_from("127.0.0.2")
        monkeypatch.setattr(connections, "SILENT_SECONDS", 0.05)
    assert long_bodies.may_come_from("127.0.0.2")
    time.sleep(0.1)
    assert not long_bodies.may_come_from("127.0.0.2")
