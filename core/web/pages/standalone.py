"""Standalone pages for a phone on a bad network: one answer with its style inside."""

import base64
import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from flask import Flask, render_template
from markupsafe import Markup

from core.composition import Services, services
from core.web import headers

STYLE = "layouts/standalone.css"
ICON = "favicon.svg"
PRIVATE = {
    # The address carries the code of a pack somebody holds: no other site learns it.
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "geolocation=(self)",
}


@dataclass(frozen=True, slots=True)
class StandaloneParts:
    """What every such page carries inside: its style, the hash that allows it, its icon."""

    style: Markup
    source: str
    icon: str


def register(app: Flask, services: Services) -> None:
    root = Path(app.root_path)
    css = _small((root / "templates" / STYLE).read_text(encoding="utf-8"))
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    icon = base64.b64encode((root / "static" / ICON).read_bytes()).decode()
    services[StandaloneParts] = StandaloneParts(
        style=Markup(css),  # noqa: S704 - our own file
        source=f"'self' 'sha256-{digest}'",
        icon=f"data:image/svg+xml;base64,{icon}",
    )


def render(template: str, **context: object) -> str:
    """The page, without the header that allows its style (see `allow_style`)."""
    return render_template(template, standalone=services()[StandaloneParts], **context)


def allow_style() -> None:
    """Let this answer use the style inside it."""
    headers.allow("style-src", services()[StandaloneParts].source)


def show(template: str, **context: object) -> str:
    allow_style()
    return render(template, **context)


def _small(css: str) -> str:
    """Without comments and the space that only people need."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"\s+", " ", css)
    return re.sub(r" ?([{};,>]) ?", r"\1", css).replace(";}", "}").strip()
