"""Sizes of a photograph as WebP, and the picture that stands beside a shared link."""

from pathlib import Path

from PIL import Image, ImageOps

from core.images.limits import LONGEST_SIDES, SHARE, SHARE_SIZE, file_of, scaled

_QUALITIES = (80, 65, 50)
_MOST_BYTES = {400: 60_000}  # of a card; larger ones may be as large as they need to be
_METHOD = 4  # of six: the last two take twice as long for 2 %
_UPPER_THIRD = (0.5, 0.4)  # where faces and jars stand


def make_files(picture: Image.Image, folder: Path, seal: Path) -> None:
    """Write every file of FILES into a folder. `seal` stands in a corner of the one for sharing."""
    folder.mkdir(exist_ok=True)
    for longest in sorted(LONGEST_SIDES, reverse=True):
        size = scaled(*picture.size, longest)
        picture = picture.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)
        _save_webp(picture, folder / file_of(longest), _MOST_BYTES.get(longest))
        if longest == LONGEST_SIDES[-1]:
            _save_shared(picture, folder / SHARE, seal)


def _save_webp(picture: Image.Image, file: Path, most: int | None) -> None:
    for quality in _QUALITIES:
        picture.save(file, "WEBP", quality=quality, method=_METHOD)
        if most is None or file.stat().st_size <= most:
            return


def _save_shared(picture: Image.Image, file: Path, seal: Path) -> None:
    shared = ImageOps.fit(picture, SHARE_SIZE, Image.Resampling.LANCZOS, centering=_UPPER_THIRD)
    with Image.open(seal) as mark:
        drawn = mark.convert("RGBA").resize((96, 96), Image.Resampling.LANCZOS)
    shared.paste(drawn, (SHARE_SIZE[0] - 128, SHARE_SIZE[1] - 128), drawn)
    shared.save(file, "JPEG", quality=84, progressive=True, optimize=True)
