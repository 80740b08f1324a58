"""Where browsers offer passkeys."""

import pytest

from accounts.second_factor.rules.relying_party import RelyingParty, relying_party


@pytest.mark.parametrize(
    ("origin", "party"),
    [
        ("https://chosao.vn", RelyingParty("chosao.vn", "https://chosao.vn")),
        ("https://chosao.vn:8443", RelyingParty("chosao.vn", "https://chosao.vn:8443")),
        ("http://localhost:8000", RelyingParty("localhost", "http://localhost:8000")),
        ("http://chosao.vn", None),
        ("https://203.0.113.9", None),
        ("https://[2001:db8::1]", None),
        ("http://127.0.0.1:8000", None),
    ],
)
def test_only_at_a_domain_in_a_secure_context(origin, party):
    assert relying_party(origin) == party
