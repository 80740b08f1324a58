"""The shape in which what is kept of a person is handed out."""

from collections.abc import Mapping, Sequence

OwnRows = Sequence[Mapping[str, object]]
