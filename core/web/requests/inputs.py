"""One layer that refuses what no form or address of ours ever sends, before any view sees it."""

import unicodedata

from flask import Request, abort

MAX_PARAMETERS = 60
MAX_LENGTH = 400  # of one value in an address
READS = {"GET", "HEAD", "OPTIONS"}
ALLOWED_CONTROLS = {"\t", "\n", "\r"}
SCANNED_CONTROLS = {"\x1d", "\x1e"}  # between the parts of a barcode, as scanners send them
_WITHOUT_SEPARATORS = dict.fromkeys(map(ord, SCANNED_CONTROLS))
JOINER = "\u200d"  # holds emoji of several people together


def check_address(request: Request) -> None:
    if not (request.query_string or request.view_args):  # nothing that anybody has typed
        return
    values = [*request.args.items(multi=True), *(request.view_args or {}).items()]
    if len(values) > MAX_PARAMETERS:
        abort(400)
    for name, value in values:
        if not (is_text(name) and is_scanned_text(str(value))) or len(str(value)) > MAX_LENGTH:
            abort(400)


def is_text(value: str) -> bool:
    """Whether a string holds characters only: no NUL, control, surrogate or undecodable byte."""
    if value.isprintable():  # nearly always: no control, no surrogate
        return "\ufffd" not in value
    return all(
        c in ALLOWED_CONTROLS or (unicodedata.category(c) not in {"Cc", "Cs"} and c != "\ufffd")
        for c in value
    )


def is_scanned_text(value: str) -> bool:
    """The same for what a barcode scanner may have typed."""
    return is_text(value) or is_text(value.translate(_WITHOUT_SEPARATORS))


def clean(value: str) -> str:
    """Text as it is kept: NFC, without invisible or direction characters, single spaces."""
    if value.isascii() and value.isprintable():  # holds nothing else to put right
        return " ".join(value.split())
    visible = "".join(c for c in value if unicodedata.category(c) != "Cf")
    return " ".join(unicodedata.normalize("NFC", visible).split())


def clean_story(value: str) -> str:
    """The same for what has several lines and may hold emoji: lines and joiners stay."""
    lines = value.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(JOINER.join(map(clean, line.split(JOINER))) for line in lines).strip()
