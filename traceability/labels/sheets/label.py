"""What one printed label says, and why a sheet may be refused."""

from dataclasses import dataclass
from datetime import date

from core.codes import printed
from core.errors import DomainError

_NO_BREAK = "\u00a0"

PROMPT = "Quét để xem nguồn gốc và tình trạng chứng nhận"


class LabelsRefused(DomainError):
    """A sheet cannot be printed. `reason` is empty, start, offset, dense, crowded or sign."""

    code = "labels_refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """The wording is Vietnamese whatever the reader's language: the law wants labels in it.

    `stars` is given only while the certificate is in force at the moment of printing: what is on
    paper cannot be taken back.
    """

    payload: str
    code: str
    product: str
    producer: str
    host: str
    lot: str = ""
    produced_on: date | None = None
    best_before: date | None = None
    stars: int | None = None

    def grouped_code(self) -> str:
        return printed(self.code)

    def dates(self) -> str:
        """Lot, day made (NSX) and best before (HSD), as far as known, each kept on one line."""
        parts = (
            f"Lô {self.lot}" if self.lot else "",
            f"NSX {self.produced_on:%d/%m/%Y}" if self.produced_on else "",
            f"HSD {self.best_before:%d/%m/%Y}" if self.best_before else "",
        )
        return " · ".join(part.replace(" ", _NO_BREAK) for part in parts if part)

    def rating(self) -> str:
        return f"OCOP {self.stars} sao" if self.stars else ""
