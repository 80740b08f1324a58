"""Text that people typed: whether it can be read, and how it is kept."""

import unicodedata

ALLOWED_CONTROLS = {"\t", "\n", "\r"}
JOINER = "\u200d"  # holds emoji of several people together


def is_text(value: str) -> bool:
    """Whether a string holds characters only: no NUL, control, surrogate or undecodable byte."""
    if value.isprintable():  # nearly always: no control, no surrogate
        return "\ufffd" not in value
    return all(
        c in ALLOWED_CONTROLS or (unicodedata.category(c) not in {"Cc", "Cs"} and c != "\ufffd")
        for c in value
    )


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
