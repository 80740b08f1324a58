"""Sizes of a photograph as WebP, and the picture that stands beside a shared link."""

from pathlib import Path

from PIL import Image, ImageDraw, ImageEnhance, ImageFilter, ImageOps

from core.images.limits import LONGEST_SIDES, SHARE, SHARE_SIZE, file_of, scaled

_QUALITIES = (80, 65, 50)
_MOST_BYTES = {400: 60_000}  # of a card; larger ones may be as large as they need to be
_METHOD = 4  # of six: the last two take twice as long for 2 %
_SEAL, _MARGIN = 96, 32
_NARROWEST, _DIMMED = 1.3, 0.7
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
    shared = _framed(picture)
    with Image.open(seal) as mark:
        drawn = mark.convert("RGB").resize((_SEAL, _SEAL), Image.Resampling.LANCZOS)
    disc = Image.new("L", (4 * _SEAL, 4 * _SEAL))
    ImageDraw.Draw(disc).ellipse((0, 0, 4 * _SEAL - 1, 4 * _SEAL - 1), fill="white")
    place = (SHARE_SIZE[0] - _SEAL - _MARGIN, SHARE_SIZE[1] - _SEAL - _MARGIN)
    shared.paste(drawn, place, disc.resize(drawn.size, Image.Resampling.LANCZOS))
    shared.save(file, "JPEG", quality=84, progressive=True, optimize=True)


def _framed(picture: Image.Image) -> Image.Image:
    """Cut where that takes little away; else whole, before its own colours out of focus."""
    filled = ImageOps.fit(picture, SHARE_SIZE, Image.Resampling.LANCZOS, centering=_UPPER_THIRD)
    if picture.width >= _NARROWEST * picture.height:
        return filled
    small = filled.resize((SHARE_SIZE[0] // 8, SHARE_SIZE[1] // 8)).filter(
        ImageFilter.GaussianBlur(5)
    )
    ground = ImageEnhance.Brightness(small.resize(SHARE_SIZE)).enhance(_DIMMED)
    whole = ImageOps.contain(picture, SHARE_SIZE, Image.Resampling.LANCZOS)
    ground.paste(whole, ((SHARE_SIZE[0] - whole.width) // 2, (SHARE_SIZE[1] - whole.height) // 2))
    return ground
