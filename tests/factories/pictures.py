"""Pictures as files of their kind, and what such files tell besides."""

from io import BytesIO

import pillow_heif
from PIL import ExifTags, Image, PngImagePlugin

pillow_heif.register_heif_opener()
SECRET = "10.7769N 106.7009E"


def picture(size=(300, 200), mode="RGB", corner="red"):
    """White but for one coloured corner, above on the left."""
    drawn = Image.new("RGB", size, "white")
    drawn.paste(corner, (0, 0, size[0] // 3, size[1] // 2))
    if mode == "I;16":
        return drawn.convert("L").convert("I").point(lambda value: value * 257).convert(mode)
    return drawn.convert(mode)


def saved(drawn, kind, **options):
    file = BytesIO()
    drawn.save(file, kind, **options)
    return file.getvalue()


def exif_with(orientation=1):
    """EXIF that says where it was taken, by what, and which side is up."""
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    exif[ExifTags.Base.Make] = SECRET
    place = exif.get_ifd(ExifTags.IFD.GPSInfo)
    place[ExifTags.GPS.GPSAreaInformation] = SECRET
    return exif


def comment():
    words = PngImagePlugin.PngInfo()
    words.add_text("Comment", SECRET)
    return words
