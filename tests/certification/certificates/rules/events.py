"""Short ways to write events, and strategies that draw them."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import strategies as st

from certification.certificates.rules.dates import VagueDate
from certification.certificates.rules.events import Event, EventKind, Evidence

GRANTED, RENEWED, RERATED = EventKind.GRANTED, EventKind.RENEWED, EventKind.RERATED
SUSPENDED, LIFTED, REVOKED = EventKind.SUSPENDED, EventKind.LIFTED, EventKind.REVOKED
WITHDRAWN, PROPOSED, EXTENDED = EventKind.WITHDRAWN, EventKind.PROPOSED, EventKind.EXTENDED

# Days close to each other and to the ends of each other's terms, where order matters.
CLOSE_DAYS = st.sampled_from(
    [
        date(year, month, day)
        for year in (2020, 2023, 2026)
        for month, day in ((2, 27), (2, 28), (3, 1), (3, 2))
    ]
    + [date(2020, 2, 29), date(2024, 2, 29)]
)
DAYS = st.one_of(CLOSE_DAYS, st.dates(date(2018, 5, 7), date(2031, 1, 1)))
UNSIGNED = st.none()
MOMENTS = st.none() | st.datetimes(
    datetime(2019, 1, 1),  # noqa: DTZ001 - hypothesis wants naive bounds
    datetime(2030, 1, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
)


def on(text: str) -> VagueDate:
    return VagueDate.exact(date.fromisoformat(text))


def event(kind: EventKind, when: str | VagueDate, stars: int | None = None, **rest) -> Event:
    return Event(kind, on(when) if isinstance(when, str) else when, stars, **rest)


def granted(when: str | VagueDate, stars: int = 4, **rest) -> Event:
    return event(GRANTED, when, stars, **rest)


def vague_dates(widest: int) -> st.SearchStrategy[VagueDate]:
    return st.builds(
        lambda day, width: VagueDate(day, day + timedelta(days=width)),
        DAYS,
        st.integers(0, widest),
    )


def events(
    when: st.SearchStrategy[VagueDate], moments=MOMENTS, signed=UNSIGNED
) -> st.SearchStrategy[Event]:
    return st.builds(
        Event,
        kind=st.sampled_from(EventKind),
        effective=when,
        stars=st.sampled_from([None, 2, 3, 4, 5]),
        last_day=st.none() | DAYS,
        decision=st.sampled_from([None, "1/QĐ", "2/QĐ"]),
        reason=st.sampled_from([None, "a", "đ"]),
        recorded_at=moments,
        decided_on=signed,
        evidence=st.sampled_from([Evidence.RECOGNISED] * 4 + [Evidence.ASSESSED]),
    )


EXACT_EVENTS = events(DAYS.map(VagueDate.exact), signed=st.none() | DAYS)
VAGUE_EVENTS = events(vague_dates(1500))
