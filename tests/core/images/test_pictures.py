"""A picture is judged by its content, in a child that may die, and made anew without a word."""

from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image, ImageCms

from core.images.child import make_in_child, size_in_child
from core.images.errors import ImageRefused
from core.images.kinds import ImageKind, kind_of
from core.images.limits import FILES, ImageLimits
from core.images.making import make_files
from core.images.reading import photograph, upright_size
from tests.factories.pictures import SECRET, comment, exif_with, picture, saved

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
ANIMATED = {"save_all": True, "append_images": [picture(corner="blue")]}
CONVERTED = {
    "CMYK": ("JPEG", {"mode": "CMYK"}),
    "grey of 16 bits": ("PNG", {"mode": "I;16"}),
    "transparent": ("PNG", {"mode": "RGBA"}),
    "palette": ("PNG", {"mode": "P"}),
    "black and white": ("PNG", {"mode": "1"}),
    "HEIC": ("HEIF", {}),
    "WebP": ("WEBP", {}),
}


@pytest.fixture
def kept(tmp_path):
    """The path of a file with this content."""

    def keep(content):
        (tmp_path / "picture").write_bytes(content)
        return tmp_path / "picture"

    return keep


def is_red(pixel):
    red, green, blue = pixel
    return red > 200 and green < 80 and blue < 80


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (saved(picture(), "JPEG"), ImageKind.JPEG),
        (saved(picture(), "PNG"), ImageKind.PNG),
        (saved(picture(), "WEBP"), ImageKind.WEBP),
        (saved(picture(), "HEIF"), ImageKind.HEIF),
        (saved(picture(), "GIF") + b";alert(1)", None),
        (saved(picture(), "BMP"), None),
        (SVG, None),
        (b"<html><script>alert(1)</script></html>", None),
        (b"%PDF-1.7", None),
        (b"", None),
        (b"\xff\xd8", None),
    ],
)
def test_the_kind_is_told_by_the_content(content, kind):
    assert kind_of(BytesIO(content)) is kind


@pytest.mark.parametrize("kind", [ImageKind.JPEG, ImageKind.HEIF])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photograph_stands_upright_whichever_way_the_phone_was_held(kept, kind, orientation):
    # The corner that is above on the left in the file: where it is seen.
    x, y = {1: (0, 0), 2: (1, 0), 3: (1, 1), 4: (0, 1), 5: (0, 0), 6: (1, 0), 7: (1, 1), 8: (0, 1)}[
        orientation
    ]
    path = kept(saved(picture(), kind, exif=exif_with(orientation)))

    size, seen = upright_size(path, kind), photograph(path, kind, 300)

    assert size == seen.size == ((300, 200) if orientation < 5 else (200, 300))
    assert is_red(seen.getpixel((x * (seen.width - 1), y * (seen.height - 1))))
    assert sum(is_red(seen.getpixel((a * 190, b * 190))) for a in (0, 1) for b in (0, 1)) <= 1


@pytest.mark.parametrize(("kind", "facts"), CONVERTED.values(), ids=CONVERTED)
def test_every_way_to_write_colours_is_converted(kept, kind, facts):
    corner = {"I;16": "black", "1": "black"}.get(facts.get("mode"), "red")
    path = kept(saved(picture(corner=corner, **facts), kind))

    seen = photograph(path, ImageKind(kind.lower()), 300)

    assert seen.mode == "RGB"
    assert max(seen.getpixel((5, 5))[1:]) < 80
    assert min(seen.getpixel((290, 190))) > 240


def test_a_colour_profile_that_does_not_fit_is_passed_over(kept):
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    path = kept(saved(picture(corner="blue"), "JPEG", quality=95, icc_profile=profile))

    assert photograph(path, ImageKind.JPEG, 300).getpixel((5, 5))[2] > 240


@pytest.mark.parametrize(
    ("content", "kind", "reason"),
    [
        (saved(Image.new("1", (9_000, 9_000)), "PNG"), ImageKind.PNG, "too_large"),
        (saved(picture((600, 400)), "JPEG")[:-400], ImageKind.JPEG, "broken"),
        (saved(picture((600, 400)), "PNG")[:-100], ImageKind.PNG, "broken"),
        (saved(picture((600, 400)), "WEBP")[:-100], ImageKind.WEBP, "broken"),
        (saved(picture((600, 400)), "HEIF")[:-400], ImageKind.HEIF, "broken"),
        (saved(picture(), "WEBP", **ANIMATED), ImageKind.WEBP, "animated"),
        (saved(picture(), "PNG", **ANIMATED), ImageKind.PNG, "animated"),
        (b"\xff\xd8\xff" + SVG, ImageKind.JPEG, "broken"),
    ],
)
def test_what_is_no_whole_still_picture_of_a_size_we_show_is_refused(kept, content, kind, reason):
    with pytest.raises(ImageRefused) as no:
        upright_size(kept(content), kind)

    assert no.value.reason == reason


def test_nothing_that_a_file_says_besides_is_left_in_what_is_made_of_it(tmp_path, kept):
    seal = tmp_path / "seal.png"
    picture((96, 96)).save(seal)
    sent = {
        ImageKind.JPEG: {"exif": exif_with(6), "comment": SECRET.encode(), "xmp": SECRET.encode()},
        ImageKind.PNG: {"exif": exif_with(6), "pnginfo": comment()},
        ImageKind.WEBP: {"exif": exif_with(6), "xmp": SECRET.encode()},
        ImageKind.HEIF: {"exif": exif_with(6), "xmp": SECRET.encode()},
    }
    for kind, facts in sent.items():
        content = saved(picture((900, 600)), kind, **facts)
        assert SECRET.encode() in content

        make_files(photograph(kept(content), kind, 1_600), folder := tmp_path / kind, seal)

        assert sorted(file.name for file in folder.iterdir()) == sorted(FILES)
        for file in folder.iterdir():
            assert SECRET.encode() not in file.read_bytes()
            with Image.open(file) as made:
                assert not made.getexif()


def test_sizes_are_made_in_a_child(tmp_path, kept):
    path = kept(saved(picture((2_000, 1_000)), "JPEG", exif=exif_with(6)))
    (folder := tmp_path / "made").mkdir()

    make_in_child(path, ImageKind.JPEG, folder)

    sizes = {}
    for file in folder.iterdir():
        with Image.open(file) as made:
            sizes[file.name] = made.size
    assert size_in_child(path, ImageKind.JPEG) == (1_000, 2_000)
    assert sizes == {
        "400.webp": (200, 400), "800.webp": (400, 800), "1600.webp": (800, 1_600),
        "share.jpg": (1_200, 630),
    }  # fmt: skip


@pytest.mark.parametrize(
    "limits", [{"memory_bytes": 120_000_000}, {"seconds": 0}], ids=["memory", "time"]
)
def test_a_child_that_takes_too_much_is_ended_and_its_picture_refused(kept, limits):
    path = kept(saved(picture((4_000, 3_000)), "PNG"))

    with pytest.raises(ImageRefused) as no:
        size_in_child(path, ImageKind.PNG, replace(ImageLimits(), **limits))

    assert no.value.reason == "too_large"
