"""The clock: the present moment in UTC, aware, and the present day in Vietnam."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """The present day in Vietnam: certificates lapse at midnight there, wherever we run."""
    return now().astimezone(VIETNAM).date()
