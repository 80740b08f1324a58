"""A newcomer signs in by a trial account and changes a price, in at most eight requests."""

import json
import re

import pytest
from sqlalchemy import select

from accounts.trial.services.accounts import make_trial_accounts
from accounts.trial.services.keys import TrialKeys
from registry.models import Commune
from tests.factories.catalogue import make_offer, make_producer, make_product

MOST = 8


class Counting:
    """A browser that counts what it asks for."""

    def __init__(self, app):
        self._client = app.test_client()
        self._client.environ_base["HTTP_SEC_FETCH_SITE"] = "same-origin"
        self.requests = 0

    def get(self, path):
        self.requests += 1
        return self._client.get(path)

    def post(self, path, **data):
        self.requests += 1
        return self._client.post(path, data=data)


@pytest.fixture
def owner(session, tmp_path):
    """The line of a household's owner, as it stands in the file."""
    producer = make_producer(session)
    producer.legal_form = "household"
    near = select(Commune.id).where(Commune.province_id == producer.province_id)
    commune = session.scalars(near.order_by(Commune.id)).first()
    make_offer(session, make_product(session, producer=producer, commune_id=commune))
    keys = TrialKeys(tmp_path / "demo-accounts", allowed=True)
    make_trial_accounts(session, keys)
    session.commit()
    rows = map(json.loads, keys.path.read_text().splitlines())
    return next(row for row in rows if row["role"] == "producer_owner")


def test_a_price_is_changed_at_once(app, session, owner):
    browser = Counting(app)

    browser.post("/dang-nhap", identifier=owner["identifier"], password=owner["password"])
    products = browser.get("/co-so-cua-toi/san-pham").text
    [code] = set(re.findall(r"/co-so-cua-toi/san-pham/([0-9A-Z]{10})\b", products))
    page = browser.get(f"/co-so-cua-toi/san-pham/{code}").text
    revision = re.search(r'name="revision"[^>]* value="(\d+)"', page)[1]
    saved = browser.post(f"/co-so-cua-toi/san-pham/{code}", price_dong="123000", revision=revision)

    assert saved.status_code == 303
    assert browser.get(f"/api/v1/products/{code}").json["price_dong"] == 123_000
    assert browser.requests <= MOST
