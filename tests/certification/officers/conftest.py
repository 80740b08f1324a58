"""Two officers of one province, one of another, and a certificate of the first province."""

from datetime import date

import pytest
from sqlalchemy import select

from core.access.roles import Role, Scope, ScopeKind
from registry.models import Province
from tests.factories.catalogue import make_certified, make_producer
from tests.factories.people import make_account, signed_in

HERE, ELSEWHERE = "Thái Nguyên", "Cần Thơ"


@pytest.fixture
def certificate(session):
    producer = make_producer(session)
    _, certificate = make_certified(session, stars=4, on=date(2025, 3, 15), producer=producer)
    session.commit()
    return certificate.code


@pytest.fixture
def officer(app, session):
    """A browser of an officer of a province, by the name of that officer."""

    def enter(name, province=HERE, role=Role.PROVINCE_OFFICER):
        number = session.scalar(select(Province.id).where(Province.name == province))
        scope = Scope(ScopeKind.PROVINCE, number)
        return signed_in(app, session, make_account(session, role, scope, full_name=name))

    return enter


@pytest.fixture
def lan(officer):
    return officer("Trần Thị Lan")


@pytest.fixture
def minh(officer):
    return officer("Lê Văn Minh")


@pytest.fixture
def stranger(officer):
    return officer("Phạm Thị Hoa", ELSEWHERE)
