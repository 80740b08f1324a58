"""Whoever arranges an album, as the author of a revision."""

from core.clock import now, today
from core.composition import services
from core.web.requests.access import current_actor
from marketplace.listings.rules.labels import LabelRules
from marketplace.listings.services.revisions import Author


def author() -> Author:
    """This person, now."""
    return Author(current_actor(), now(), services()[LabelRules].on(today()).name)
