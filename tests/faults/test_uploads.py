"""A photograph on a slow line arrives, however long that takes, and pages are quick meanwhile."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy.orm import Session

from accounts.people.services.grants import give_role
from accounts.sign_in.services.sessions import begin_session
from accounts.sign_in.views.cookie import PLAIN
from core.access.roles import Grant, Role, Scope, ScopeKind
from tests.factories.catalogue import make_producer, make_product
from tests.factories.people import SETTING_UP, make_account
from tests.faults.conftest import SILENT_SECONDS, status_of
from tests.faults.test_server import QUICK

pytestmark = pytest.mark.faults
BOUNDARY = b"--x\r\nContent-Disposition: form-data; name=photo; filename=a.jpg\r\n\r\n"
BODY = BOUNDARY + b"\xff\xd8\xff" + b"x" * 400_000 + b"\r\n--x--\r\n"
PIECES = 12 * SILENT_SECONDS


@pytest.fixture
def upload(server, committed):
    """Sends a broken photograph, at once or for twice as long as a silent one may take."""
    with Session(committed) as session, session.begin():
        producer = make_producer(session)
        code = make_product(session, producer=producer).code
        account = make_account(session)
        scope = Scope(ScopeKind.PRODUCER, producer.id)
        give_role(session, account.id, Grant(Role.PRODUCER_OWNER, scope), actor=SETTING_UP)
        cookie = begin_session(session, account.id, device="Firefox")

    def send(seconds):
        headers = (
            f"Cookie: {PLAIN}={cookie}", "Sec-Fetch-Site: same-origin",
            f"Content-Length: {len(BODY)}",
        )  # fmt: skip
        path = f"/co-so-cua-toi/san-pham/{code}/anh"
        with server.send(*headers, path=path, kind="multipart/form-data; boundary=x") as phone:
            for start in range(0, len(BODY), len(BODY) // PIECES):
                phone.sendall(BODY[start : start + len(BODY) // PIECES])
                time.sleep(seconds / PIECES)
            return status_of(phone)

    return send


def test_ten_slow_photographs_arrive_and_hold_up_nobody(server, upload):
    with ThreadPoolExecutor(10) as pool:
        phones = pool.map(upload, [2.2 * SILENT_SECONDS] * 10)
        for _ in range(10):
            assert [server.get(path, timeout=2) for path in QUICK] == [200, 200, 200]
            time.sleep(0.3)

    assert set(phones) == {422}  # read to the end, and found to be no picture
