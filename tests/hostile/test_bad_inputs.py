"""What no form of ours sends, at every address: never a 500, never a trace, nothing stored."""

import re
from itertools import product
from urllib.parse import quote

import pytest
from sqlalchemy import func, select

from registry.models import IssuedCode
from tests.addresses import is_public
from tests.architecture.test_house_rules import CODE, lines_with
from traceability.scans.models import CodeReport

SCRIPT, DRAWING = "<script>alert(1)</script>", '"><svg onload=alert(1)>'
TEXT = [
    " ", "\u00a0", "Ngu\u0302\u0303", "a\u200b\u202eb", "e" + "\u0301" * 100, "٣", "１２", "Ніght",
    "{{7*7}}", "{% raw %}", SCRIPT, DRAWING, "javascript:alert(1)", "' OR 1=1 --", "%", "\\", "_",
    "\U0001f468\u200d\U0001f469", "(((((", '"""', "AND OR NOT", "*" * 50, "a" * 400, "ậ" * 120,
]  # fmt: skip
NUMBERS = ["-1", "0", "1.5", "1e3", "1e400", "NaN", "Infinity", "true", "1_0", "9" * 30, "9" * 400]
PATHS = ["..", "..%2f..%2fetc%2fpasswd", "//evil.example", "%2f%2fevil.example", "%5cevil.example"]
NO_TEXT = ["%00", "a%00b", "%1b%5b2J", "a" * 401]
TYPED = [*map(quote, TEXT), *PATHS, "%zz", "%ff%fe", "%ed%a0%80", "%0d%0aSet-Cookie:x=1"]
BAD = [*TYPED, *NUMBERS, *NO_TEXT]

# Free text is read by more code than a choice among words of ours: it gets every value.
FREE_TEXT = {"q", "ma", "10"}
OTHERS = {"resolver.resolve": ("linkType", "10", "17")}  # no public page reads them
LEADS_AWAY = re.compile(r'(?:href|src|action)="(?:(?:https?:)?[/\\]{2}evil|javascript:)')


def must_be_calm(answer, address):
    """Answered or refused, with words of ours, and nothing of what was sent taken for markup."""
    assert answer.status_code < 500, address
    text = answer.get_data(as_text=True) if answer.mimetype.startswith(("text/", "app")) else ""
    assert "Traceback" not in text, address
    if answer.mimetype == "text/html":
        assert "<script>alert" not in text, address
        assert "<svg onload" not in text, address
        assert not LEADS_AWAY.search(text), address
    assert not LEADS_AWAY.search(f'href="{answer.headers.get("Location", "")}"'), address
    if answer.status_code >= 400 and answer.mimetype == "application/problem+json":
        assert set(answer.get_json()) >= {"type", "title", "status", "detail", "code", "request_id"}
        assert answer.get_json()["detail"], address
    elif answer.status_code >= 400:
        assert answer.mimetype == "text/html", address
        assert "<h1" in text, address


def test_no_name_in_a_path_upsets_any_address(client, doors):
    for door in doors:
        for name in door.arguments:
            for value in BAD:
                address = door.fill(door.arguments | {name: value})
                with client.get(address) as answer:
                    must_be_calm(answer, address)


def test_what_is_no_text_is_refused_at_every_address(client, doors):
    """One layer does it before any view, whatever the parameter is called."""
    files = "static"  # whatever is asked of them, they are sent
    for door, value in product(doors, NO_TEXT):
        if door.endpoint != files:
            with client.get(address := f"{door.open}?x={value}") as answer:
                must_be_calm(answer, address)
                assert answer.status_code == 400, address


def test_no_value_upsets_the_view_that_reads_it(app, client, doors):
    attacked = set()
    for door in doors:
        view = app.view_functions[door.endpoint]
        names = getattr(view, "parameters", OTHERS.get(door.endpoint, ()))
        attacked.update(names)
        for place, name in enumerate(names):
            for value in [*TYPED, *NUMBERS] if name in FREE_TEXT else share(place):
                with client.get(address := f"{door.open}?{name}={value}") as answer:
                    must_be_calm(answer, address)

    assert attacked > FREE_TEXT


def share(place):
    """A quarter of the values, another for each parameter: their parsers are few and shared."""
    return [*TYPED[place % 4 :: 4], *NUMBERS[place % 4 :: 4]]


def test_no_language_upsets_a_page(client):
    for value in BAD:
        with client.get(address := f"/san-pham?lang={value}") as answer:
            must_be_calm(answer, address)


def test_no_view_reads_parameters_that_it_does_not_declare(app):
    """Else the walk above would miss them."""
    of_desks = {
        app.view_functions[rule.endpoint].__module__.replace(".", "/") + ".py"
        for rule in app.url_map.iter_rules()
        if not is_public(app, rule.endpoint)
    }
    readers = {line.partition(":")[0] for line in lines_with(r"request\.(args|query_string)", CODE)}

    assert readers - of_desks == {
        "accounts/sign_in/views/sign_in.py",  # the way back
        "accounts/second_factor/views/second_step.py",  # likewise
        "core/web/requests/access.py",  # likewise
        "core/api/public.py",  # refuses undeclared ones
        "core/web/i18n.py",
        "core/web/pages/public_page.py",
        "core/web/requests/inputs.py",
        "traceability/resolver/views/resolver.py",
        "traceability/labels/views/pictures.py",  # the sheet of one's own labels
        "traceability/scans/views/unmatched.py",  # hands it on as it is
    }


def test_no_field_of_a_report_upsets_it_or_is_kept_when_refused(client, session):
    codes = session.scalar(select(func.count()).select_from(IssuedCode))
    for name in ("ly_do", "noi", "chuyen", "dien_thoai", "dong_y"):
        for value in BAD:
            body = f"ly_do=zzz&chuyen=%C4%91%C3%BAng&{name}={value}"
            answer = client.post("/bao-cao/7K3MX9QF2Z", data=body, content_type=FORM)

            must_be_calm(answer, body)
            assert answer.status_code == 422, body
            assert name == "chuyen" or "đúng" in answer.text, body

    assert session.scalar(select(func.count()).select_from(CodeReport)) == 0
    assert session.scalar(select(func.count()).select_from(IssuedCode)) == codes


FORM = "application/x-www-form-urlencoded"
MANY = "&".join(f"x{n}=1" for n in range(1001))


@pytest.mark.parametrize(
    ("body", "headers", "status"),
    [
        (MANY, {"Content-Type": FORM}, 400),
        ("x=1&" * 1001, {"Content-Type": FORM}, 400),
        ("a=" + "x" * 300_000, {"Content-Type": FORM}, 413),
        ("[" * 100_000, {"Content-Type": "application/json"}, 415),
        ("null", {"Content-Type": "application/json"}, 415),
        ("<a/>", {"Content-Type": "text/xml"}, 415),
        ("x", {}, 415),
        ("\x1f\x8b", {"Content-Type": FORM, "Content-Encoding": "gzip"}, 415),
        ("ly_do=quality", {"Content-Type": FORM, "Sec-Fetch-Site": "cross-site"}, 400),
        ("ly_do=quality", {"Content-Type": FORM, "Sec-Fetch-Site": "same-site"}, 400),
        ("ly_do=quality", {"Content-Type": FORM, "Origin": "https://evil.example"}, 400),
        ("ly_do=quality", {"Content-Type": FORM, "Origin": "http://["}, 400),
        ("", {"Content-Type": "multipart/form-data"}, 422),
        ("", {}, 422),
        ("ly_do=quality", {"Content-Type": FORM, "Origin": "http://localhost"}, 303),
        ("ly_do=quality", {"Content-Type": FORM, "Origin": "null"}, 303),
        ("ly_do=quality", {"Content-Type": FORM, "Sec-Fetch-Site": "same-origin"}, 303),
    ],
)
def test_bodies_that_no_form_of_ours_sends_are_refused(client, session, body, headers, status):
    answer = client.post("/bao-cao/7K3MX9QF2Z", data=body, headers=headers)

    assert answer.status_code == status
    kept = session.scalar(select(func.count()).select_from(CodeReport))
    assert kept == (1 if status == 303 else 0)


@pytest.mark.parametrize(("status", "body"), [(413, "a=" + "x" * 300_000), (400, MANY)])
def test_a_refused_body_is_told_as_that_and_not_as_a_missing_page(client, status, body):
    answer = client.post("/bao-cao/7K3MX9QF2Z", data=body, content_type=FORM)

    assert answer.status_code == status
    assert "chưa có gì được lưu" in answer.text.lower()
    assert "Không tìm thấy" not in answer.text


def test_every_address_refuses_methods_it_does_not_know(app, client, doors):
    known = {(rule.rule, method) for rule in app.url_map.iter_rules() for method in rule.methods}
    for door in doors:
        for method in ("PUT", "PATCH", "DELETE", "TRACE", "FOO"):
            if (door.rule, method) in known:
                continue
            answer = client.open(door.open, method=method)
            if method == "PATCH" and answer.status_code in {303, 401}:
                continue  # known there, to who is signed in
            assert answer.status_code == 405, (method, door.open)
            assert "GET" in answer.headers["Allow"]
