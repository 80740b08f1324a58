"""Constant folding of Jinja templates: what a language settles becomes text (ADR 17).

Sentences, the language, addresses of assets and pages, and what a macro of another template makes
of constants: it is called once, when the template is compiled.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from gettext import NullTranslations

from jinja2 import nodes
from jinja2.visitor import NodeTransformer
from markupsafe import Markup

_GAPS = re.compile(r"%\((\w+)\)[sd]|%(%)")
_NUMBERS = (0, 1, 2, 3, 5, 11, 21, 100, 101, 102)  # tell apart the plural forms of most languages

PureFunction = Callable[..., str]


@dataclass(frozen=True, slots=True)
class LanguageConstants:
    """What is known once the language is: its sentences, functions by name, and macros by place.

    A function raises `nodes.Impossible` where it cannot answer yet.
    """

    translations: NullTranslations
    functions: Mapping[str, PureFunction]
    macro: Callable[[str, str], PureFunction]  # of the name in the template of that name


class Folding(NodeTransformer):
    """Puts what a language settles into a template, in place of the calls that ask for it."""

    def __init__(self, constants: LanguageConstants, context: nodes.EvalContext) -> None:
        self._constants, self._context = constants, context
        self._sentence = constants.translations.gettext
        self._counted = constants.translations.ngettext
        self._imported: dict[str, tuple[str, str]] = {}
        self._own: set[str] = set()  # names that the template gives to something itself

    def visit_Template(self, node: nodes.Template) -> nodes.Template:  # noqa: N802 - found by this name
        self._own = {n.name for n in node.find_all(nodes.Name) if n.ctx in {"store", "param"}}
        self.generic_visit(node)
        if node.find(nodes.Include) is None:  # what is included sees the imports, too
            used = {n.name for n in node.find_all(nodes.Name)}
            node.body = [n for n in node.body if not _is_unused(n, used)]
        return node

    def visit_FromImport(self, node: nodes.FromImport) -> nodes.FromImport:  # noqa: N802 - likewise
        if isinstance(node.template, nodes.Const) and not node.with_context:
            for name in node.names:
                macro, alias = (name, name) if isinstance(name, str) else name
                self._imported[alias] = node.template.value, macro
        return node

    def visit_CallBlock(self, node: nodes.CallBlock) -> nodes.CallBlock:  # noqa: N802 - likewise
        """Its call is no expression: it takes what stands in the block."""
        self.generic_visit(node.call)
        node.body = [self.visit(each) for each in node.body]
        return node

    def visit_Call(self, node: nodes.Call) -> nodes.Expr:  # noqa: N802 - likewise
        self.generic_visit(node)
        match node:
            case nodes.Call(node=nodes.Name(name="_"), args=[nodes.Const(value=text)]):
                return _filled(self._sentence(text), node)
            case nodes.Call(
                node=nodes.Name(name="ngettext"),
                args=[nodes.Const(value=one), nodes.Const(value=many), number],
            ):
                return self._plural(one, many, number, node) or node
            case nodes.Call(node=nodes.Name(name=name)) if name not in self._own:
                return self._called(name, node)
        return node

    def _called(self, name: str, call: nodes.Call) -> nodes.Expr:
        """What the call gives, if it is one of those known and all its arguments are constants."""
        function = self._constants.functions.get(name)
        is_known = function is not None or name in self._imported
        if not is_known or call.dyn_args or call.dyn_kwargs:
            return call
        try:
            words = [each.as_const(self._context) for each in call.args]
            options = {each.key: each.value.as_const(self._context) for each in call.kwargs}
            function = function or self._constants.macro(*self._imported[name])
            return nodes.Const(function(*words, **options), lineno=call.lineno)
        except nodes.Impossible:
            return call

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


def _is_unused(node: nodes.Node, used: set[str]) -> bool:
    """Whether it imports only what nothing asks for any more."""
    return isinstance(node, nodes.FromImport) and not used.intersection(
        name if isinstance(name, str) else name[1] for name in node.names
    )


def _filled(sentence: str, call: nodes.Call) -> nodes.Expr:
    """`Markup(sentence) % values` without the formatting."""
    values = {value.key: value.value for value in call.kwargs}
    if call.args[2:]:
        values.setdefault("num", call.args[2])  # which ngettext names by itself
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
