"""What people are asked to agree to, each by itself, and the version of the words they see."""

from enum import StrEnum


class ConsentPurpose(StrEnum):
    """Why data of a person is used; the first two are what an account needs."""

    TERMS = "terms"  # the rules of the marketplace
    PRIVACY = "privacy"  # how data of people is handled
    NEWS = "news"  # letters about fairs, courses and news of the programme


VERSIONS = {
    ConsentPurpose.TERMS: "2026-11",
    ConsentPurpose.PRIVACY: "2026-11",
    ConsentPurpose.NEWS: "2026-11",
}
# What having an account takes; all others are given and withdrawn at any time.
OF_AN_ACCOUNT = (ConsentPurpose.TERMS, ConsentPurpose.PRIVACY)
