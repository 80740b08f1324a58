"""News that nobody listens to would be lost."""

import re

from core.jobs.queue import queue
from tests.architecture.test_house_rules import CODE


def test_every_topic_that_is_deferred_has_a_handler(app):
    deferred = {
        topic
        for file in CODE
        for topic in re.findall(
            r'\bdefer(?:_once)?\(\s*\w+,\s*"([\w.]+)"', file.read_text(encoding="utf-8")
        )
    }

    assert deferred
    assert deferred <= set(queue.tasks)
