"""What happens around a view happens in the order in which it is written down."""

from flask import Flask

from core.web import hooks


def test_hooks_happen_in_the_order_of_their_tables():
    happened = []
    app = Flask(__name__)

    def before(name):
        return lambda request: happened.append((name, request.path))

    def after(name):
        def hook(request, response):
            happened.append((name, request.path))
            return response

        return hook

    hooks.register(
        app, before=[before("first"), before("second")], after=[after("third"), after("fourth")]
    )
    app.add_url_rule("/", view_func=lambda: happened.append("view") or "")
    app.test_client().get("/")

    assert happened == [
        ("first", "/"),
        ("second", "/"),
        "view",
        ("third", "/"),
        ("fourth", "/"),
    ]
