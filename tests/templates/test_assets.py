"""What browsers load is up to date, small, whole and allowed by our own content policy."""

import csv
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import brotli
import pytest

ROOT = Path(__file__).resolve().parents[2]
STATIC = ROOT / "static"
PRINTS = sorted((STATIC / "prints").glob("*.svg"))
INK = "#2b2118"


def packed(path: Path) -> int:
    return len(brotli.compress(path.read_bytes()))


def test_the_built_files_are_those_of_their_sources():
    run = subprocess.run(
        [sys.executable, "bin/build-assets", "--check"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (run.stdout, run.returncode) == ("", 0)


def test_every_product_motif_has_its_print_and_none_is_left_over():
    with (ROOT / "data/prints.csv").open(encoding="utf-8") as rows:
        prints = {row["print"] for row in csv.DictReader(rows)}

    assert {p.stem for p in PRINTS} == prints
    assert len(prints) == 45


@pytest.mark.parametrize("path", PRINTS, ids=lambda p: p.stem)
def test_a_print_has_at_most_three_colours_and_weighs_little(path):
    text = path.read_text(encoding="utf-8")

    assert len(set(re.findall(r'fill="(#\w+)"', text)) - {INK}) <= 3
    assert 400 <= len(text.encode()) <= 2200
    assert ET.fromstring(text).get("viewBox") == "0 0 200 180"


@pytest.mark.parametrize("sheet", ["prints.svg", "icons.svg", "desk-icons.svg", "map.svg"])
def test_a_sheet_is_well_formed_with_names_used_once(sheet):
    ids = [symbol.get("id") for symbol in ET.parse(STATIC / sheet).getroot()]

    assert len(ids) == len(set(ids)) > 10


def test_pages_stay_light():
    assert packed(STATIC / "css/site.css") <= 25_000
    assert sum(packed(p) for p in (STATIC / "js").glob("*.js")) <= 12_000
    assert packed(STATIC / "css/desk.css") <= 8_000
    assert packed(STATIC / "prints.svg") <= 16_000
    assert sum(p.stat().st_size for p in (STATIC / "fonts").glob("*.woff2")) <= 65_000


def test_nothing_needs_an_inline_style_or_script():
    for path in (ROOT / "templates").rglob("*.html"):
        if path.name in {"standalone.html", "mail.html"}:
            continue  # carry their style: allowed by its hash, and mails know no policy
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"<style|\sstyle=|\son\w+=\"|javascript:|\|\s*safe\b", text), path
        for tag in re.findall(r"<script[^>]*>", text):
            assert "src=" in tag or "application/ld+json" in tag, path


def test_every_colour_comes_from_the_tokens():
    for path in [*(STATIC / "css/components").glob("*.css"), *(STATIC / "css/desk").glob("*.css")]:
        colours = set(re.findall(r"#[0-9a-f]{3,8}\b", path.read_text(encoding="utf-8")))
        assert colours <= {INK, "#fff"}, path


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    dark, light = sorted([luminance(one), luminance(other)])
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("text", "grounds"),
    [
        (
            "ink",
            ["paper", "card", "sunk", "banner", "hoe-wash", "cham-wash", "son-wash", "che-wash"],
        ),
        ("soft", ["paper", "card", "sunk"]),
        ("che", ["paper", "card", "sunk", "banner"]),
        ("son", ["paper", "card", "son-wash"]),
        ("hoe-text", ["paper", "card"]),
        ("on-che", ["che", "che-deep"]),
        ("on-son", ["son"]),
    ],
)
def test_text_can_be_read_on_its_ground(theme, text, grounds):
    source = (STATIC / "css/tokens.css").read_text(encoding="utf-8").split(":root {")[theme + 1]
    tokens = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})\b", source))

    for ground in grounds:
        assert contrast(tokens[text], tokens[ground]) >= 4.5, ground
