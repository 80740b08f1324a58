"""RESULTS.md: tables of what was measured in one run, and how to read them."""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from benchmarks.load.generator import CONNECTIONS
from benchmarks.rows.anew import WARM
from benchmarks.system.machine import machine, versions
from benchmarks.system.servers import WORKERS

RESULTS = Path(__file__).parent / "RESULTS.md"

METHOD = f"""\
Every figure below was measured in the run that wrote this file; nothing is carried over from
another machine or day. Absolute figures belong to the machine above and change with its load:
compare ratios. Beside each page, on the same server in the same way ({WORKERS} granian workers as
in production), stands an application of Flask alone that says "hello". CPU is what the kernel
booked on web processes and on PostgreSQL with all its backends. Catalogues above 1,254 products
begin with the real file and go on with its parts put together anew, through the same import.

*Made anew*: after {WARM} requests to other addresses of the kind every address is asked once, over
{CONNECTIONS} connections, in blocks that alternate with hello; no page is kept, fragments are as
warm as those {WARM} made them. Lists are full pages, the first ten of every order, of all products,
a group, a province or both. Home has one address: a certificate is suspended before each request,
so that the content version has moved; only the request is measured. *Statements* are all that
reach PostgreSQL for a page, the question for the content version included, read from its log.

*As served*: each address over and over, {CONNECTIONS} connections, as fast as it is answered,
with compression as browsers ask for it; hello right before each round. CPU "behind" is PostgreSQL's
and, where it answers, Elasticsearch's. The load generator is a Python process on the same cores,
which slows hello most: answers a second flatter a page, CPU does not, so bars are held to CPU.

*Scan latency*: an open loop, requests due at even intervals, latency counted from then (no
coordinated omission). *During writes*: quiet and busy windows alternate; sales and audit entries
through the project's own services, scans and reports over HTTP, the worker running. *Burst*:
seconds from the last of 40 commits until list, search, facets and the home page say so.
*Engines* are asked in process; between two questions runs a loop of pure Python (10,000
additions), whose p99 tells how much of a p99 is the machine's. *Relevance*: the queries of
benchmarks/relevance/judged.csv, asked of the real catalogue; what answers each was judged from
names and attributes before anything was tuned, and nothing is tuned on the half held out.
*Imports* and *labels* count CPU of the process that works.

Noise: server, database, load and whatever else runs share the cores. Figures whose spread is wide
were disturbed; wall-clock figures (latency, rates, bursts) more than CPU.
"""


class Report:
    """Collects sections; written anew after each, so that an interrupted run keeps what it has."""

    def __init__(self, path: Path, postgres: str, load: str) -> None:
        self._path = path
        self._parts = [
            "# Results\n\n`make bench` writes this file.\n",
            _facts(postgres, load),
            f"## Method and noise\n\n{METHOD}",
        ]

    def add(self, title: str, header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        """A section with one table, each line of which is shown as soon as it is measured."""
        lines = [_line(header), _line(["---"] * len(header))]
        print("", title, *lines, sep="\n", flush=True)
        for row in rows:
            lines.append(_line(row))
            print(lines[-1], flush=True)
        self._parts.append(f"## {title}\n\n" + "\n".join(lines) + "\n")
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._path.write_text("\n".join(self._parts), encoding="utf-8")


def _facts(postgres: str, load: str) -> str:
    day = date.today()  # noqa: DTZ011 - the day at this desk
    facts = [f"{day:%Y-%m-%d}", machine(), versions(postgres), f"load average before: {load}"]
    return "".join(f"- {fact}\n" for fact in facts)


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
