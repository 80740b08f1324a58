"""A command whose database is away says so in one line, with status 1."""

import pytest

from wsgi import create_app

NOBODY = "postgresql://127.0.0.1:1/nothing"


@pytest.mark.parametrize(
    "words",
    [
        ["search", "rebuild"],
        ["audit", "check"],
        ["demo", "reset"],
        ["places", "load"],
        ["certificates", "state", "7K3MX9QF2Z"],
        ["labels", "sheet", "7K3MX9QF2Z", "--out", "tem.pdf"],
        ["catalogue", "import", "data/ocop_products.csv"],
    ],
)
def test_a_database_that_is_away_is_told_in_one_line(settings, words):
    app = create_app(settings.model_copy(update={"database_url": NOBODY}))

    result = app.test_cli_runner().invoke(args=words)

    assert result.exit_code == 1
    last = result.output.strip().split("\n")[-1]
    assert last.startswith("Error: The database does not answer: connection failed: ")
