"""Prometheus metrics: counted where things happen, added up over all processes.

The only module that imports the client of Prometheus. With PROMETHEUS_MULTIPROC_DIR set before the
start, as bin/run does, processes count into files there; without, each counts for itself.
"""

import os
from collections.abc import Iterator, Mapping

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest, multiprocess
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import REGISTRY, Collector

PREFIX = "chosao"
CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
_SHARED = "PROMETHEUS_MULTIPROC_DIR" in os.environ  # noqa: TID251 - the library's own, read at import
_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)


def counter(name: str, says: str, *labels: str) -> Counter:
    """Something that happens, counted since the start."""
    return Counter(f"{PREFIX}_{name}", says, labels)


def durations(name: str, says: str, *labels: str) -> Histogram:
    """How long something takes, in seconds."""
    return Histogram(f"{PREFIX}_{name}", says, labels, buckets=_BUCKETS)


def written(*gauges: "InstantGauge") -> bytes:
    """Everything counted so far, and gauges read for this answer, as Prometheus reads it."""
    registry = CollectorRegistry()
    if _SHARED:
        multiprocess.MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    for gauge in gauges:
        registry.register(gauge)
    counted = b"" if _SHARED else generate_latest(REGISTRY)
    return counted + generate_latest(registry)


class InstantGauge(Collector):
    """A number that is so at this moment, by one label."""

    def __init__(self, name: str, says: str, label: str, values: Mapping[str, float]) -> None:
        self._family = GaugeMetricFamily(f"{PREFIX}_{name}", says, labels=[label])
        for value, number in values.items():
            self._family.add_metric([value], number)

    def collect(self) -> Iterator[GaugeMetricFamily]:
        yield self._family
