"""Operational health: what the operator looks at first to see whether all parts do their work."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core.audit.entries import AuditEntry
from core.audit.sealing import AuditUnsealed
from core.clock import today
from core.jobs.waiting import JobBacklog, is_worker_running, job_backlog
from search.engine import IndexStatus, SearchEngine, SearchUnavailable
from storefront.index.queries.lag import is_behind


@dataclass(frozen=True, slots=True)
class OperationalHealth:
    """`index` is None while the search engine is away."""

    is_worker_running: bool
    jobs: JobBacklog
    index: IndexStatus | None
    is_index_behind: bool
    unsealed: int
    oldest_unsealed: datetime | None


def operational_health(session: Session, engine: SearchEngine) -> OperationalHealth:
    unsealed = session.execute(
        select(func.count(), func.min(AuditEntry.at))
        .select_from(AuditUnsealed)
        .join(AuditEntry, AuditEntry.id == AuditUnsealed.entry_id)
    ).one()
    return OperationalHealth(
        is_worker_running=is_worker_running(session),
        jobs=job_backlog(session),
        index=_index(engine),
        is_index_behind=is_behind(session, today()),
        unsealed=unsealed[0],
        oldest_unsealed=unsealed[1],
    )


def _index(engine: SearchEngine) -> IndexStatus | None:
    try:
        return engine.status()
    except SearchUnavailable:
        return None
