"""The machine and the versions that figures belong to; nothing that names the machine."""

import os
import platform
from importlib.metadata import version
from pathlib import Path
from urllib.parse import urlsplit

import psutil

PACKAGES = (
    "flask", "sqlalchemy", "psycopg", "granian", "tantivy", "elasticsearch", "pillow", "qrcode",
    "fpdf2",
)  # fmt: skip


def machine() -> str:
    """Cores, processor and memory in one line."""
    cores = len(os.sched_getaffinity(0))
    return f"{cores} cores, {_processor()}, {_memory_gb():.0f} GB of memory"


def load_average() -> str:
    """How busy the machine was before the first figure."""
    return f"{os.getloadavg()[0]:.1f}"


def versions(postgres: str) -> str:
    """What ran."""
    ours = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    return f"Python {platform.python_version()}, PostgreSQL {postgres}, {ours}"


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    return next(
        (line.partition(":")[2].strip() for line in lines if line.startswith("model name")),
        platform.machine(),
    )


def _memory_gb() -> float:
    lines = Path("/proc/meminfo").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("MemTotal")).split()[1]) / 2**20


def listening_process(url: str) -> int:
    """The process that answers at an address of this machine."""
    port = urlsplit(url).port
    for connection in psutil.net_connections("tcp"):
        if connection.status == psutil.CONN_LISTEN and connection.laddr.port == port:
            return int(connection.pid)
    raise RuntimeError(f"no process of this machine listens at {url}")
