"""What people are asked to agree to, each by itself, and the version of the words they see."""

from enum import StrEnum


class Purpose(StrEnum):
    """Why data of a person is used; the first two are what an account needs."""

    TERMS = "terms"  # the rules of the marketplace
    PRIVACY = "privacy"  # how data of people is handled
    NEWS = "news"  # letters about fairs, courses and news of the programme


VERSIONS = {
    Purpose.TERMS: "2026-11",
    Purpose.PRIVACY: "2026-11",
    Purpose.NEWS: "2026-11",
}
VOLUNTARY = (Purpose.NEWS,)  # can be given and withdrawn at any time, with an account
