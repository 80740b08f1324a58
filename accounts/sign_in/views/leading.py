"""Where a browser is led that has given the right password."""

from sqlalchemy.orm import Session

from accounts.people.models import Account
from accounts.sign_in.queries.signed_in import grants_of
from accounts.sign_in.rules.stages import Stage, needs_second_factor, stage
from core.web.pages.addresses import page_of

# Pages by the names under which wiring registers them.
PAGES = {Stage.SECOND_STEP: "second_step", Stage.SET_UP: "second_factor"}


def after_password(session: Session, account_id: int, next_: str) -> str:
    """Where they wanted to go, or first to the second step or its set-up."""
    account = session.get_one(Account, account_id)
    reached = stage(
        has_factor=account.second_factor_since is not None,
        gave_factor=False,
        needs_factor=needs_second_factor(grants_of(session, account.id), is_trial=account.is_trial),
    )
    return next_ if reached is Stage.DONE else page_of(PAGES[reached], next=next_)
