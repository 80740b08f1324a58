"""The search engine of this application, chosen at the start, for views, jobs and commands."""

from flask import Flask, current_app

from search.engine import SearchEngine

KEY = "chosao.search"


def register(app: Flask, engine: SearchEngine) -> None:
    """Keep the adapter that the composition root chose."""
    app.extensions[KEY] = engine


def search_engine() -> SearchEngine:
    """The engine of the current application."""
    engine: SearchEngine = current_app.extensions[KEY]
    return engine
