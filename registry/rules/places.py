"""A place and its wording: today's administrative units, and the address as a paper printed it."""

from dataclasses import dataclass


def commune_name(kind: str | None, name: str | None) -> str | None:
    """A commune with its kind, as people write it: "xã Na Rì". None when it is not known."""
    return f"{kind} {name}" if name else None


def address(*units: str | None) -> str:
    """Units from the smallest to the widest, those that are not known left out."""
    return ", ".join(unit for unit in units if unit)


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is. `printed` are commune, district and province as in the source."""

    printed: tuple[str, str, str]
    commune: str | None
    province: str
    province_slug: str

    @property
    def on_paper(self) -> str:
        """The address as printed, mostly in units before July 2025."""
        return address(*self.printed)

    @property
    def today(self) -> str:
        """The address in the units of today."""
        return address(self.commune, self.province)
