"""RESULTS.md: tables of what was measured in one run, and how to read them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

from benchmarks import targets
from benchmarks.audit import Audited
from benchmarks.engines import Asked, Built
from benchmarks.imports import Imported
from benchmarks.labels import Pictures, Sheets
from benchmarks.load import GENERATOR
from benchmarks.machine import machine, versions
from benchmarks.pages import Measured
from benchmarks.servers import WORKERS

RESULTS = Path(__file__).parent / "RESULTS.md"

METHOD = """\
Every figure below was measured in the run that wrote this file; nothing is carried over from
another machine or day. Absolute figures belong to the machine above and change with its load:
compare ratios.

*Pages* are served as in production (granian, WSGI, {workers} workers with one blocking thread
each) and asked by {generator}, on the same cores as server and database, with compression as
browsers ask for it. Every answer asks the database whether the page it has kept is still so, and
where it searches also the engine (ADR 10); *made anew* is the same with nothing kept, each answer
read, rendered and packed. Beside them, on the same server, stands an application of Flask alone
that says "hello". A round asks hello and then the page; **× hello** is the page's answers a second
to hello's in the same round, the median of {rounds} rounds with the lowest and highest in
brackets. CPU is what the kernel booked on the workers (web) and on PostgreSQL's processes (db),
per answer. *Queries* are statements that reach PostgreSQL for a page made anew in a warm process,
counted there; a page kept takes one. Catalogues above 1,254 products begin with the real file and
go on with its parts put together anew, through the same import.

*Engines* are asked in process, {questions} questions of each kind made from names of the
catalogue, without pages around them. *Imports* and *labels* count CPU of the process that works.

Noise: server, database, load and whatever else runs share the cores. A ratio whose brackets are
wide was disturbed. The load average before the first figure was {load}.
"""


class Report:
    """Collects sections; written anew after each, so that an interrupted run keeps what it has."""

    def __init__(
        self, path: Path, *, postgres: str, rounds: int, questions: int, load: str
    ) -> None:
        self._path = path
        method = METHOD.format(
            workers=WORKERS, generator=GENERATOR, rounds=rounds, questions=questions, load=load
        )
        self._parts = [
            "# Results\n\n`make bench` writes this file.\n",
            f"- {date.today():%Y-%m-%d}\n- {machine()}\n- {versions(postgres)}\n",  # noqa: DTZ011 - the day at this desk
            f"## Method and noise\n\n{method}",
        ]

    def add(self, title: str, header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        """A section with one table, which is shown at once as well."""
        lines = [header, ["---"] * len(header), *rows]
        table = "\n".join(f"| {' | '.join(line)} |" for line in lines)
        print(f"\n{title}\n{table}", flush=True)
        self._parts.append(f"## {title}\n\n{table}\n")
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._path.write_text("\n".join(self._parts), encoding="utf-8")


PAGES = (
    "page", "× hello", "target", "a second", "p50 / p99 ms", "CPU ms web + db",
    "made anew: × hello", "CPU ms", "queries", "kB",
)  # fmt: skip


def page_row(page: Measured) -> list[str]:
    queries = " ".join(
        (str(page.queries), targets.verdict(targets.QUERIES, page.name, page.queries))
    )
    return [
        page.name,
        f"{page.ratio:.3f} ({page.lowest:.3f}–{page.highest:.3f})",
        targets.verdict(targets.RATIOS, page.name, page.ratio),
        f"{page.per_second:,.0f}",
        f"{page.p50:.1f} / {page.p99:.1f}",
        f"{page.cpu_ms:.2f} + {page.database_ms:.2f}",
        f"{page.anew:.3f}",
        f"{page.anew_ms:.2f}",
        queries.strip(),
        f"{page.kilobytes:.1f}",
    ]


ENGINES = ("engine", "products", "question", "p50 ms", "p99 ms", "target for p99")


def engine_row(engine: str, size: int, asked: Asked) -> list[str]:
    bars: Mapping[int, targets.Target] = {}
    if engine == "embedded" and asked.kind.startswith("page"):
        bars = targets.PAGE_P99
    elif engine == "embedded" and asked.kind.startswith("suggest"):
        bars = targets.SUGGEST_P99
    bar = bars.get(size)
    return [
        engine,
        f"{size:,}",
        asked.kind,
        f"{asked.p50:.2f}",
        f"{asked.p99:.2f}",
        bar.verdict(asked.p99) if bar else "",
    ]


INDEXES = ("engine", "products", "documents", "seconds", "CPU s of the builder", "memory taken, MB")


def index_row(engine: str, size: int, built: Built) -> list[str]:
    return [
        engine,
        f"{size:,}",
        f"{built.documents:,}",
        f"{built.seconds:.1f}",
        f"{built.cpu_seconds:.1f}",
        f"{built.grown_mb:.0f}",
    ]


IMPORTS = ("rows", "file", "seconds", "CPU s", "peak memory MB", "rows a second", "outcome")


def import_row(imported: Imported) -> list[str]:
    spent = imported.spent
    return [
        f"{imported.rows:,}",
        "the same again" if imported.again else "new",
        f"{spent.seconds:.1f}",
        f"{spent.cpu_seconds:.1f}",
        f"{spent.peak_mb:.0f}",
        f"{imported.rows / spent.seconds:,.0f}",
        imported.outcome,
    ]


AUDIT = ("acts", "a second", "ratio of paired rounds (lowest–highest)", "target")


def audit_rows(both: Audited) -> list[list[str]]:
    spread = f"{both.ratio:.2f} ({min(both.ratios):.2f}–{max(both.ratios):.2f})"
    verdict = targets.AUDIT_RATIO.verdict(both.ratio)
    return [
        ["without entry", f"{both.plain:,.0f}", "", ""],
        ["with an audit entry each", f"{both.audited:,.0f}", spread, verdict],
    ]


LABELS = ("what", "figure", "target")


def label_rows(sheets: Iterable[Sheets], pictures: Pictures) -> list[list[str]]:
    rows = []
    for made in sheets:
        what = f"{made.layout}, {made.pages} pages"
        a_second, weight = made.pages_a_second, made.kilobytes_a_page
        is_bound = made.layout.endswith("24")  # the bars were set for sheets of 24
        rows += [
            [f"{what}: pages per CPU second", f"{a_second:.1f}",
             targets.SHEET_PAGES.verdict(a_second) if is_bound else ""],
            [f"{what}: kB a page", f"{weight:.1f}",
             targets.SHEET_KILOBYTES.verdict(weight) if is_bound else ""],
        ]  # fmt: skip
    both = f"{pictures.ours:.2f} against {pictures.bare:.2f} ms: {pictures.ratio:.2f}"
    return [
        *rows,
        ["PNG of one code, read back, against the bare library", both,
         targets.PICTURE_RATIO.verdict(pictures.ratio)],
    ]  # fmt: skip
