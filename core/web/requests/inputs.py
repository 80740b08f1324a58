"""One layer that refuses what no form or address of ours ever sends, before any view sees it."""

from flask import Request, abort

from core.text import clean, clean_story, is_text

__all__ = [
    "MAX_LENGTH",
    "MAX_PARAMETERS",
    "READS",
    "check_address",
    "clean",
    "clean_story",
    "is_scanned_text",
    "is_text",
]

MAX_PARAMETERS = 60
MAX_LENGTH = 400  # of one value in an address
READS = {"GET", "HEAD", "OPTIONS"}
SCANNED_CONTROLS = {"\x1d", "\x1e"}  # between the parts of a barcode, as scanners send them
_WITHOUT_SEPARATORS = dict.fromkeys(map(ord, SCANNED_CONTROLS))


def check_address(request: Request) -> None:
    if not (request.query_string or request.view_args):  # nothing that anybody has typed
        return
    values = [*request.args.items(multi=True), *(request.view_args or {}).items()]
    if len(values) > MAX_PARAMETERS:
        abort(400)
    for name, value in values:
        if not (is_text(name) and is_scanned_text(str(value))) or len(str(value)) > MAX_LENGTH:
            abort(400)


def is_scanned_text(value: str) -> bool:
    """The same for what a barcode scanner may have typed."""
    return is_text(value) or is_text(value.translate(_WITHOUT_SEPARATORS))
