"""Whose account it would be that somebody says is theirs."""

from accounts.sign_in.services.attempts import Attempt, Claimed, claimed
from tests.factories.people import make_account


def test_an_account_of_a_trial_run_counts_there_alone(session):
    account = make_account(session, email="mai@example.vn", is_trial=True, password_hash="x")
    attempt = Attempt("mai@example.vn", "", "")

    assert claimed(session, attempt, with_trial=True) == Claimed(account.id, "x")
    assert claimed(session, attempt, with_trial=False) == Claimed(None, None)
