"""Why a message does not get through."""


class Undeliverable(Exception):
    """It never will: the other side refuses this message or its recipient for good."""


class TransportAway(Exception):
    """Not now: the other side does not answer, or says so."""
