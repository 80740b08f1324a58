"""Code kinds and code statuses: what a public code is given to, and where it stands."""

from enum import StrEnum


class CodeKind(StrEnum):
    """What a code can be given to."""

    PRODUCT = "product"
    AREA = "area"
    CERTIFICATE = "certificate"
    LOT = "lot"
    ITEM = "item"
    BOOTH = "booth"
    REPORT = "report"


class CodeStatus(StrEnum):
    """The life of a code on its label."""

    RESERVED = "reserved"
    PRINTED = "printed"
    ACTIVATED = "activated"
    VOID = "void"
    STOLEN = "stolen"
    RECALLED = "recalled"
    RETIRED = "retired"
    ERASED = "erased"  # given out by mistake and taken out of the public as the law asks
