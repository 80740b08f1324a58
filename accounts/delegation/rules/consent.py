"""Rules of a consent: who may be a delegate, in which role, and for how long."""

from datetime import date, timedelta

from core.access.roles import Role

DELEGATED_ROLES = (Role.PRODUCER_HELPER, Role.PRODUCER_STAFF)  # never that of an owner
OFFICERS = frozenset({Role.COMMUNE_OFFICER, Role.PROVINCE_OFFICER})
MEMBERS = frozenset({Role.PRODUCER_OWNER, Role.PRODUCER_STAFF})
CO_OPERATIVES = frozenset({"cooperative", "cooperative_union", "cooperative_group"})
LONGEST = timedelta(days=366)  # then the producer is asked again
USUAL = timedelta(days=183)
TEXT_VERSION = "2026-11"  # of the words agreed to (accounts.delegation.wording)


def is_period(first: date, last: date, today: date) -> bool:
    return first <= last and last >= today and last - max(first, today) <= LONGEST
