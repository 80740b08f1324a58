"""Reading of an untrusted picture: its size first, its pixels only if they are few enough."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pillow_heif
from PIL import ExifTags, Image

from core.images.errors import ImageRefused
from core.images.kinds import ImageKind
from core.images.limits import MOST_PIXELS
from core.images.pixels import upright

# Phones write two pictures into a JPEG (MPO); the first is the photograph.
_FORMATS = {
    ImageKind.JPEG: ("JPEG", "MPO"),
    ImageKind.PNG: ("PNG",),
    ImageKind.WEBP: ("WEBP",),
    ImageKind.HEIF: ("HEIF",),
}
_TURNING_BOXES, _HEAD_BYTES = (b"irot", b"imir"), 1_000_000
_SEVERAL_ARE_ONE = {"MPO", "HEIF"}
_BROKEN = (OSError, ValueError, SyntaxError, TypeError, KeyError, IndexError, EOFError,
           ArithmeticError, AttributeError, RuntimeError, AssertionError)  # fmt: skip
pillow_heif.register_heif_opener()


@contextmanager
def opened(path: Path, kind: ImageKind) -> Iterator[Image.Image]:
    """A picture of which nothing is decoded yet. Raises ImageRefused."""
    Image.MAX_IMAGE_PIXELS = None  # below is the one limit
    try:
        # Libraries warn of what is odd; what matters fails.
        with warnings.catch_warnings(), Image.open(path, formats=_FORMATS[kind]) as picture:
            warnings.simplefilter("ignore")
            if picture.width * picture.height > MOST_PIXELS:
                raise ImageRefused(reason="too_large")
            frames = getattr(picture, "n_frames", 1)
            if frames > 1 and picture.format not in _SEVERAL_ARE_ONE:
                raise ImageRefused(reason="animated")
            if kind is ImageKind.HEIF:
                _mind_orientation(path, picture)
            yield picture
    except MemoryError:
        raise ImageRefused(reason="too_large") from None
    except _BROKEN as error:
        raise ImageRefused(reason="broken") from error


def _mind_orientation(path: Path, picture: Image.Image) -> None:
    """Of a HEIF its reader turns what a box of the file says, and what EXIF says counts without."""
    with path.open("rb") as file:
        head = file.read(_HEAD_BYTES)
    orientation = picture.info.get("original_orientation")
    if orientation and not any(box in head for box in _TURNING_BOXES):
        picture.getexif()[ExifTags.Base.Orientation] = orientation


def upright_size(path: Path, kind: ImageKind) -> tuple[int, int]:
    """Of a picture that is whole, as it is seen: all of it is decoded, as small as its kind allows.

    Raises ImageRefused.
    """
    with opened(path, kind) as picture:
        width, height = picture.size
        if kind is ImageKind.JPEG:  # a HEIF would show its thumbnail instead
            picture.draft("RGB", (1, 1))
        turned = upright(picture)
    is_on_its_side = (width > height) != (turned.width > turned.height)
    return (height, width) if is_on_its_side else (width, height)


def photograph(path: Path, kind: ImageKind, longest: int) -> Image.Image:
    """The pixels, upright; no smaller than `longest` if the picture is not. Raises ImageRefused."""
    with opened(path, kind) as picture:
        if kind is ImageKind.JPEG:
            picture.draft("RGB", (longest, longest))
        return upright(picture)
