"""How each kind of figure stands in a table: what it is, its bar, and whether that is met."""

from collections.abc import Iterable, Sequence

from benchmarks import targets
from benchmarks.rows.anew import PageCost
from benchmarks.rows.as_served import ServedPage
from benchmarks.rows.audit import Audited
from benchmarks.rows.burst import Burst
from benchmarks.rows.during_writes import RATES, WrittenPage
from benchmarks.rows.engines import EngineLatency
from benchmarks.rows.imports import Imported
from benchmarks.rows.labels import Pictures, Sheets
from benchmarks.rows.relevance import OVERALL, Answer, CategoryRelevance
from benchmarks.rows.rules import Judgement
from benchmarks.rows.scan_latency import Latency
from benchmarks.rows.sign_in import SignInCost
from benchmarks.system.commands import Usage

Row = list[str]

ANEW = (
    "page", "products", "fragments", "hello CPU ÷ page CPU", "bar", "of the blocks",
    "CPU ms web + PostgreSQL", "hello CPU ms", "statements", "bar",
)  # fmt: skip


def anew_row(page: PageCost, size: int, *, fragments: bool) -> Row:
    count = len(page.statements)
    return [
        page.kind,
        f"{size:,}",
        "warm" if fragments else "off",
        f"{page.ratio:.3f}",
        targets.verdict_of(targets.ANEW, page.kind, page.ratio) if fragments else "",
        _span(page.ratios),
        f"{page.web_ms:.2f} + {page.database_ms:.2f}",
        f"{page.hello_ms:.3f}",
        str(count),
        targets.verdict_of(targets.STATEMENTS, page.kind, count),
    ]


def unmeasured_anew_row(size: int) -> Row:
    words = "not measured: the application has no such switch"
    return ["all", f"{size:,}", "off", words, *[""] * (len(ANEW) - 4)]


SERVED = (
    "page", "products", "engine", "hello CPU ÷ page CPU", "bar", "of the rounds",
    "CPU ms web + behind", "answers ÷ hello's", "answers a second", "p50 / p99 ms",
)  # fmt: skip


def served_row(page: ServedPage, size: int, engine: str) -> Row:
    ratio = page.middle("ratio")
    percentiles = [sorted(each.page.percentile(p) for each in page.rounds) for p in (0.5, 0.99)]
    p50, p99 = (each[len(each) // 2] for each in percentiles)
    rates = sorted(each.page.per_second for each in page.rounds)
    return [
        page.name,
        f"{size:,}",
        engine,
        f"{ratio:.3f}",
        targets.verdict(targets.served(page.name, size, engine), ratio),
        _span(page.ratios),
        f"{page.middle('web_ms'):.2f} + {page.middle('behind_ms'):.2f}",
        f"{page.middle('rate_ratio'):.3f}",
        f"{rates[len(rates) // 2]:,.0f}",
        f"{p50:.1f} / {p99:.1f}",
    ]


LATENCY = (
    "codes", "highest rate", "rate", "hello p50 ms", "scan p50 ms", "scan p99 ms",
    "scan p99 ÷ hello p50", "bar", "of the rounds",
)  # fmt: skip


def latency_row(latency: Latency) -> Row:
    return [
        f"{latency.codes:,}",
        f"{latency.highest:,.0f}",
        f"{latency.rate:,.0f}",
        f"{latency.hello_p50:.2f}",
        f"{latency.scan_p50:.2f}",
        f"{latency.scan_p99:.2f}",
        f"{latency.ratio:.1f}",
        targets.SCAN_LATENCY.verdict(latency.ratio),
        _span(latency.ratios, 1),
    ]


ENGINES = (
    "engine", "products", "question", "p50 ms", "p99 ms", "bar", "CPU p99 ms",
    "Python loop p50 / p99 ms",
)  # fmt: skip


def engine_row(latency: EngineLatency, size: int, engine: str) -> Row:
    return [
        engine,
        f"{size:,}",
        latency.kind,
        f"{latency.p50:.2f}",
        f"{latency.p99:.2f}",
        targets.verdict(targets.engine_p99(engine, size, latency.kind), latency.p99),
        f"{latency.cpu_p99:.2f}",
        f"{latency.loop_p50:.2f} / {latency.loop_p99:.2f}",
    ]


RELEVANCE = (
    "engine", "category", "queries", "half for tuning", "half held out", "bar", "both", "bar",
)  # fmt: skip


def relevance_row(relevance: CategoryRelevance, engine: str) -> Row:
    overall = relevance.category == OVERALL
    target = targets.RELEVANCE if overall else targets.CATEGORY_RELEVANCE
    return [
        engine,
        relevance.category,
        str(relevance.queries),
        f"{relevance.tuning:.3f}",
        f"{relevance.held_out:.3f}",
        target.verdict(relevance.held_out),
        f"{relevance.both:.3f}",
        target.verdict(relevance.both),
    ]


MISSED = ("engine", "query", "category", "R-precision")


def missed_row(answer: Answer, engine: str) -> Row:
    """Those of the held-out half stay unnamed: who knows them would tune on them."""
    query = answer.query
    text = "(held out)" if query.is_held_out else query.text
    return [engine, text, query.category, f"{answer.precision:.2f}"]


INDEXES = ("engine", "products", "seconds", "CPU s", "peak memory MB")


def index_row(usage: Usage, size: int, engine: str) -> Row:
    return [
        engine,
        f"{size:,}",
        f"{usage.seconds:.1f}",
        f"{usage.cpu_seconds:.1f}",
        f"{usage.peak_mb:.0f}",
    ]


WRITES = (
    "page", "quiet, a second", "while written, a second", "busy ÷ quiet", "bar", "of the windows",
    f"written a second ({', '.join(f'{rate} {name}' for name, rate in RATES.items())} wanted)",
)  # fmt: skip


def writes_row(page: WrittenPage) -> Row:
    return [
        page.name,
        f"{page.quiet:,.0f}",
        f"{page.busy:,.0f}",
        f"{page.ratio:.2f}",
        targets.DURING_WRITES.verdict(page.ratio if page.is_written_enough else 0),
        _span(page.ratios, 2),
        ", ".join(f"{rate:.1f} {name}" for name, rate in page.written.items()),
    ]


BURSTS = (
    "engine",
    "slowest burst, s",
    "bar",
    "all bursts, s",
    "slowest of each part, s",
    "writing, s",
)


def burst_row(bursts: Sequence[Burst], engine: str) -> Row:
    slowest = max(burst.seconds for burst in bursts)
    parts = {name: max(burst.seen[name] for burst in bursts) for name in bursts[0].seen}
    return [
        engine,
        f"{slowest:.2f}",
        targets.BURST[engine].verdict(slowest),
        ", ".join(f"{burst.seconds:.2f}" for burst in bursts),
        ", ".join(f"{name} {seconds:.2f}" for name, seconds in parts.items()),
        f"{max(burst.writing for burst in bursts):.2f}",
    ]


IMPORTS = ("rows", "file", "seconds", "CPU s", "peak memory MB", "rows a second", "outcome")


def import_row(imported: Imported) -> Row:
    usage = imported.usage
    return [
        f"{imported.rows:,}",
        "the same again" if imported.again else "new",
        f"{usage.seconds:.1f}",
        f"{usage.cpu_seconds:.1f}",
        f"{usage.peak_mb:.0f}",
        f"{imported.rows / usage.seconds:,.0f}",
        imported.outcome,
    ]


RULES = ("200 events", "CPU ms", "bar", "grants alone")


def rules_row(judged: Judgement) -> Row:
    bar = targets.RULES.verdict(judged.milliseconds)
    return [judged.record, f"{judged.milliseconds:.1f}", bar, f"{judged.grants:,.0f}"]


SIGN_IN = ("what", "CPU ms, median (lowest–highest)", "bar")


def sign_in_row(cost: SignInCost) -> Row:
    bar = targets.HASH.verdict(cost.usual) if cost.what.startswith("hashing") else ""
    return [cost.what, f"{cost.usual:.1f} ({_span(cost.milliseconds, 1)})", bar]


LABELS = ("what", "figure", "bar")


def label_rows(sheets: Iterable[Sheets], pictures: Pictures) -> list[Row]:
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


def _span(figures: Sequence[float], digits: int = 3) -> str:
    if not figures:
        return ""
    return f"{min(figures):.{digits}f}–{max(figures):.{digits}f}"


AUDIT = ("acts", "a second", "ratio of paired rounds (lowest–highest)", "bar")


def audit_rows(acts: Audited) -> list[Row]:
    """The same acts without and with entries."""
    spread = f"{acts.ratio:.2f} ({min(acts.ratios):.2f}–{max(acts.ratios):.2f})"
    verdict = targets.AUDIT_RATIO.verdict(acts.ratio)
    return [
        ["without entry", f"{acts.plain:,.0f}", "", ""],
        ["with an audit entry each", f"{acts.audited:,.0f}", spread, verdict],
    ]
