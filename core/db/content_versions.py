"""Content versions: while the version of what an answer shows is the same, so is the answer.

The rule that must hold: a version is asked before what an answer is made of, or in the same
statement. A change in between then makes the answer once more; asked after it, the version would
vouch for content that is no longer so.
"""

from functools import lru_cache

from sqlalchemy.orm import Session

from core.db.content_changes import COMMON, EVERYTHING, ContentVersions
from core.db.prepared import PreparedStatement

# A page may be kept under the version before a change that was committed while it was made. It is
# not asked for again, unless that very state is restored: then the table is another file, of
# another database or of a server started since.
STORE = "hashtextextended(pg_relation_filepath('content_change') || pg_postmaster_start_time(), 0)"

# UNION takes a subject named twice once: XOR with itself would be nothing. LATERAL, so that each
# subject is looked up in the index, whatever the planner believes about the number of notes.
QUESTION = """
    SELECT shown.owner, coalesce(bit_xor(notes.mark), 0)
        # CASE shown.owner WHEN {common} THEN {store} ELSE 0 END
    FROM (SELECT {common} AS owner, '{everything}' AS topic, 0::bigint AS subject
          UNION ({subjects})) AS shown
    CROSS JOIN LATERAL (
        SELECT bit_xor(note.mark) AS mark FROM content_change AS note
        WHERE note.topic = shown.topic AND note.subject = shown.subject
    ) AS notes
    GROUP BY shown.owner ORDER BY shown.owner
"""


def versions_of(session: Session, subjects: str, **parameters: object) -> ContentVersions:
    """The versions of what `subjects` selects at this moment, in one short statement.

    `subjects` is SQL that selects an owner, a topic and a subject for everything an answer is made
    of; its parameters are written %(name)s. Raises OperationalError.
    """
    versions: dict[int, int] = dict(_prepared(subjects).tuples(session, **parameters))
    return ContentVersions(versions.pop(COMMON), versions)


@lru_cache(64)
def _prepared(subjects: str) -> PreparedStatement:
    return PreparedStatement(question(subjects))


def question(subjects: str) -> str:
    """The statement that asks for them."""
    return QUESTION.format(common=COMMON, store=STORE, everything=EVERYTHING, subjects=subjects)
