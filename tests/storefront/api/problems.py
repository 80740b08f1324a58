"""What every refusal of the API has in common."""

import re


def is_problem(answer, status, code):
    assert answer.status_code == status
    assert answer.mimetype == "application/problem+json"
    body = answer.get_json()
    assert (body["status"], body["code"]) == (status, code)
    assert re.fullmatch(r"[0-9a-f]{12}", body["request_id"])
    assert body["title"]
    assert body["detail"]
    return body
