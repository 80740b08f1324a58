"""Message codes of a standing; certificates/wording.py has their sentences."""

from certification.certificates.rules.state import Standing, State

# The stars a revocation takes for an untrue file, a breach of law or misuse of the mark concern the
# buyer of packs already in the shop; the other grounds do not touch what was made before.
_GROUNDS_TO_WARN_OF = ("a", "c", "d")


def messages(standing: Standing) -> tuple[str, ...]:
    """Codes of the sentences to show, the state itself first."""
    codes = [f"certificate_{standing.state}"]
    if standing.in_force and standing.printed_stars is not None:
        codes.append("packaging_prints_other_level")
    if standing.state is State.UNCONFIRMED:
        codes.append("certificate_day_unknown")
    elif standing.until is not None and not standing.until.is_exact:
        codes.append("certificate_days_approximate")
    if standing.state is State.REVOKED and standing.reason in _GROUNDS_TO_WARN_OF:
        codes.append("revocation_concerns_buyers")
    return tuple(codes)
