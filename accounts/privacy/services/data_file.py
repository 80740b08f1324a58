"""The file of everything that is kept of one person: a ZIP of JSON."""

import io
import zipfile

import orjson
from sqlalchemy.orm import Session

from accounts.privacy.services.holdings import Holdings
from core.access.actors import Actor
from core.audit.entries import record


def data_file(session: Session, holdings: Holdings, read_me: str, *, actor: Actor) -> bytes:
    """One file for each holding, and one that says what they are."""
    account_id = actor.account_id or 0
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("README.txt", read_me)
        for holding in holdings:
            rows = orjson.dumps(holding.read(session, account_id), option=orjson.OPT_INDENT_2)
            archive.writestr(f"{holding.name}.json", rows)
    record(session, actor=actor, action="data.handed_out", subject=f"account:{account_id}")
    return content.getvalue()
