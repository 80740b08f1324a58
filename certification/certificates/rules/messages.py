"""Message codes of a standing; certificates/wording.py has their sentences."""

from certification.certificates.rules.precedence import concerns_buyers
from certification.certificates.rules.state import Standing, State


def messages(standing: Standing, warning: Standing | None = None) -> tuple[str, ...]:
    """Codes of the sentences to show, the state itself first.

    `warning` is a revocation of another paper of the product that concerns buyers.
    """
    if standing.is_assessed_only:
        codes = ["certificate_assessed_only"]
    else:
        codes = [f"certificate_{standing.state}"]
    if standing.in_force and standing.printed_stars is not None:
        codes.append("packaging_prints_other_level")
    if standing.state is State.UNCONFIRMED and not standing.is_assessed_only:
        codes.append("certificate_day_unknown")
    elif standing.until is not None and not standing.until.is_exact:
        codes.append("certificate_days_approximate")
    if concerns_buyers(standing):
        codes.append("revocation_concerns_buyers")
    elif warning is not None:
        codes += ["other_certificate_revoked", "revocation_concerns_buyers"]
    return tuple(codes)
