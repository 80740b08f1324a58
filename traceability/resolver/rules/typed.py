"""Parser of the look-up field: a code, a barcode number, or a pasted address."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from core.codes import LENGTH, MalformedCode, MistypedCode, folded, read_code
from core.errors import DomainError
from registry.rules import gtins
from traceability.resolver.rules.digital_link import DigitalLink, InvalidLink, parse


class NotUnderstood(DomainError):
    """`reason` is length, letters, mistyped, barcode or address; facts say more."""

    code = "typed_not_understood"


@dataclass(frozen=True, slots=True)
class TypedCode:
    code: str


@dataclass(frozen=True, slots=True)
class TypedBarcode:
    gtin: str


def read_typed(text: str) -> TypedCode | TypedBarcode | DigitalLink:
    """What was meant. Raises NotUnderstood."""
    text = text.strip()
    if "/" in text:
        return _address(text if "://" in text else f"https://{text}")
    digits = "".join(c for c in text if not c.isspace() and c not in "-\u00a0")
    if digits.isdecimal() and len(digits) in gtins.LENGTHS:
        return _barcode(digits)
    return _code(text)


def _code(text: str) -> TypedCode:
    try:
        return TypedCode(read_code(text))
    except MistypedCode as no:
        raise NotUnderstood(reason="mistyped") from no
    except MalformedCode as no:
        typed = len(folded(text[:100]))
        reason = "letters" if typed == LENGTH else "length"
        raise NotUnderstood(reason=reason, length=typed) from no


def _barcode(digits: str) -> TypedBarcode:
    try:
        return TypedBarcode(gtins.gtin(digits))
    except gtins.InvalidGtin as no:
        raise NotUnderstood(reason="barcode") from no


def _address(text: str) -> TypedCode | DigitalLink:
    """An address of a label: its code is the last part, or it is a Digital Link."""
    try:
        return parse(text)
    except InvalidLink as no:
        if no.facts.get("reason") not in {"no_key", "address"}:
            raise NotUnderstood(reason="address") from no
    try:
        parts = [part for part in urlsplit(text).path.split("/") if part]
    except ValueError as no:
        raise NotUnderstood(reason="address") from no
    if not parts:
        raise NotUnderstood(reason="address")
    return _code(parts[-1])
