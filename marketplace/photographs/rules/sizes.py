"""Sizes of a photograph as a page names them (responsive images)."""

from dataclasses import dataclass

from core.images.limits import LONGEST_SIDES, file_of, scaled

LARGEST = LONGEST_SIDES[-1]


@dataclass(frozen=True, slots=True)
class Picture:
    """A photograph that can be shown: its mark, how large it is, and what it says in words."""

    mark: str
    width: int
    height: int
    alt: str

    @property
    def largest(self) -> tuple[int, int]:
        """Width and height of the largest file."""
        return scaled(self.width, self.height, LARGEST)

    def widths(self) -> dict[str, int]:
        """The width in pixels of each file."""
        return {
            file_of(longest): scaled(self.width, self.height, longest)[0]
            for longest in LONGEST_SIDES
        }
