"""How many text messages are paid for in a day: at one number, at numbers side by side, in all.

Whoever earns from text messages that we pay for has many numbers in a row, often abroad.
"""

from datetime import timedelta

from core.limits.limit import Limit

DAY = timedelta(days=1)
NUMBER = Limit("text.number", 20, DAY)
PREFIX = Limit("text.prefix", 100, DAY)
SITE = Limit("text.site", 3_000, DAY)
HOME = "+84"
SIDE_BY_SIDE = 4  # the last digits, in which numbers of a row differ
COUNTRY_DIGITS = 4  # of a foreign number: the sign, and the longest code of a country


def subjects(phone: str) -> dict[Limit, str]:
    """What a text message to this number is counted as; all of a foreign country are one row."""
    row = phone[:-SIDE_BY_SIDE] if phone.startswith(HOME) else phone[:COUNTRY_DIGITS]
    return {NUMBER: phone, PREFIX: row, SITE: ""}
