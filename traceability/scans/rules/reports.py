"""Reports about a code: for which reasons, how long, and what becomes of them."""

from enum import StrEnum

LONGEST_STORY = 1000
LONGEST_PLACE = 200
LONGEST_PHONE = 20
MOST_PER_DAY = 5  # of one browser at one source
MOST_PER_SOURCE = 20  # a day, whatever the browsers: many people share the address of a carrier


class Reason(StrEnum):
    COUNTERFEIT = "counterfeit"
    OTHER_PRODUCT = "other_product"  # the label is on something else
    WRONG_FACTS = "wrong_facts"
    STALE_STARS = "stale_stars"  # lapsed, and the stars are still on the pack
    QUALITY = "quality"
    UNREADABLE = "unreadable"


class ReportState(StrEnum):
    RECEIVED = "received"
    CHECKING = "checking"
    CONCLUDED = "concluded"
