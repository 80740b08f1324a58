"""Content versions: while the version of what an answer shows is the same, so is the answer.

The rule that must hold: a version is asked before what an answer is made of, or in the same
statement. A change in between then makes the answer once more; asked after it, the version would
vouch for content that is no longer so.
"""

from core.db import sessions
from core.db.content_changes import COMMON, EVERYTHING, ContentVersions

# UNION takes a subject named twice once: XOR with itself would be nothing. LATERAL, so that each
# subject is looked up in the index, whatever the planner believes about the number of notes.
QUESTION = """
    SELECT shown.owner, coalesce(bit_xor(notes.mark), 0)
    FROM (SELECT {common} AS owner, '{everything}' AS topic, 0::bigint AS subject
          UNION ({subjects})) AS shown
    CROSS JOIN LATERAL (
        SELECT bit_xor(note.mark) AS mark FROM content_change AS note
        WHERE note.topic = shown.topic AND note.subject = shown.subject
    ) AS notes
    GROUP BY shown.owner ORDER BY shown.owner
"""


def versions_of(subjects: str, **parameters: object) -> ContentVersions:
    """The versions of what `subjects` selects at this moment, in one short statement.

    `subjects` is SQL that selects an owner, a topic and a subject for everything an answer is made
    of; its parameters are written %(name)s. Raises OperationalError.
    """
    statement = QUESTION.format(common=COMMON, everything=EVERYTHING, subjects=subjects)
    versions = dict(sessions.fetch_all(statement, parameters))
    return ContentVersions(versions.pop(COMMON), versions)
