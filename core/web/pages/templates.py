"""Jinja environment with one compiled form of each template per language (ADR 17).

A page says a hundred sentences, and looking each up while it is rendered costs more than rendering
it. So every language has its own environment, and what is known once the language is known is put
into the template when it is compiled: sentences, addresses of assets, the language itself. Measured
on a page of the list, two busy cores: 1.8 ms instead of 2.7 for rendering it.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from gettext import NullTranslations
from typing import Any, Self, cast

from flask import Flask
from flask.templating import Environment
from flask_babel import get_translations
from jinja2 import StrictUndefined, Template, nodes
from jinja2.environment import TemplateModule
from jinja2.runtime import Context, Macro
from jinja2.visitor import NodeTransformer
from markupsafe import Markup

from core.web.i18n import language
from core.web.pages.paths import path_of

_GAPS = re.compile(r"%\((\w+)\)[sd]|%(%)")
_NUMBERS = (0, 1, 2, 3, 5, 11, 21, 100, 101, 102)  # tell apart the plural forms of most languages


def register(app: Flask, *, keeps_fragments: bool = True) -> None:
    """Use such environments. Must come before anything asks for the application's templates.

    Without `keeps_fragments` nothing is kept of what a macro makes; for measuring.
    """
    app.jinja_environment = LanguageEnvironment  # type: ignore[assignment] # Flask's type is narrower than its use
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals["fragment_cache"] = _kept if keeps_fragments else _as_it_is
    app.jinja_env.globals["url_for"] = path_of


def _kept(macro: Macro, most: int) -> Callable[..., str]:
    """LRU cache of what a macro makes of the same arguments; each language has its own.

    For macros that say the same on many pages. All they read must be in their arguments.
    """
    return lru_cache(most)(macro)


def _as_it_is(macro: Macro, _most: int) -> Callable[..., str]:
    return macro


class SharedModuleTemplate(Template):
    """A template whose macros are made once, not once for each page that imports them.

    Jinja makes them anew where a page has globals of its own; no page of ours has.
    """

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:
        return self._module or super()._get_default_module(ctx)


class LanguageEnvironment(Environment):
    """The application's environment; each template comes from that of the request's language."""

    template_class = SharedModuleTemplate
    language: str | None = None
    translations: NullTranslations

    def __init__(self, app: Flask, **options: Any) -> None:  # noqa: ANN401 - as Flask calls it
        super().__init__(app, **options)
        self._languages: dict[str, Self] = {}

    def _load_template(self, name: str, globals: Any) -> Template:  # noqa: A002, ANN401 - Jinja's
        if self.language is None:
            return self._of(language())._load_template(name, globals)  # noqa: SLF001 - another of us
        return super()._load_template(name, globals)

    def _of(self, wanted: str) -> Self:
        """That of one language, made when it is first asked for."""
        if wanted not in self._languages:
            environment = self.overlay()
            environment.language = wanted
            environment.translations = get_translations()
            self._languages[wanted] = environment
        return self._languages[wanted]

    def _generate(self, source: nodes.Template, *words: Any, **options: Any) -> str:  # noqa: ANN401 - Jinja's
        if self.language is not None:
            source = _Folding(self).visit(source)
        return super()._generate(source, *words, **options)


class _Folding(NodeTransformer):
    """Puts what a language settles into a template, in place of the calls that ask for it."""

    def __init__(self, environment: LanguageEnvironment) -> None:
        self._environment = environment
        self._sentence = environment.translations.gettext
        self._counted = environment.translations.ngettext
        self._asset = cast(Callable[[str], str], environment.globals["asset"])

    def visit_Call(self, node: nodes.Call) -> nodes.Expr:  # noqa: N802 - found by this name
        self.generic_visit(node)
        match node:
            case nodes.Call(node=nodes.Name(name="language"), args=[]):
                return nodes.Const(self._environment.language)
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
