"""A code proves that we gave it to somebody, and no more: the wording never says more."""

import re

import pytest

from config import ROOT

FORBIDDEN = re.compile(
    r"hàng thật|chính hãng|an toàn tuyệt đối|\bgenuine\b|\bauthentic\b|cam kết 100", re.IGNORECASE
)
WORDING = [
    *(ROOT / "templates").rglob("*.*"),
    *(
        file
        for package in ("core", "registry", "certification", "traceability", "marketplace")
        for file in (ROOT / package).rglob("*.py")
    ),
    *(ROOT / "translations").rglob("*.po"),
]


def test_there_is_wording_to_look_at():
    assert len(WORDING) > 50


@pytest.mark.parametrize("words", ["Hàng thật", "CHÍNH HÃNG 100 %", "a genuine product"])
def test_the_search_finds_what_is_forbidden(words):
    assert FORBIDDEN.search(words)


def test_no_page_claims_what_no_code_can_prove():
    wrong = [
        f"{file.relative_to(ROOT)}:{number}"
        for file in WORDING
        for number, line in enumerate(file.read_text(encoding="utf-8").split("\n"), 1)
        if FORBIDDEN.search(line)
    ]

    assert wrong == []
