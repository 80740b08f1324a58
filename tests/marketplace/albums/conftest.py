"""A producer's desk with one product, and what may be done with its photographs there."""

from io import BytesIO

import pytest
from sqlalchemy import select

from accounts.people.services.grants import give_role
from core.access.roles import Grant, Role, Scope, ScopeKind
from core.composition import Services
from core.media.store import MediaStore
from marketplace.listings.models import ListingRevision
from marketplace.photographs.jobs import make_sizes
from marketplace.photographs.models import Photograph
from marketplace.photographs.rules.states import PhotographState
from marketplace.photographs.services.files import PhotographFiles
from tests.factories.catalogue import make_producer, make_product
from tests.factories.people import SETTING_UP, make_account, signed_in
from tests.factories.pictures import picture, saved
from tests.storefront.conftest import indexed  # noqa: F401 - a fixture

JPEG = saved(picture((900, 600)), "JPEG")
OTHER = saved(picture((900, 600), corner="blue"), "JPEG")


class AlbumDesk:
    """Addresses and steps; `browser` is the owner's."""

    def __init__(self, app, session):
        self.app, self.session = app, session
        self.producer = make_producer(session)
        self.product = make_product(session, "Miến dong", producer=self.producer)
        session.commit()
        self.path = f"/co-so-cua-toi/san-pham/{self.product.code}/anh"
        self.scope = Scope(ScopeKind.PRODUCER, self.producer.id)
        self.browser = self.of(Role.PRODUCER_OWNER, self.scope)

    def of(self, role, *scope):
        return signed_in(self.app, self.session, make_account(self.session, role, *scope))

    def send(self, content=JPEG, alt="", name="anh.jpg", browser=None):
        data = {"photo": (BytesIO(content), name), "alt": alt}
        return (browser or self.browser).post(self.path, data=data)

    def make(self):
        """What the worker does."""
        for photograph in self.photographs():
            make_sizes(photograph.id)
        self.session.expire_all()

    def do(self, photograph, action, browser=None, **fields):
        path = f"{self.path}/{photograph.mark}"
        return (browser or self.browser).post(path, data={"action": action, **fields})

    def photographs(self):
        return self.session.scalars(select(Photograph).order_by(Photograph.id)).all()

    def sent(self, *contents):
        """Photographs that are ready."""
        for content in contents:
            assert self.send(content).status_code == 303
        self.make()
        assert {each.state for each in self.photographs()} <= {PhotographState.READY}
        return self.photographs()

    def revision(self):
        return self.session.scalars(
            select(ListingRevision).order_by(ListingRevision.id.desc()).limit(1)
        ).one()

    def approve(self):
        operator = self.of(Role.OPERATOR)
        answer = operator.post(
            f"/quan-tri/kiem-duyet/{self.revision().id}", data={"decision": "approve"}
        )
        assert answer.status_code == 303
        self.session.expire_all()

    def work_file(self, name):
        folder = Services.of(self.app)[PhotographFiles]._folder
        folder.mkdir(exist_ok=True)
        (folder / name).write_bytes(b"x")
        return folder / name

    def files(self):
        """Names of what the storage holds, of photographs."""
        root = Services.of(self.app)[MediaStore]._root / "photographs"
        return sorted(path.relative_to(root).as_posix() for path in root.glob("*/*"))


@pytest.fixture
def desk(app, session):
    return AlbumDesk(app, session)


@pytest.fixture
def stranger(desk):
    """The owner of another producer."""
    other = make_producer(desk.session, "Hộ khác")
    account = make_account(desk.session)
    scope = Scope(ScopeKind.PRODUCER, other.id)
    give_role(desk.session, account.id, Grant(Role.PRODUCER_OWNER, scope), actor=SETTING_UP)
    return signed_in(desk.app, desk.session, account)
