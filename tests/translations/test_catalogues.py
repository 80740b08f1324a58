"""Every sentence is translated, and the command says so when one is not."""

import ast

import pytest
from babel.messages.catalog import Catalog

from config import ROOT

PACKAGES = {path.parent.name for path in ROOT.glob("*/__init__.py")} - {"tests", "benchmarks"}
GETTEXT = {"_", "N_", "gettext", "lazy_gettext"}


def test_every_language_is_complete_and_holds_nothing_else(command):
    template = command.extracted()
    faults = {
        path.parent.parent.name: list(command.faults_of(catalogue, template))
        for path, catalogue in command.kept()
    }

    assert faults == {"en": []}


def test_wording_of_templates_python_and_marked_sentences_is_found(command):
    found = {message.id for message in command.extracted()}

    assert "Trang chủ" in found  # a template
    assert "Còn hiệu lực" in found  # gettext
    assert "Không đọc được tệp." in found  # lazy_gettext
    assert "Quá nhiều yêu cầu. Hãy chờ số giây ghi ở tiêu đề Retry-After." in found  # N_
    assert ("%(n)s sản phẩm", "%(n)s sản phẩm") in found  # ngettext


def sentences(path):
    """Constant first arguments of gettext calls, as Python itself reads them."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args:
            first = node.args[0]
            if node.func.id in GETTEXT and isinstance(first, ast.Constant):
                yield first.value


def test_no_sentence_hides_where_extraction_cannot_see_it(command):
    """Such as inside an f-string, which is one token to the extraction."""
    found = {message.id for message in command.extracted()}
    hidden = {
        sentence
        for package in PACKAGES
        for path in (ROOT / package).rglob("*.py")
        for sentence in sentences(path)
        if isinstance(sentence, str) and sentence not in found
    }

    assert hidden == set()


def of(*messages, **flags):
    catalogue = Catalog(locale="en")
    for source, target in messages:
        catalogue.add(source, target, **flags)
    return catalogue


@pytest.mark.parametrize(
    ("catalogue", "fault"),
    [
        (of(), "missing"),
        (of(("còn %(n)s", "")), "not translated"),
        (of(("còn %(n)s", "%(n)s left"), flags=["fuzzy"]), "fuzzy"),
        (of(("còn %(n)s", "%(m)s left")), "other placeholders"),
        (of(("còn %(n)s", "left")), "other placeholders"),
        (of(("còn %(n)s", " %(n)s left")), "other spaces at the ends"),
        (of(("còn %(n)s", "%(n)s left"), ("cũ", "old")), "not used any more"),
    ],
)
def test_what_is_left_for_a_translator_is_told(command, catalogue, fault):
    told = list(command.faults_of(catalogue, of(("còn %(n)s", ""))))

    assert [line.split(":")[0] for line in told] == [fault]


def test_a_finished_translation_leaves_nothing(command):
    finished = of(("còn %(n)s", "%(n)s left"))

    assert list(command.faults_of(finished, of(("còn %(n)s", "")))) == []


def test_both_forms_of_a_plural_are_wanted(command):
    source = of((("%(n)s hộ", "%(n)s hộ"), ("", "")))

    half = of((("%(n)s hộ", "%(n)s hộ"), ("%(n)s household", "")))
    assert len(list(command.faults_of(half, source))) == 1
    both = of((("%(n)s hộ", "%(n)s hộ"), ("%(n)s household", "%(n)s households")))
    assert list(command.faults_of(both, source)) == []


def test_addresses_and_tags_stay_as_they_are(command):
    kept = command.placeholders("Xem /api/docs: <b>%(n)d</b>, ngày 15/03/2024 hoặc 24/7")

    assert kept == ["%(n)d", "/api/docs", "</b", "<b"]


def test_an_update_brings_in_what_is_new_and_takes_out_what_is_gone(command, monkeypatch, tmp_path):
    path = tmp_path / "en" / "LC_MESSAGES" / "messages.po"
    path.parent.mkdir(parents=True)
    command._write(path, of(("cũ", "old"), ("còn", "left")))
    template = of(("còn", ""), (("%(n)s hộ", "%(n)s hộ"), ("", "")))
    monkeypatch.setattr(command, "FOLDER", tmp_path)
    monkeypatch.setattr(command, "extracted", lambda: template)

    for _ in range(2):
        command.update()

    ((_, catalogue),) = command.kept()
    assert {m.id: m.string for m in catalogue if m.id} == {
        "còn": "left",
        ("%(n)s hộ", "%(n)s hộ"): ("", ""),
    }
    assert not any(m.fuzzy for m in catalogue if m.id)
    assert "cũ" not in path.read_text(encoding="utf-8")
