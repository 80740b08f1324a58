"""Rules no linter knows: where transactions end, what templates hold, how long files get."""

import re
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from config import ROOT
from tests.architecture.test_doors import USE_CASES

PACKAGES = (
    "core",
    "search",
    "registry",
    "accounts",
    "certification",
    "traceability",
    "intake",
    "marketplace",
    "storefront",
    "desks",
)


def tracked(*patterns: str) -> list[Path]:
    names = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", *patterns],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return [ROOT / name for name in names.stdout.split("\n") if name and (ROOT / name).is_file()]


def lines_with(pattern: str, files: list[Path]) -> list[str]:
    forbidden = re.compile(pattern)
    return [
        f"{file.relative_to(ROOT)}:{number}"
        for file in files
        for number, line in enumerate(file.read_text(encoding="utf-8").split("\n"), 1)
        if forbidden.search(line)
    ]


CODE = [file for package in PACKAGES for file in tracked(f"{package}/*.py", f"{package}/**/*.py")]
TEMPLATES = tracked("templates/*.html", "templates/**/*.html")


def test_only_the_edge_ends_a_transaction():
    others = {
        "core/db/administration/schema.py",  # migrations
        "search/engines/embedded.py",  # an index, not a database
    }
    ours = [file for file in CODE if file.relative_to(ROOT).as_posix() not in others]

    assert lines_with(r"\.(commit|rollback)\(", ours) == []
    assert len(ours) == len(CODE) - len(others)


def test_no_code_asks_whether_it_is_tested():
    assert (
        lines_with(r"\.testing\b|TESTING", [*CODE, *tracked("wsgi.py", "config.py", "bin/*")]) == []
    )


def test_names_say_what_they_hold_not_how_it_came():
    vague = "_?(?:found|asked|wanted|told|said)"
    naming = rf"^\s+{vague}(?:: [^=]+)? = |\bfor {vague} in\b|\bself\.{vague}\b|\bdef {vague}\b"

    assert lines_with(naming, [*CODE, *tracked("tests/**/*.py", "benchmarks/**/*.py")]) == []


def test_queries_are_written_with_select():
    assert lines_with(r"session\.query\(", CODE) == []


def test_what_an_application_keeps_is_found_in_one_place():
    assert lines_with(r"\.extensions\[", CODE) == [
        f"core/composition.py:{line}" for line in service_lines()
    ]
    assert lines_with(r"current_app\.config\[", CODE) == []


def service_lines() -> list[int]:
    text = (ROOT / "core" / "composition.py").read_text(encoding="utf-8")
    return [n for n, line in enumerate(text.split("\n"), 1) if "extensions[KEY]" in line]


def test_hooks_of_the_application_are_registered_in_one_place():
    places = lines_with(r"\bapp\.(before|after|teardown)_request\b", [*CODE, ROOT / "wsgi.py"])

    assert {place.partition(":")[0] for place in places} == {"core/web/hooks.py"}


def test_templates_escape_everything():
    assert lines_with(r"\|\s*safe\b", TEMPLATES) == []


@pytest.mark.parametrize("pattern", [r"\sstyle=\"", r"\son[a-z]+=\"", r"<script>(?!</)"])
def test_templates_hold_nothing_that_the_content_policy_refuses(pattern):
    assert lines_with(pattern, TEMPLATES) == []


def test_a_line_of_a_template_can_be_read_without_scrolling():
    assert lines_with(r"^.{161,}$", TEMPLATES) == []


LITERAL_ADDRESS = (
    r"""(href|action)="/|["'(]/(san-pham|co-so|tinh|chung-nhan|tra-cuu|api/docs)\b(?!-)"""
)


def test_templates_name_addresses_by_their_endpoints():
    assert lines_with(LITERAL_ADDRESS, TEMPLATES) == []


def test_python_names_addresses_by_their_endpoints():
    routes = lines_with(r"\.(get|post|route|add_url_rule)\(", CODE)

    assert sorted(set(lines_with(LITERAL_ADDRESS, CODE)) - set(routes)) == []


def test_no_file_is_longer_than_four_hundred_lines_and_no_test_than_five_hundred():
    files = {
        file.relative_to(ROOT).as_posix(): file
        for file in tracked("*.py", "*.css", "*.html", "*.js")
    }
    long = [
        name
        for name, file in files.items()
        if file.name not in {"site.css", "desk.css"}
        and file.read_text(encoding="utf-8").count("\n")
        > (500 if name.startswith("tests/") else 400)
    ]

    assert long == []


def test_half_of_the_code_files_are_short():
    lengths = sorted(
        file.read_text(encoding="utf-8").count("\n") for file in CODE if file.stat().st_size
    )

    assert lengths[len(lengths) // 2] <= 120


def test_nothing_imports_inside_a_function():
    assert (
        lines_with(
            r"^\s+(from [\w.]+ import \w|import [\w.]+$)",
            [f for f in CODE if f.name != "embedded.py"],
        )
        == []
    )


MOST_FILES = 12
MOST_LINES = 4_000  # of a package without use cases, or of one use case


def test_a_folder_holds_at_most_twelve_files():
    counts = Counter(
        file.parent.relative_to(ROOT).as_posix()
        for file in CODE
        if file.name != "__init__.py" and file.parts[-2] != "search"
    )

    assert {folder: count for folder, count in counts.items() if count > MOST_FILES} == {}


def test_a_package_is_cut_by_use_case_before_it_is_too_large_to_read():
    cut = {"core", *(room.split(".")[0] for room in USE_CASES)}  # core is cut into rooms
    lines = Counter()
    for file in CODE:
        parts = file.relative_to(ROOT).parts
        room = ".".join(parts[:2]) if parts[0] in cut else parts[0]
        lines[room] += file.read_text(encoding="utf-8").count("\n")

    assert {room: count for room, count in lines.items() if count > MOST_LINES} == {}
