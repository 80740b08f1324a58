"""Constant folding of Jinja templates: sentences, assets and the language become text (ADR 17)."""

import re
from collections.abc import Callable, Iterable, Iterator
from gettext import NullTranslations

from jinja2 import nodes
from jinja2.visitor import NodeTransformer
from markupsafe import Markup

_GAPS = re.compile(r"%\((\w+)\)[sd]|%(%)")
_NUMBERS = (0, 1, 2, 3, 5, 11, 21, 100, 101, 102)  # tell apart the plural forms of most languages


class Folding(NodeTransformer):
    """Puts what a language settles into a template, in place of the calls that ask for it."""

    def __init__(
        self, translations: NullTranslations, language: str, asset: Callable[[str], str]
    ) -> None:
        self._sentence, self._counted = translations.gettext, translations.ngettext
        self._language, self._asset = language, asset

    def visit_Call(self, node: nodes.Call) -> nodes.Expr:  # noqa: N802 - found by this name
        self.generic_visit(node)
        match node:
            case nodes.Call(node=nodes.Name(name="language"), args=[]):
                return nodes.Const(self._language)
            case nodes.Call(node=nodes.Name(name="asset"), args=[nodes.Const(value=name)]):
                return nodes.Const(self._asset(name))
            case nodes.Call(node=nodes.Name(name="_"), args=[nodes.Const(value=text)]):
                return _filled(self._sentence(text), node)
            case nodes.Call(
                node=nodes.Name(name="ngettext"),
                args=[nodes.Const(value=one), nodes.Const(value=many), number],
            ):
                return self._plural(one, many, number, node) or node
        return node

    def _plural(
        self, one: str, many: str, number: nodes.Expr, call: nodes.Call
    ) -> nodes.Expr | None:
        """One form, or a choice of two; None where a language has more."""
        forms = [self._counted(one, many, n) for n in _NUMBERS]
        others = {form for n, form in zip(_NUMBERS, forms, strict=True) if n != 1}
        if len(others) > 1:
            return None
        single, several = _filled(forms[1], call), _filled(forms[0], call)
        if forms[1] in others:
            return several
        is_one = nodes.Compare(number, [nodes.Operand("eq", nodes.Const(1))])
        return nodes.CondExpr(is_one, single, several, lineno=call.lineno)

    def visit_Output(self, node: nodes.Output) -> nodes.Output:  # noqa: N802 - found by this name
        """What is joined only to be written is written piece by piece."""
        self.generic_visit(node)
        node.nodes = list(_pieces(node.nodes))
        return node


def _filled(sentence: str, call: nodes.Call) -> nodes.Expr:
    """`Markup(sentence) % values` without the formatting."""
    values = {value.key: value.value for value in call.kwargs}
    pieces: list[nodes.Expr] = []
    end = 0
    for gap in _GAPS.finditer(sentence):
        pieces.append(_words(sentence[end : gap.start()]))
        pieces.append(_words("%") if gap[2] else values[gap[1]])
        end = gap.end()
    pieces.append(_words(sentence[end:]))
    return nodes.Concat(pieces, lineno=call.lineno) if len(pieces) > 1 else pieces[0]


def _words(text: str) -> nodes.Const:
    return nodes.Const(Markup(text))  # noqa: S704 - our own


def _pieces(written: Iterable[nodes.Expr]) -> Iterator[nodes.Expr]:
    for node in written:
        if isinstance(node, nodes.Concat):
            yield from _pieces(node.nodes)
        else:
            yield node
