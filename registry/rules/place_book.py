"""Geocoding of printed addresses to today's commune. A split one is left open, never guessed."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

from registry.rules.names import name_key
from registry.rules.place_names import province_key, read_place

P = TypeVar("P")


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


@dataclass(frozen=True)
class Located:
    """Where a printed address lies today. No commune: unknown, or split among several."""

    province_id: int
    commune_id: int | None = None
    lat: float | None = None
    lon: float | None = None


class PlaceBook:
    """All places, indexed by names without accents and kinds."""

    def __init__(
        self,
        provinces: Iterable[tuple[str, int]],
        former: Iterable[FormerPlace],
        present: Iterable[PresentCommune],
    ) -> None:
        self._provinces = {province_key(name): number for name, number in provinces}
        self._former: dict[tuple[str, str], list[FormerPlace]] = defaultdict(list)
        self._districts: dict[tuple[str, str], FormerPlace] = {}
        self._present: dict[tuple[int, str], list[PresentCommune]] = defaultdict(list)
        for place in former:
            self._add(place)
        for commune in present:
            key = read_place(commune.full_name).typed_key
            self._present[commune.province_id, key].append(commune)

    def province(self, name: str) -> int | None:
        """Today's province under any of its names or the name of one it joined."""
        return self._provinces.get(province_key(name))

    def locate(self, province: str, district: str, commune: str) -> Located | None:
        """Where an address lies today; None when the province is unknown."""
        province_id = self.province(province)
        if province_id is None:
            return None
        if commune:
            return self._commune(province_id, province_key(province), district, commune)
        return self._district(province_id, province_key(province), district)

    def _add(self, place: FormerPlace) -> None:
        province = province_key(place.province)
        if place.commune:
            key = read_place(place.commune).typed_key
            self._former[province, key].append(place)
        elif place.district:
            self._districts[province, read_place(place.district).key] = place
        else:
            self._provinces.setdefault(province, place.province_id)

    def _commune(self, province_id: int, province: str, district: str, name: str) -> Located:
        former = self._former.get((province, read_place(name).typed_key), [])
        if district:
            here = [f for f in former if _same(f.district, district)]
            located = _of_former(_closest(here or former, name, lambda f: f.commune), province_id)
        else:
            present = self._present.get((province_id, read_place(name).typed_key), [])
            located = _of_present(_closest(present, name, lambda c: c.full_name), province_id)
            if located is None:
                located = _of_former(_closest(former, name, lambda f: f.commune), province_id)
        return located or self._district(province_id, province, district)

    def _district(self, province_id: int, province: str, district: str) -> Located:
        place = self._districts.get((province, read_place(district).key)) if district else None
        if place is None:
            return Located(province_id)
        only = place.communes[0] if len(place.communes) == 1 else None
        return Located(province_id, only, place.lat, place.lon)


def _same(one: str, other: str) -> bool:
    return read_place(one).key == read_place(other).key


def _closest(places: Sequence[P], name: str, name_of: Callable[[P], str]) -> P | None:
    """The only candidate, or the only one whose accents agree too."""
    if len(places) == 1:
        return places[0]
    exact = [place for place in places if name_key(name_of(place)) == name_key(name)]
    return exact[0] if len(exact) == 1 else None


def _of_former(place: FormerPlace | None, province_id: int) -> Located | None:
    if place is None:
        return None
    only = place.communes[0] if len(place.communes) == 1 else None
    return Located(province_id, only, place.lat, place.lon)


def _of_present(place: PresentCommune | None, province_id: int) -> Located | None:
    return place and Located(province_id, place.id, place.lat, place.lon)
