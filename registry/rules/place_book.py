"""Geocoding of printed addresses to today's commune. A split one is left open, never guessed."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple, TypeVar

from rapidfuzz import fuzz, process

from registry.rules.names import name_key
from registry.rules.place_names import PlaceName, province_key, read_place
from registry.rules.slugs import squeezed

P = TypeVar("P")
_RESEMBLANCE = 80


class FormerPlace(NamedTuple):
    """A former unit; `communes` are the ids of what it became, none for provinces and districts."""

    province: str
    district: str
    commune: str
    province_id: int
    communes: tuple[int, ...]
    lat: float | None
    lon: float | None


class PresentCommune(NamedTuple):
    """One of today's communes, its name with its kind."""

    id: int
    full_name: str
    province_id: int
    lat: float | None
    lon: float | None


class Doubt(StrEnum):
    """Why a printed commune is not known to be one of today's."""

    UNKNOWN = "unknown"  # no unit of that name is known there
    AMBIGUOUS = "ambiguous"  # several are
    SPLIT = "split"  # it is known, and became several


@dataclass(frozen=True)
class Located:
    """Where a printed address lies today."""

    province_id: int
    commune_id: int | None = None
    lat: float | None = None
    lon: float | None = None
    doubt: Doubt | None = None


class PlaceBook:
    """All places, indexed by names without accents, with and without their kinds."""

    def __init__(
        self,
        provinces: Iterable[tuple[str, int]],
        former: Iterable[FormerPlace],
        present: Iterable[PresentCommune],
    ) -> None:
        self._provinces: dict[str, int] = {}
        self._province_names: dict[str, str] = {}
        self._former: dict[tuple[str, str], list[FormerPlace]] = defaultdict(list)
        self._districts: dict[tuple[str, str], FormerPlace] = {}
        self._present: dict[tuple[int, str], list[PresentCommune]] = defaultdict(list)
        for name, number in provinces:
            self._add_province(name, number)
        for place in former:
            self._add(place)
        for commune in present:
            for key in _keys(read_place(commune.full_name)):
                self._present[commune.province_id, key].append(commune)

    def province(self, name: str) -> int | None:
        """Today's province under any of its names or the name of one it joined."""
        return self._provinces.get(province_key(name))

    def resembling_province(self, name: str) -> str | None:
        """The name of a present or former province that a mistyped one resembles."""
        keys = self._province_names
        near = process.extractOne(
            province_key(name), keys.keys(), scorer=fuzz.ratio, score_cutoff=_RESEMBLANCE
        )
        return keys[near[0]] if near else None

    def locate(self, province: str, district: str, commune: str) -> Located | None:
        """Where an address lies today; None when the province is unknown.

        A commune written without its kind is found where only one unit has the name.
        """
        province_id = self.province(province)
        if province_id is None:
            return None
        if commune:
            return self._commune(province_id, province_key(province), district, commune)
        return self._district(province_id, province_key(province), district)

    def _add_province(self, name: str, number: int) -> None:
        self._provinces.setdefault(province_key(name), number)
        self._province_names.setdefault(province_key(name), name)

    def _add(self, place: FormerPlace) -> None:
        province = province_key(place.province)
        if place.commune:
            for key in _keys(read_place(place.commune)):
                self._former[province, key].append(place)
        elif place.district:
            self._districts[province, read_place(place.district).key] = place
        else:
            self._add_province(place.province, place.province_id)

    def _commune(self, province_id: int, province: str, district: str, name: str) -> Located:
        key = _key(read_place(name))
        former = self._former.get((province, key), [])
        if district:
            here = [f for f in former if _same(f.district, district)] or former
            located = _of_former(_former_closest(here, name), province_id)
            is_any = bool(here)
        else:
            present = self._present.get((province_id, key), [])
            located = _of_present(_closest(present, name, lambda c: c.full_name), province_id)
            if located is None:
                located = _of_former(_former_closest(former, name), province_id)
            is_any = bool(present or former)
        if located:
            return located
        around = self._district(province_id, province, district)
        if around.commune_id is None:
            return replace(around, doubt=Doubt.AMBIGUOUS if is_any else Doubt.UNKNOWN)
        return around

    def _district(self, province_id: int, province: str, district: str) -> Located:
        place = self._districts.get((province, read_place(district).key)) if district else None
        if place is None:
            return Located(province_id)
        only = place.communes[0] if len(place.communes) == 1 else None
        return Located(province_id, only, place.lat, place.lon)


def _key(name: PlaceName) -> str:
    """The key of a written name, whose kind may be left out."""
    return name.typed_key if name.type else f"|{name.key}"


def _keys(name: PlaceName) -> tuple[str, str]:
    """The keys under which a unit is looked up: with its kind and without."""
    key = name.key
    return squeezed(name.type) + key, f"|{key}"


def _same(one: str, other: str) -> bool:
    return read_place(one).key == read_place(other).key


def _closest(places: Sequence[P], name: str, name_of: Callable[[P], str]) -> P | None:
    """The only candidate, or the only one whose accents, or else whose letters, agree too."""
    if len(places) == 1:
        return places[0]
    for same in (_is_written_so, _is_spelled_so):
        exact = [place for place in places if same(name_of(place), name)]
        if len(exact) == 1:
            return exact[0]
    return None


def _is_written_so(unit: str, name: str) -> bool:
    return name_key(unit) == name_key(name)


def _is_spelled_so(unit: str, name: str) -> bool:
    written = read_place(name)
    return not written.type and name_key(read_place(unit).name) == name_key(written.name)


def _former_closest(places: Sequence[FormerPlace], name: str) -> FormerPlace | None:
    """The only candidate. A unit and its upgrade, which became the same communes, are one."""
    if places and len({place.communes for place in places}) == 1:
        return places[0]
    return _closest(places, name, lambda place: place.commune)


def _of_former(place: FormerPlace | None, province_id: int) -> Located | None:
    if place is None:
        return None
    only = place.communes[0] if len(place.communes) == 1 else None
    doubt = Doubt.SPLIT if only is None else None
    return Located(province_id, only, place.lat, place.lon, doubt)


def _of_present(place: PresentCommune | None, province_id: int) -> Located | None:
    return place and Located(province_id, place.id, place.lat, place.lon)
