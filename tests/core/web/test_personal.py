"""Links to what is a visitor's own are the same for everybody."""

import re

import pytest


@pytest.mark.parametrize("address", ["/", "/tra-cuu", "/khong-co"])
def test_every_page_has_the_same_link_for_everybody(client, address):
    page = client.get(address).text

    [link] = re.findall(r"<a [^>]*data-personal=.*?</a>", page, re.DOTALL)
    assert 'data-own-word="name">Tài khoản</span>' in link
    assert link.endswith('data-own-count="" hidden></span></a>')
    assert "js/personal.js?v=" in page
