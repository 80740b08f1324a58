"""Says in the last lines of a run which tests were left out and why.

With REQUIRE_ALL=1, as in the gate, a test that is left out counts as failed.
"""

import os
from collections import Counter
from collections.abc import Generator

import pytest

REQUIRE_ALL = os.environ.get("REQUIRE_ALL") == "1"  # noqa: TID251 (says how to run, not what)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if REQUIRE_ALL and report.skipped and not hasattr(report, "wasxfail"):
        report.longrepr = f"REQUIRE_ALL is set, and this was left out: {reason_of(report)}"
        report.outcome = "failed"
    return report


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    reasons = Counter(reason_of(report) for report in terminalreporter.getreports("skipped"))
    if reasons:
        terminalreporter.section("left out")
    for reason, number in reasons.most_common():
        terminalreporter.line(f"{number} {'test' if number == 1 else 'tests'}: {reason}")


def reason_of(report: pytest.TestReport | pytest.CollectReport) -> str:
    """The words given to pytest.skip, of any of the shapes a report keeps them in."""
    reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    return reason.removeprefix("Skipped: ")
