"""What a browser is, by what it calls itself: enough for its owner to know it again."""

import re
from dataclasses import dataclass

_BROWSERS = (
    ("Zalo", re.compile("Zalo", re.IGNORECASE)),
    ("Cốc Cốc", re.compile("coc_coc", re.IGNORECASE)),
    ("Edge", re.compile("Edg")),
    ("Samsung Internet", re.compile("SamsungBrowser")),
    ("Opera", re.compile("OPR/")),
    ("Firefox", re.compile("Firefox|FxiOS")),
    ("Chrome", re.compile("Chrome|CriOS")),
    ("Safari", re.compile("Safari")),
)
_SYSTEMS = (
    ("iPhone", re.compile("iPhone")),
    ("iPad", re.compile("iPad")),
    ("Android", re.compile("Android")),
    ("Windows", re.compile("Windows")),
    ("Mac", re.compile("Macintosh")),
    ("Linux", re.compile("Linux|X11")),
)
_PHONES = {"iPhone", "iPad", "Android"}


@dataclass(frozen=True, slots=True)
class Device:
    """Empty where it does not say."""

    browser: str
    system: str

    @property
    def is_phone(self) -> bool:
        return self.system in _PHONES

    def __str__(self) -> str:
        return " · ".join(word for word in (self.browser, self.system) if word)


def device_of(agent: str) -> Device:
    browser = next((name for name, sign in _BROWSERS if sign.search(agent)), "")
    system = next((name for name, sign in _SYSTEMS if sign.search(agent)), "")
    return Device(browser, system)
