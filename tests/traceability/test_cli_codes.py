"""What an operator does to codes from the command line."""

from sqlalchemy import select

from core.audit.entries import AuditEntry
from core.issued_codes import IssuedCode
from tests.factories.catalogue import make_product


def record(app, *words):
    return app.test_cli_runner().invoke(args=["codes", "record", *words])


def test_a_recall_shows_with_the_next_scan(app, client, session):
    product = make_product(session)
    assert "đang bị thu hồi" not in client.get(f"/{product.code}").text

    done = record(app, product.code.lower(), "recall", "--actor", "An")

    assert (done.exit_code, done.output) == (0, f"{product.code}: recalled\n")
    assert "Sản phẩm đang bị thu hồi" in client.get(f"/{product.code}").text


def test_a_step_that_does_not_follow_is_refused(app, session):
    product = make_product(session)

    done = record(app, product.code, "activate", "--actor", "An")

    assert done.exit_code == 1
    assert done.output.startswith("refused: code_step_refused (")
    assert session.get(IssuedCode, product.code).status == "activated"
    assert session.scalars(select(AuditEntry)).all() == []


def test_what_is_no_code_is_wrong_usage(app, session):
    assert record(app, "7K3MX9QF2Y", "void", "--actor", "An").exit_code == 2
    assert record(app, "7K3MX9QF2Z", "void", "--actor", "An").exit_code == 1  # never given out
