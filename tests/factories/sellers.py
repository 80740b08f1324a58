"""Applications of sellers, in as few words as a test needs."""

from io import BytesIO
from itertools import count

from sqlalchemy.orm import Session

from accounts.people.models import Account
from core.access.actors import Actor
from core.access.roles import Role
from core.clock import today
from marketplace.sellers.models.applications import SellerApplication
from marketplace.sellers.rules.bank_accounts import AccountFacts
from marketplace.sellers.rules.facts import ApplicationFacts
from marketplace.sellers.rules.papers import SentPaper
from marketplace.sellers.rules.states import ApplicationStep
from marketplace.sellers.services.applications import ApplicationEntry, receive_application
from marketplace.sellers.services.decisions import ApplicationDecision, decide
from registry.models import Producer
from tests.factories.people import make_account

ACCOUNT = AccountFacts("970436", "0123456789", "NGUYEN THI MAI")
PDF = b"%PDF-1.7\n1 0 obj\n%%EOF\n"
TAX_CODE, PERSONAL_ID = "0100233488", "019088001234"
_names = count(1)


def make_facts(**facts: object) -> ApplicationFacts:
    values: dict[str, object] = {
        "legal_form": "household",
        "name": f"Hộ kinh doanh Nguyễn Thị Mai {next(_names)}",
        "tax_code": TAX_CODE,
        "personal_id": PERSONAL_ID,
        "representative": "Nguyễn Thị Mai",
    }
    return ApplicationFacts(**(values | facts))  # type: ignore[arg-type]


def make_application(
    session: Session,
    applicant: Account,
    *,
    papers: tuple[str, ...] = ("registration",),
    account: AccountFacts | None = ACCOUNT,
    claims: str = "",
    is_submitted: bool = True,
    **facts: object,
) -> SellerApplication:
    """Handed in by its applicant, with what most need."""
    sent = tuple(
        SentPaper(item, f"papers/{next(_names):032x}", "application/pdf", "giấy", len(PDF))
        for item in papers
    )
    entry = ApplicationEntry(
        facts=make_facts(**facts),
        is_submitted=is_submitted,
        claims=claims,
        papers=sent,
        account=account,
    )
    return receive_application(session, entry, actor=acting(applicant))


def make_seller(session: Session, producer: Producer, **facts: object) -> SellerApplication:
    """The producer's approved application, by somebody who claimed it."""
    values = {"claims": producer.slug, "province_id": producer.province_id}
    application = make_application(session, make_account(session), **(values | facts))  # type: ignore[arg-type]
    decision = ApplicationDecision(ApplicationStep.APPROVE, "Đủ giấy tờ")
    operator = make_account(session, Role.OPERATOR)
    decide(session, application.id, decision, actor=acting(operator), day=today())
    return application


def acting(account: Account) -> Actor:
    return Actor(account.full_name, account.id)


def pdf(name: str = "giay.pdf") -> tuple[BytesIO, str]:
    """A file as a browser sends one."""
    return BytesIO(PDF), name
