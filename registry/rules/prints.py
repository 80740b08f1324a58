"""Which illustration stands for a product when nobody chose one: by the words of its name."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from registry.rules.spelling import words_of

GROUP_PRINTS = {1: "vegetables", 2: "drink_bottle", 3: "herbal_medicine", 4: "basket"} | {
    5: "bonsai",
    6: "hills",
}
OPENS = "^"  # the word must open the name


@dataclass(frozen=True)
class Motif:
    """An illustration and the words that select it."""

    print: str
    opening: tuple[str, ...]
    anywhere: tuple[str, ...]


def motifs(rows: Iterable[Mapping[str, str]]) -> tuple[Motif, ...]:
    """Motifs in order of priority, from rows with `print` and `vi_words` ("^kem; sữa chua")."""
    return tuple(_motif(row["print"], row["vi_words"].split(";")) for row in rows)


def choose_print(name: str, ordered: Sequence[Motif], *, group: int) -> str:
    """The first motif one of whose words stands in the name as whole words, else the group's."""
    spelled = _spelled(name)
    for motif in ordered:
        if spelled.startswith(motif.opening) or any(word in spelled for word in motif.anywhere):
            return motif.print
    return GROUP_PRINTS[group]


def _motif(name: str, words: Iterable[str]) -> Motif:
    stripped = [word.strip() for word in words if word.strip()]
    return Motif(
        print=name,
        opening=tuple(_spelled(w[1:]) for w in stripped if w.startswith(OPENS)),
        anywhere=tuple(_spelled(w) for w in stripped if not w.startswith(OPENS)),
    )


def _spelled(text: str) -> str:
    return f" {' '.join(words_of(text))} "
