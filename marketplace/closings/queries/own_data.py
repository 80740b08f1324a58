"""All that is kept about one seller, for the seller itself and for an authority that demands it."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.clock import today
from marketplace.sellers.models.applications import SellerApplication
from marketplace.sellers.models.banking import BankAccount
from marketplace.sellers.queries.pages import ShownAccount, application_page
from registry.models import Product

Value = str | int | bool | None
Facts = dict[str, Value]


def seller_data(session: Session, application: SellerApplication) -> dict[str, Facts | list[Facts]]:
    """By topic. Numbers of bank accounts are masked in it, as everywhere."""
    page = application_page(session, application, today())
    facts = application.facts
    return {
        "application": {
            "id": page.id, "kind": page.kind, "state": page.state, "legal_form": facts.legal_form,
            "name": facts.name, "tax_code": facts.tax_code, "personal_id": facts.personal_id,
            "representative": facts.representative, "phone": facts.phone,
            "province": page.province, "address": facts.address, "sells_food": facts.sells_food,
            "sells_alcohol": facts.sells_alcohol, "proof": facts.proof,
        },
        "history": [
            {"step": event.step, "state": event.state, "reason": event.reason,
             "at": event.at.isoformat()}
            for event in page.events
        ],
        "checklist": [{"item": each.item, "state": each.state} for each in page.checklist],
        "papers": [
            {"id": paper.id, "item": paper.item, "title": paper.title, "size": paper.size,
             "sent_at": paper.sent_at.isoformat()}
            for paper in page.papers
        ],
        "bank_accounts": _accounts(session, application),
        "products": _products(session, application.producer_id),
    }  # fmt: skip


def _accounts(session: Session, application: SellerApplication) -> list[Facts]:
    rows = session.scalars(
        select(BankAccount)
        .where(BankAccount.application_id == application.id)
        .order_by(BankAccount.id)
    )
    shown = (ShownAccount.of(row, fits=True) for row in rows)
    return [
        {"bank": each.bank, "number": each.number, "holder": each.holder, "state": each.state}
        for each in shown
    ]


def _products(session: Session, producer_id: int | None) -> list[Facts]:
    rows = session.execute(
        select(Product.code, Product.name)
        .where(Product.producer_id == producer_id)
        .order_by(Product.id)
    )
    return [{"code": row.code, "name": row.name} for row in rows]
