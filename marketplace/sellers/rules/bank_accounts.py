"""Bank accounts of sellers: their states, the banks, and how long a change waits."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

HOLD = timedelta(hours=72)  # after a change nothing is paid out for so long
_SEPARATORS = re.compile(r"[\s.\-]+")
_NUMBER = re.compile(r"[0-9A-Z]{4,19}")


class AccountState(StrEnum):
    PROPOSED = "proposed"
    CURRENT = "current"
    REPLACED = "replaced"
    REFUSED = "refused"


# Banks by the number NAPAS gives them (BIN), as in a VietQR code.
BANKS = {
    "970405": "Agribank",
    "970436": "Vietcombank",
    "970415": "VietinBank",
    "970418": "BIDV",
    "970422": "MB Bank",
    "970407": "Techcombank",
    "970416": "ACB",
    "970432": "VPBank",
    "970403": "Sacombank",
    "970423": "TPBank",
    "970437": "HDBank",
    "970449": "LPBank",
    "970441": "VIB",
    "970443": "SHB",
    "970431": "Eximbank",
    "970426": "MSB",
    "970440": "SeABank",
    "970448": "OCB",
    "970425": "ABBANK",
    "970428": "Nam A Bank",
    "970427": "VietABank",
    "970429": "SCB",
    "970412": "PVcomBank",
    "970409": "Bac A Bank",
    "970433": "Vietbank",
    "970454": "BVBank",
    "970452": "KienlongBank",
    "970438": "BaoViet Bank",
    "970400": "Saigonbank",
    "970419": "NCB",
    "970446": "Co-opBank",
    "970406": "Vikki Bank",
    "970414": "MBV",
    "970408": "GPBank",
    "970444": "VCBNeo",
    "970424": "Shinhan Bank",
    "970457": "Woori Bank",
    "970458": "UOB",
    "970439": "Public Bank",
    "970434": "Indovina Bank",
}


@dataclass(frozen=True, slots=True)
class AccountFacts:
    """An account as its owner names it."""

    bank_bin: str
    number: str
    holder: str


def read_number(typed: str) -> str | None:
    """An account number without separators; None: it is none."""
    number = _SEPARATORS.sub("", typed).upper()
    return number if _NUMBER.fullmatch(number) else None


def payable_from(confirmed_at: datetime, *, is_first: bool) -> datetime:
    """When money may go there: a changed account waits, the first one has nothing to wait for."""
    return confirmed_at if is_first else confirmed_at + HOLD
