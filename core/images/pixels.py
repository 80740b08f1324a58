"""Pixels of a picture as the web shows them: upright, sRGB, opaque, without a word beside them."""

from io import BytesIO

from PIL import Image, ImageCms, ImageOps
from PIL.ImageCms import PyCMSError

_GROUND = "white"  # behind what is transparent
_DEPTH_16 = 257.0  # from 65,535 to 255


def upright(picture: Image.Image) -> Image.Image:
    """The pixels alone: what the file said besides, and its colour profile, are left behind."""
    turned = ImageOps.exif_transpose(picture)
    plain = _in_srgb(_opaque(turned), turned.info.get("icc_profile"))
    plain.info = {}  # of which savers take what they are not handed
    return plain


def _opaque(picture: Image.Image) -> Image.Image:
    """In eight bits a channel, nothing shining through."""
    if picture.mode.startswith(("I", "F")):
        return picture.convert("F").point(lambda value: value * (1 / _DEPTH_16) + 0).convert("L")
    if picture.has_transparency_data:
        seen = picture.convert("RGBA")
        ground = Image.new("RGBA", seen.size, _GROUND)
        ground.alpha_composite(seen)
        return ground.convert("RGB")
    return picture if picture.mode in {"RGB", "L", "CMYK"} else picture.convert("RGB")


def _in_srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """Phones mean other colours by the same numbers; a profile that fits not is passed over."""
    if profile:
        try:
            converted = ImageCms.profileToProfile(
                picture,
                ImageCms.ImageCmsProfile(BytesIO(profile)),
                ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")),
                outputMode="RGB",
            )
        except (PyCMSError, OSError, ValueError):
            pass
        else:
            return converted or picture.convert("RGB")
    return picture.convert("RGB")
