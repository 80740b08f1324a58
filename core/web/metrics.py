"""`/metrics`: requests, their durations, jobs that wait. For machines of the same network alone."""

import ipaddress
import time
from http import HTTPStatus

from flask import Blueprint, Request, Response, abort, g, request
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnectionFree

from core import metrics
from core.access.declared import allowed
from core.db.sessions import read_session

bp = Blueprint("metrics", __name__)

REQUESTS = metrics.counter("requests", "Requests answered.", "endpoint", "status")
SECONDS = metrics.durations("request_seconds", "From a request to its answer.", "endpoint")
_JOBS = text(
    "SELECT status::text, count(*) FROM procrastinate_jobs"
    " WHERE status IN ('todo', 'doing', 'failed') GROUP BY status"
)


@bp.get("/metrics")
@allowed("metrics.read")
def show() -> Response:
    if not _is_near(request.remote_addr or ""):
        abort(HTTPStatus.NOT_FOUND)
    response = Response(
        metrics.written(*_gauges_from_database()), content_type=metrics.CONTENT_TYPE
    )
    response.headers["Cache-Control"] = "no-store"
    return response


def _gauges_from_database() -> list[metrics.InstantGauge]:
    """Gauges read from the database; that it does not answer is one of them."""
    up = {"postgresql": 1.0}
    jobs = dict.fromkeys(("todo", "doing", "failed"), 0.0)
    try:
        with read_session() as session:
            jobs |= {status: float(number) for status, number in session.execute(_JOBS)}
    except (DBAPIError, NoConnectionFree):
        up, jobs = {"postgresql": 0.0}, {}
    return [
        metrics.InstantGauge("up", "Whether it answers.", "part", up),
        metrics.InstantGauge("jobs", "Jobs of the worker; those done are deleted.", "status", jobs),
    ]


def _is_near(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_private
    except ValueError:
        return False


def begin(_: Request) -> None:
    g.began = time.perf_counter()


def count(request: Request, response: Response) -> Response:
    endpoint = request.endpoint or "none"
    REQUESTS.labels(endpoint, response.status_code).inc()
    if "began" in g:
        SECONDS.labels(endpoint).observe(time.perf_counter() - g.began)
    return response
