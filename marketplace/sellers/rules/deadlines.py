"""Legal deadlines: what an authority demands within 24 hours, and notice before a closing."""

from datetime import datetime, timedelta

AUTHORITY_LIMIT = timedelta(hours=24)  # 122/2025/QH15: from when the demand was received
CLOSING_NOTICE = timedelta(days=5)  # before a seller is closed for good cause


def due_at(received_at: datetime) -> datetime:
    """When what an authority demands has to be done."""
    return received_at + AUTHORITY_LIMIT


def hours_left(due: datetime, at: datetime) -> int:
    """Whole hours until then, negative when it is past."""
    return int((due - at).total_seconds() // 3600)
