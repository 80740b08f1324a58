"""Port of electronic authentication of sellers (122/2025/QH15 Điều 17.1.c)."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class SellerIdentity:
    """What a seller is authenticated by: of a person the personal id, else the organisation's."""

    personal_id: str
    tax_code: str
    name: str
    representative: str


class ElectronicAuthentication(Protocol):
    """A service that knows whether a seller has been authenticated. It is asked by a job."""

    def confirms(self, seller: SellerIdentity) -> bool:
        """Whether it is so; raises OSError when the service does not answer."""


class AttestedByHand:
    """No service yet: the applicant attests it, an operator compares and confirms."""

    def confirms(self, seller: SellerIdentity) -> bool:  # noqa: ARG002 - as the port has it
        return False
