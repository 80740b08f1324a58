"""GS1 Digital Link addresses, asked as cameras, browsers and programs ask."""

from datetime import date

import pytest
from flask_babel import refresh
from sqlalchemy import update

from registry.models import IssuedCode
from tests.factories.catalogue import make_certificate, make_certified, make_event
from tests.factories.traceability import make_area, tie
from traceability.resolver.rules.linkset import MEDIA_TYPE, VOCABULARY
from traceability.resolver.rules.raw_paths import escaped

GTIN = "08938505970011"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@pytest.fixture
def product(session):
    product, _ = make_certified(session, on=date(2025, 1, 1), gtin=GTIN)
    return product


def ask(client, path, **headers):
    refresh()  # the test's application context outlives a request, and the locale with it
    return client.get(path, headers={name.replace("_", "-"): v for name, v in headers.items()})


@pytest.mark.parametrize(
    "accept", [None, BROWSER, "*/*", "*", "", "TEXT/HTML;level=1", "image/png", "text/html;q=0"]
)
@pytest.mark.parametrize("language", [None, "vi", "en", "xx;q=5,,", "*;q=0", "zh-CN,ja;q=0.1"])
def test_a_known_number_leads_to_its_scan_page_whoever_asks(client, product, accept, language):
    headers = {"Accept": accept, "Accept_Language": language}
    response = ask(client, f"/01/{GTIN}", **{k: v for k, v in headers.items() if v is not None})

    assert (response.status_code, response.data) == (307, b"")
    assert response.location == f"http://localhost/{product.code}"
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["Link"] == (
        f'<http://localhost/01/{GTIN}?linkType=linkset>; rel="linkset";'
        ' type="application/linkset+json"'
    )


@pytest.mark.parametrize(
    ("path", "missing"),
    [
        ("/10/L1", "lo"),
        ("/10/L1/21/S1", "goi"),
        ("/21/S1", "goi"),
        ("/10/A%2FB", "lo"),
        ("/22/A", ""),
    ],
)
def test_what_is_not_on_record_is_answered_by_the_wider_thing(client, product, path, missing):
    response = ask(client, f"/01/{GTIN}{path}")

    query = f"?chua-ro={missing}" if missing else ""
    assert (response.status_code, response.location) == (
        307,
        f"http://localhost/{product.code}{query}",
    )
    if missing == "lo":
        page = client.get(f"/{product.code}{query}").get_data(as_text=True)
        assert "Lô này không có trong hệ thống." in page


@pytest.mark.parametrize(
    "path",
    [
        "/01/08938505970012",
        "/01/8938505970011",
        f"/01/{GTIN}/21/S1/10/L1",
        f"/01/{GTIN}/21/1/235/2",
        f"/01/{GTIN}?17=271331",
        f"/01/{GTIN}/10/",
        f"/01/{GTIN}/10/{'A' * 21}",
        f"/01/{GTIN}/foo",
        "/00/089385050000000010",
        "/417/8938505970991",
    ],
)
@pytest.mark.parametrize("accept", [BROWSER, "application/json"])
def test_a_number_that_breaks_the_rules_is_a_bad_request(client, product, path, accept):
    response = ask(client, path, Accept=accept)

    assert response.status_code == 400
    expected = "text/html" if accept == BROWSER else "application/problem+json"
    assert response.mimetype == expected
    assert response.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize(
    "path",
    ["/01/18938505970018", "/414/8938505970004", "/417/8938505970998", "/00/089385050000000015"],
)
def test_a_number_nobody_declared_is_not_found(client, product, path):
    page = ask(client, path, Accept=BROWSER)
    data = ask(client, path, Accept="application/linkset+json")

    assert (page.status_code, page.mimetype) == (404, "text/html")
    assert (data.status_code, data.mimetype) == (404, "application/problem+json")
    assert data.json["code"] == "digital_link_unknown"


@pytest.mark.parametrize(
    ("query", "accept", "media_type"),
    [
        ("?linkType=linkset", BROWSER, "application/linkset+json"),
        ("?linkType=all", BROWSER, "application/linkset+json"),
        ("?linkType=linkset", "application/json", "application/json"),
        ("", "application/linkset+json", "application/linkset+json"),
        ("", "application/json", "application/json"),
        ("", "text/html;q=0.1,application/json", "application/json"),
        ("", "application/json;charset=utf-8", "application/json"),
        ("", 'Application/LinkSet+JSON; profile="https://x/", text/html;q=0.3', MEDIA_TYPE),
        ("?linkType=linkset", "*", "application/linkset+json"),
    ],
)
def test_the_linkset_comes_under_the_type_that_was_asked_for(
    client, product, query, accept, media_type
):
    response = ask(client, f"/01/{GTIN}{query}", Accept=accept)

    assert response.status_code == 200
    assert response.mimetype == media_type
    assert response.headers["Cache-Control"] == "public, max-age=60"
    assert "linkset-context" in response.headers["Link"]
    assert {"Accept", "Accept-Language", "Accept-Encoding"} <= set(
        response.headers["Vary"].split(", ")
    )
    again = ask(client, f"/01/{GTIN}{query}", Accept=accept, If_None_Match=response.headers["ETag"])
    assert again.status_code == 304


def test_the_linkset_keeps_the_rules_of_the_profile(client, session, product):
    tie(session, product, make_area(session))

    document = ask(client, f"/01/{GTIN}/10/L1?linkType=linkset").json

    (context,) = document["linkset"]
    assert context.pop("anchor") == f"http://localhost/01/{GTIN}"
    assert context.pop("description") == "Miến dong"
    assert next(iter(context)) == f"{VOCABULARY}defaultLink"
    (default,) = context.pop(f"{VOCABULARY}defaultLink")
    assert set(default) == {"href", "title"}
    assert {name.removeprefix(VOCABULARY) for name in context} == {
        "traceability", "pip", "certificationInfo", "locationInfo", "support", "hasRetailers",
    }  # fmt: skip
    targets = [target for links in context.values() for target in links]
    assert default["href"] in {target["href"] for target in targets}
    for target in targets:
        assert target["href"].startswith("http://localhost/")
        assert target["title"]
        assert target["type"] == "text/html"
        assert target["hreflang"] in (["vi"], ["en"])


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_page_has_its_title_in_its_own_language_whoever_asks(client, product, language):
    (context,) = ask(
        client, f"/01/{GTIN}?linkType=linkset&lang={language}", Accept_Language=language
    ).json["linkset"]

    titles = {link["hreflang"][0]: link["title"] for link in context[f"{VOCABULARY}pip"]}
    assert titles == {"vi": "Thông tin sản phẩm", "en": "Product information"}


@pytest.mark.parametrize("kind", ["gs1:pip", f"{VOCABULARY}pip"])
@pytest.mark.parametrize(
    ("language", "tail"), [("vi", ""), ("en", "?lang=en"), ("en;q=0.2,vi;q=0.9", ""), ("fr", "")]
)
def test_a_kind_of_link_is_given_in_the_language_that_weighs_most(
    client, product, kind, language, tail
):
    response = ask(client, f"/01/{GTIN}?linkType={kind}", Accept_Language=language)

    target = f"http://localhost/san-pham/{product.slug}{tail}"
    assert (response.status_code, response.location) == (307, target)


@pytest.mark.parametrize("kind", ["gs1:epcis", "gs1:nonsense", "pip", "https://gs1.org/voc/pip"])
def test_a_kind_of_link_that_is_not_there_is_not_found(client, product, kind):
    assert ask(client, f"/01/{GTIN}?linkType={kind}").status_code == 404


def test_several_equally_good_targets_are_offered(client, session, product):
    second = make_certificate(session, product, "2025")
    make_event(session, second, "granted", date(2025, 6, 1), stars=4)

    page = ask(client, f"/01/{GTIN}?linkType=gs1:certificationInfo", Accept=BROWSER)
    data = ask(client, f"/01/{GTIN}?linkType=gs1:certificationInfo", Accept="application/json")

    assert (page.status_code, data.status_code) == (300, 300)
    assert page.get_data(as_text=True).count('href="http://localhost/chung-nhan/') == 2
    assert len(data.json["links"]) == 2


def test_the_query_is_passed_on_and_joined_to_one_that_is_there(client, product):
    plain = ask(client, f"/01/{GTIN}?17=271231&utm=a%20b&context=x")
    joined = ask(client, f"/01/{GTIN}?linkType=gs1:pip&17=271231", Accept_Language="en")

    assert plain.location == f"http://localhost/{product.code}?17=271231&utm=a+b"
    assert joined.location == f"http://localhost/san-pham/{product.slug}?lang=en&17=271231"


def test_a_trailing_slash_head_and_options_change_nothing(client, product):
    assert ask(client, f"/01/{GTIN}/").location == f"http://localhost/{product.code}"
    assert client.head(f"/01/{GTIN}").status_code == 307
    options = client.options(f"/01/{GTIN}")
    assert options.status_code == 200
    assert options.headers["Access-Control-Allow-Origin"] == "*"
    assert options.headers["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"


def test_a_page_of_another_site_may_ask_with_headers_of_its_own(client, product):
    headers = {
        "Origin": "https://example.com",
        "Access-Control-Request-Method": "GET",
        "Access-Control-Request-Headers": "if-none-match,x-requested-with,x-anything",
    }
    for path in (f"/01/{GTIN}", f"/api/v1/codes/{product.code}"):
        allowed = client.options(path, headers=headers).headers["Access-Control-Allow-Headers"]

        assert {"If-None-Match", "X-Requested-With", "*"} <= set(allowed.split(", "))


@pytest.mark.parametrize("behind", [".", ",", "%20", "%E2%80%8B", ")", "%22", ".%20"])
def test_what_a_sentence_puts_behind_an_address_is_left_out(client, product, behind):
    whole = ask(client, f"/01/{GTIN}{behind}")
    dated = ask(client, f"/01/{GTIN}/10/L1?17=261231{behind}")

    assert (whole.status_code, whole.location) == (307, f"/01/{GTIN}")
    assert (dated.status_code, dated.location) == (307, f"/01/{GTIN}/10/L1?17=261231")


def test_a_parcel_is_answered_alike_whatever_is_told_of_it(client, product):
    bare = ask(client, "/00/089385050000000015")
    described = ask(client, f"/00/089385050000000015?02={GTIN}&37=24&10=L1")

    assert (bare.status_code, described.status_code) == (404, 404)
    assert bare.text == described.text


@pytest.mark.parametrize("sent", ["RAW_URI", "REQUEST_URI", None])
def test_an_escaped_slash_survives_servers_that_undo_escapes(client, product, sent):
    environ = {"RAW_URI": "", "REQUEST_URI": ""}
    if sent:
        environ[sent] = f"/01/{GTIN}/10/A%2FB?17=271231"

    response = client.get(f"/01/{GTIN}/10/A%2FB?17=271231", environ_overrides=environ)

    assert response.status_code == 307
    assert response.location == f"http://localhost/{product.code}?17=271231&chua-ro=lo"


@pytest.mark.parametrize(
    ("decoded", "again"),
    [
        (f"/01/{GTIN}/10/A/B/21/S", f"/01/{GTIN}/10/A%2FB/21/S"),
        (f"/01/{GTIN}/10/50%", f"/01/{GTIN}/10/50%25"),
        (f"/01/{GTIN}/", f"/01/{GTIN}"),
        (f"/01/{GTIN}/foo", f"/01/{GTIN}/foo/"),
        (f"/01/{GTIN}/10", f"/01/{GTIN}/10/"),
    ],
)
def test_an_undone_path_is_put_together_again(decoded, again):
    assert escaped(decoded) == again


def test_the_resolver_describes_itself(client):
    response = client.get("/.well-known/gs1resolver")

    assert response.mimetype == "application/json"
    assert response.json["supportedPrimaryKeys"] == ["00", "01", "414", "417"]
    assert response.json["linkTypeDefaultCanBeLinkset"] is False
    assert response.json["resolverRoot"] == "http://localhost"
    assert response.headers["Access-Control-Allow-Origin"] == "*"


def test_a_recalled_product_still_resolves(client, session, product):
    session.execute(
        update(IssuedCode).where(IssuedCode.code == product.code).values(status="recalled")
    )
    session.flush()

    assert client.get(f"/01/{GTIN}", follow_redirects=True).status_code == 200
