"""Jinja environment with one compiled form of each template per language (ADR 17).

A page says a hundred sentences, and looking each up while it is rendered costs more than rendering
it. So every language has its own environment, and what is known once the language is known is put
into the template when it is compiled: sentences, addresses of assets, the language itself.
"""

from collections.abc import Callable
from functools import lru_cache
from gettext import NullTranslations
from typing import Any, Self, cast

from flask import Flask, has_request_context
from flask.templating import Environment
from flask_babel import get_translations
from jinja2 import StrictUndefined, Template, nodes
from jinja2.environment import TemplateModule
from jinja2.runtime import Context, Macro

from core.web.i18n import language
from core.web.templating.folding import Folding, LanguageConstants
from core.web.templating.paths import path_of


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

    def _of(self, tag: str) -> Self:
        """That of one language, made when it is first asked for."""
        if tag not in self._languages:
            environment = self.overlay()
            environment.language = tag
            environment.translations = get_translations()
            self._languages[tag] = environment
        return self._languages[tag]

    def _constants(self, tag: str) -> LanguageConstants:
        functions: dict[str, Callable[..., str]] = {
            "language": lambda: tag,
            "asset": cast(Callable[[str], str], self.globals["asset"]),
            "url_for": _path_if_known,
        }
        return LanguageConstants(self.translations, functions, self._macro)

    def _macro(self, template: str, name: str) -> Callable[..., str]:
        return cast(Callable[..., str], getattr(self.get_template(template).module, name))

    def _generate(
        self,
        source: nodes.Template,
        name: str | None,
        *words: Any,  # noqa: ANN401 - Jinja's
        **options: Any,  # noqa: ANN401 - Jinja's
    ) -> str:
        if self.language is not None:
            context = nodes.EvalContext(self, name)
            source = Folding(self._constants(self.language), context).visit(source)
        return super()._generate(source, name, *words, **options)


def _path_if_known(endpoint: str, **values: str) -> str:
    """A path, where the template is compiled for a request: that knows where we are mounted."""
    if not has_request_context():
        raise nodes.Impossible
    return path_of(endpoint, **values)
