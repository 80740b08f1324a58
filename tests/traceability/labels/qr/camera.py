"""A phone's view of a printed symbol: turned, tilted, out of focus, noisy, stained; and readers."""

import cv2
import numpy as np
import zxingcpp
from numpy.typing import NDArray
from PIL import Image

Picture = NDArray[np.uint8]


def printed_at(image: Image.Image, millimetres: float, dpi: int) -> Picture:
    """The symbol on paper as a printer of this resolution puts it down: whole dots, no greys."""
    dots = round(millimetres / 25.4 * dpi)
    return np.asarray(image.convert("L").resize((dots, dots), Image.Resampling.NEAREST))


def turned(picture: Picture, degrees: float) -> Picture:
    """The symbol on a white table, turned about its middle."""
    side = picture.shape[0] * 2
    table = np.full((side, side), 255, np.uint8)
    start = side // 4
    table[start : start + picture.shape[0], start : start + picture.shape[1]] = picture
    turn = cv2.getRotationMatrix2D((side / 2, side / 2), degrees, 1)
    return cv2.warpAffine(table, turn, (side, side), borderValue=255)


def tilted(picture: Picture, share: float = 0.10) -> Picture:
    """Keystone: the far edge is shorter by `share`."""
    height, width = picture.shape
    inset = width * share / 2
    source = np.float32([[0, 0], [width, 0], [width, height], [0, height]])
    target = np.float32([[inset, 0], [width - inset, 0], [width, height], [0, height]])
    lens = cv2.getPerspectiveTransform(source, target)
    return cv2.warpPerspective(picture, lens, (width, height), borderValue=255)


def blurred(picture: Picture, sigma: float = 1.0, noise: float = 6.0, seed: int = 1) -> Picture:
    soft = cv2.GaussianBlur(picture, (0, 0), sigma).astype(np.float32)
    grain = np.random.default_rng(seed).normal(0, noise, picture.shape)
    return np.clip(soft + grain, 0, 255).astype(np.uint8)


def stained(picture: Picture, share: float = 0.04) -> Picture:
    """One grey blot over `share` of the area, right of the middle: clear of the finder squares."""
    height, width = picture.shape
    radius = round((height * width * share / np.pi) ** 0.5)
    marked = picture.copy()
    cv2.circle(marked, (round(width * 0.60), round(height * 0.55)), radius, 128, -1)
    return marked


def read_by_zxing(picture: Picture) -> str:
    symbols = zxingcpp.read_barcodes(picture)
    return symbols[0].text if symbols else ""


def read_by_opencv(picture: Picture) -> str:
    return cv2.QRCodeDetector().detectAndDecode(picture)[0]


def read_by_opencv_markers(picture: Picture) -> str:
    """OpenCV's other detector, which looks for finder squares as marker corners."""
    return cv2.QRCodeDetectorAruco().detectAndDecode(picture)[0]


READERS = (read_by_zxing, read_by_opencv, read_by_opencv_markers)


def is_read_by_two(picture: Picture, text: str) -> bool:
    """Whether at least two readers see `text`; the third is only asked when they disagree."""
    hits = 0
    for tried, reader in enumerate(READERS):
        hits += reader(picture) == text
        if hits == 2:
            return True
        if tried - hits == 1:
            return False
    return False
