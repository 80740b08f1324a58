"""How often a password may be guessed: by one line, at one account, and at one by the other.

A carrier puts many people behind one address, hence a wide limit there: it stops trying one usual
password at account after account. An account has its own against guessing from many addresses;
whoever it keeps out meanwhile sets a new password by a code, which begins all counts anew.
"""

from datetime import timedelta

from core.limits.limit import Limit

ONE_BY_OTHER = Limit("sign_in.source_and_account", 10, timedelta(minutes=15))
ACCOUNT = Limit("sign_in.account", 50, timedelta(hours=6))
SOURCE = Limit("sign_in.source", 100, timedelta(minutes=15))


def subjects(identifier: str, source: str) -> dict[Limit, str]:
    """What an attempt is counted as."""
    return {ONE_BY_OTHER: f"{source} {identifier}", ACCOUNT: identifier, SOURCE: source}


def of_account(identifier: str, source: str) -> dict[Limit, str]:
    """What begins anew when somebody has proved to be the one."""
    own = subjects(identifier, source)
    return {limit: own[limit] for limit in (ONE_BY_OTHER, ACCOUNT)}


# Whoever finds a browser signed in may not guess the password there either.
OWN_PASSWORD = Limit("sign_in.own_password", 10, timedelta(minutes=15))
