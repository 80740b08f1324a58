"""Job queue (transactional outbox): deferred in the transaction of a change, done by the worker.

A job exists exactly when the change it follows is committed. A topic names what happened
("product.changed"); packages above listen (core.jobs.handlers).
"""

from procrastinate import App, PsycopgConnector, SyncPsycopgConnector
from procrastinate.jobs import JobDeferrer
from procrastinate.manager import JobManager
from procrastinate.types import JSONValue
from sqlalchemy.orm import Session

queue = App(connector=PsycopgConnector())  # opened by the worker alone
# Never opened: it speaks on the connection it is handed. The queue's own, open in the worker, would
# take the connection of a handler's session for an asynchronous one.
_on_sessions = JobManager(SyncPsycopgConnector())


def defer(session: Session, topic: str, **facts: JSONValue) -> None:
    """Tell the packages above what happened, if and only if this transaction is committed."""
    session.flush()
    driver = session.connection().connection.driver_connection
    job = queue.configure_task(topic).job
    JobDeferrer(_on_sessions, job, connection=driver).defer(**facts)
