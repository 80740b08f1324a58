"""Templates compiled for a language say what they would say if they asked for each sentence."""

from datetime import date

import pytest
from flask import render_template_string, url_for
from jinja2 import DictLoader, UndefinedError
from markupsafe import Markup

from core.web.templating.paths import path_of

SOURCES = {
    "plain": "{{ _('Sản phẩm') }} {{ language() }}",
    "filled": "{{ _('trang %(n)s', n=what) }}",
    "chosen": "{{ _('Còn hàng') if what else _('Tạm hết hàng') }}",
    "joined": "{{ (_('trang %(n)s', n=what) ~ '<') }}",
    "passed": "{% macro show(w) %}[{{ w }}]{% endmacro %}{{ show(_('trang %(n)s', n=what)) }}",
    "counted": "{{ ngettext('%(n)s sản phẩm', '%(n)s sản phẩm', what, n=what|thousands) }}",
    "unknown": "{{ _('trang %(n)s', n=nobody) }}",
    "percent": "{{ _('100%% của %(n)s', n=what) }}",
}


@pytest.fixture
def render(app):
    """Renders one of SOURCES, or of others given, in a language."""
    environment = app.jinja_env
    loader, languages = environment.loader, environment._languages

    def render(name: str, lang: str, **words: object) -> str:
        with app.test_request_context(f"/?lang={lang}"):
            return environment.get_template(f"{name}.html").render(**words)

    environment.loader = DictLoader({f"{k}.html": v for k, v in SOURCES.items()})
    environment._languages = {}
    yield render
    environment.loader, environment._languages = loader, languages


@pytest.mark.parametrize(
    ("name", "what", "vietnamese", "english"),
    [
        ("plain", None, "Sản phẩm vi", "Products en"),
        ("filled", 2, "trang 2", "page 2"),
        ("filled", "<b>", "trang &lt;b&gt;", "page &lt;b&gt;"),
        ("filled", Markup("<b>"), "trang <b>", "page <b>"),
        ("chosen", True, "Còn hàng", "In stock"),
        ("chosen", False, "Tạm hết hàng", "Out of stock for now"),
        ("joined", "&", "trang &amp;&lt;", "page &amp;&lt;"),
        ("passed", "&", "[trang &amp;]", "[page &amp;]"),
        ("counted", 1, "1 sản phẩm", "1 product"),
        ("counted", 0, "0 sản phẩm", "0 products"),
        ("counted", 1254, "1.254 sản phẩm", "1,254 products"),
        ("percent", 3, "100% của 3", "100% của 3"),
    ],
)
def test_a_sentence_is_filled_and_escaped_as_ever(render, name, what, vietnamese, english):
    assert render(name, "vi", what=what) == vietnamese
    assert render(name, "en", what=what) == english


def test_a_value_that_is_missing_is_still_a_fault(render):
    with pytest.raises(UndefinedError, match="nobody"):
        render("unknown", "vi")


def test_both_languages_are_there_at_once(app):
    for lang, word in (("vi", "Sản phẩm"), ("en", "Products"), ("vi", "Sản phẩm")):
        with app.test_request_context(f"/?lang={lang}"):
            assert f"<span>{word}</span>" in render_template_string(
                "<span>{{ _('Sản phẩm') }}</span>"
            )


PARTS = {
    "part": "{% macro sign(name, size='') %}{{ note(name) }}"
    "<i>{{ name }}{{ size }}</i>{% endmacro %}"
    "{% macro box(title) %}{{ note(title) }}{{ title }}:{{ caller() }}{% endmacro %}",
    "whole": "{% from 'part.html' import sign, box %}{{ sign('<') }}{{ sign(what, size='s') }}"
    "{% call box('a') %}{{ sign('b') }}{% endcall %}",
    "own": "{% from 'part.html' import sign %}{% macro show(sign) %}{{ sign('c') }}{% endmacro %}"
    "{{ show(what) }}",
}


@pytest.fixture
def noted(app):
    """What the macros of PARTS were called with."""
    calls = []
    app.jinja_env.globals["note"] = lambda name: calls.append(name) or ""
    yield calls
    del app.jinja_env.globals["note"]


def test_a_macro_of_constants_is_called_once_and_any_other_each_time(app, render, noted):
    app.jinja_env.loader = DictLoader({f"{k}.html": v for k, v in PARTS.items()})

    pages = [render("whole", "vi", what=what) for what in ("x", "<y>")]

    assert pages == [
        "<i>&lt;</i><i>xs</i>a:<i>b</i>",
        "<i>&lt;</i><i>&lt;y&gt;s</i>a:<i>b</i>",
    ]
    assert noted == ["<", "b", "x", "a", "<y>", "a"]


def test_a_name_that_the_template_uses_itself_is_not_taken_for_the_macro(app, render, noted):
    app.jinja_env.loader = DictLoader({f"{k}.html": v for k, v in PARTS.items()})

    assert render("own", "vi", what=lambda name: f"({name})") == "(c)"
    assert noted == []


def test_a_fragment_is_made_once_for_each_thing_it_says_and_each_language(app):
    made = []
    app.jinja_env.globals["note"] = lambda day: made.append(day) or ""
    source = "{% macro m(day) %}{{ note(day) }}{{ day }}{{ _('Sản phẩm') }}{% endmacro %}"
    source += "{% set kept = fragment_cache(m, 2) %}"
    first, second = date(2026, 1, 1), date(2026, 1, 2)

    pages = {}
    for lang in ("vi", "en"):
        with app.test_request_context(f"/?lang={lang}"):
            kept = app.jinja_env._of(lang).from_string(source).module.kept
            pages[lang] = [kept(first), kept(second), kept(first)]

    assert pages["vi"] == ["2026-01-01Sản phẩm", "2026-01-02Sản phẩm", "2026-01-01Sản phẩm"]
    assert pages["en"][0] == "2026-01-01Products"
    assert made == [first, second, first, second]
    del app.jinja_env.globals["note"]


@pytest.mark.parametrize("value", ["mat-ong-7", "0123456789", "9", "bánh & trà/1", "a b?c", "%41"])
@pytest.mark.parametrize(
    ("endpoint", "name"),
    [("product.show", "slug"), ("scan.code", "code"), ("listing.show", "nhom")],
)
def test_a_path_is_the_one_that_flask_builds(app, endpoint, name, value):
    for base in ("http://localhost/", "http://localhost/mounted/"):
        with app.test_request_context("/", base_url=base):
            assert path_of(endpoint, **{name: value}) == url_for(endpoint, **{name: value})
