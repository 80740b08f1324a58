"""One class name, one meaning: whoever searches for a name finds one thing."""

import ast
from collections import defaultdict

from config import ROOT
from tests.architecture.test_house_rules import CODE


def named(tree):
    """Names of classes, and of types written as an assignment: `Pairs = tuple[…]`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            yield node.name
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Subscript | ast.BinOp):
            yield from (t.id for t in node.targets if isinstance(t, ast.Name) and is_type(t.id))


def is_type(name):
    return name[0].isupper() and not name.isupper()


def meanings(sources):
    """The files that define each name."""
    files = defaultdict(list)
    for file, source in sources:
        for name in named(ast.parse(source)):
            files[name].append(file)
    return files


def test_no_class_name_stands_for_two_things():
    sources = [(f.relative_to(ROOT).as_posix(), f.read_text(encoding="utf-8")) for f in CODE]
    files = meanings(sources)

    assert len(files) > 200
    assert {name: places for name, places in files.items() if len(places) > 1} == {}


def test_the_check_itself_sees_classes_and_types():
    first = "class Row: ...\nPairs = dict[str, int]\nLIMIT = 2 * 3\nKey = TypeVar('Key')\n"
    files = meanings([("first", first), ("second", "Row = tuple[str, ...]\nMaybe = int | None\n")])

    assert files == {"Row": ["first", "second"], "Pairs": ["first"], "Maybe": ["second"]}
