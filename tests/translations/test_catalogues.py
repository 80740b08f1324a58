"""Every sentence is translated, and the command says so when one is not."""

import ast

import pytest
from babel.messages.catalog import Catalog
from flask_babel import get_translations

from config import ROOT
from tests.architecture.test_house_rules import PACKAGES

GETTEXT = {"_", "N_", "gettext", "lazy_gettext"}


def test_every_language_is_complete_and_holds_nothing_else(command):
    templates = command.extracted()
    faults = {
        path.relative_to(ROOT / "translations").as_posix(): list(
            command.faults_of(catalogue, templates[path.stem])
        )
        for path, catalogue in command.kept()
    }

    assert faults == {f"en/LC_MESSAGES/{package}.po": [] for package in templates}
    assert command.check() == 0


@pytest.mark.parametrize(
    ("file", "package"),
    [
        ("core/sheets/wording.py", "core"),
        ("certification/certificates/wording.py", "certification"),
        ("templates/traceability/scans/code.html", "traceability"),
        ("templates/storefront/pages/home.html", "storefront"),
        ("templates/components/stars.html", "core"),
        ("templates/layouts/base.html", "core"),
        ("templates/errors/404.html", "core"),
    ],
)
def test_wording_belongs_to_the_package_it_stands_in(command, file, package):
    assert command.package_of(file) == package


def test_every_package_with_wording_is_read_at_run_time(app, command):
    with app.test_request_context("/?lang=en"):
        english = get_translations()
    for _path, catalogue in command.kept():
        message = next(m for m in catalogue if m.id and isinstance(m.id, str))
        assert english.gettext(message.id) == message.string


def test_wording_of_templates_python_and_marked_sentences_is_found(command):
    extracted = everything(command)

    assert "Trang chủ" in extracted  # a template
    assert "Còn hiệu lực" in extracted  # gettext
    assert "Không đọc được tệp." in extracted  # lazy_gettext
    assert "Quá nhiều yêu cầu. Hãy chờ số giây ghi ở tiêu đề Retry-After." in extracted  # N_
    assert ("%(n)s sản phẩm", "%(n)s sản phẩm") in extracted  # ngettext


def everything(command):
    """All sentences that extraction finds."""
    return {message.id for template in command.extracted().values() for message in template}


def sentences(path):
    """Constant first arguments of gettext calls, as Python itself reads them."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args:
            first = node.args[0]
            if node.func.id in GETTEXT and isinstance(first, ast.Constant):
                yield first.value


def test_no_sentence_hides_where_extraction_cannot_see_it(command):
    """Such as inside an f-string, which is one token to the extraction."""
    extracted = everything(command)
    hidden = {
        sentence
        for package in PACKAGES
        for path in (ROOT / package).rglob("*.py")
        for sentence in sentences(path)
        if isinstance(sentence, str) and sentence not in extracted
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
    faults = list(command.faults_of(catalogue, of(("còn %(n)s", ""))))

    assert [line.split(":")[0] for line in faults] == [fault]


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


@pytest.fixture
def folder(command, monkeypatch, tmp_path):
    """Translations apart from ours: what a test writes as <package>.po, and what update makes."""
    room = tmp_path / "en" / "LC_MESSAGES"
    room.mkdir(parents=True)
    monkeypatch.setattr(command, "FOLDER", tmp_path)
    return room


def contents(command):
    return {
        path.stem: {m.id: m.string for m in catalogue if m.id} for path, catalogue in command.kept()
    }


def test_an_update_brings_in_what_is_new_and_takes_out_what_is_gone(command, monkeypatch, folder):
    command._write(folder / "core.po", of(("cũ", "old"), ("còn", "left")))
    template = of(("còn", ""), (("%(n)s hộ", "%(n)s hộ"), ("", "")))
    monkeypatch.setattr(command, "extracted", lambda: {"core": template})

    for _ in range(2):
        command.update()

    assert contents(command) == {"core": {"còn": "left", ("%(n)s hộ", "%(n)s hộ"): ("", "")}}
    assert not any(m.fuzzy for _, catalogue in command.kept() for m in catalogue if m.id)
    assert "cũ" not in (folder / "core.po").read_text(encoding="utf-8")


def test_a_sentence_that_moves_to_another_package_keeps_its_translation(
    command, monkeypatch, folder
):
    command._write(folder / "core.po", of(("cũ", "old"), ("còn", "left")))
    command._write(folder / "search.po", of(("tìm", "search")))
    templates = {"core": of(("còn", "")), "intake": of(("cũ", ""), ("mới", ""))}
    monkeypatch.setattr(command, "extracted", lambda: templates)

    command.update()

    assert contents(command) == {"core": {"còn": "left"}, "intake": {"cũ": "old", "mới": ""}}


def test_two_packages_translate_a_sentence_alike(command, monkeypatch, folder, capsys):
    command._write(folder / "core.po", of(("còn", "left")))
    command._write(folder / "intake.po", of(("còn", "remaining")))
    template = of(("còn", ""))
    monkeypatch.setattr(command, "extracted", lambda: {"core": template, "intake": template})

    assert command.check() == 1
    assert capsys.readouterr().out == "en/intake: translated otherwise than in core: 'còn'\n"


def test_a_package_without_a_file_is_told(command, monkeypatch, folder, capsys):
    monkeypatch.setattr(command, "extracted", lambda: {"core": of(("còn", ""))})

    assert command.check() == 1
    assert capsys.readouterr().out == "en/core: missing: ('còn', None)\n"
