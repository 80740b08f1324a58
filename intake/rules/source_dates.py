"""Date of recognition within bounds, from the date of an article or notice."""

from calendar import monthrange
from datetime import date

from certification.certificates.rules.authority import PROGRAMME_START
from certification.certificates.rules.dates import VagueDate, add_months

# An article may announce results up to a year before the decision is signed.
MONTHS_AHEAD = 12


def granted_between(year: int | None, source_date: str, recorded_on: date) -> VagueDate:
    """The days on which the grant a source reports can lie.

    The stated year in whole: of recognition or of the assessment round, whose decision may be
    signed in the next year, as far as the source's own date allows. Without a year, from the start
    of the programme to a year after the source. Never after the day we recorded it. The number of a
    decision ("86/QĐ-UBND") tells no date. Raises ValueError for a `source_date` other than
    "2023-02-01", "2024-12", "2024" or "".
    """
    published = _last_day_of(source_date)
    if year is not None:
        first, last = date(year, 12, 31), date(year + 1, 12, 31)
        latest = last if published is None else max(first, min(published, last))
        return VagueDate(date(year, 1, 1), latest).no_later_than(recorded_on)
    latest = recorded_on if published is None else add_months(published, MONTHS_AHEAD)
    return VagueDate(PROGRAMME_START, max(PROGRAMME_START, min(latest, recorded_on)))


def _last_day_of(text: str) -> date | None:
    parts = [int(part) for part in text.strip().split("-")] if text.strip() else []
    match parts:
        case []:
            return None
        case [year]:
            return date(year, 12, 31)
        case [year, month] if 1 <= month <= 12:  # noqa: PLR2004 - months of a year
            return date(year, month, monthrange(year, month)[1])
        case [year, month, day]:
            return date(year, month, day)
        case _:
            raise ValueError(f"not a date of a source: {text!r}")
