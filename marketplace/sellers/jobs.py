"""Job of sellers: deletes files that nobody keeps any more."""

from core.composition import services
from core.jobs.handlers import handler
from core.media.store import MediaStore, MediaUnavailable


@handler("seller.paper_removed", unavailable=(MediaUnavailable,))
def delete_paper(media_name: str) -> None:
    """The content of a paper that its sender took back."""
    services()[MediaStore].delete(media_name)
