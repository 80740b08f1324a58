"""What happens around a view happens in the order in which it is written down."""

from flask import Flask

from core.web import hooks


def test_hooks_happen_in_the_order_of_their_tables():
    happened = []
    app = Flask(__name__)

    def before(name):
        return lambda: happened.append(name)

    def after(name):
        def hook(response):
            happened.append(name)
            return response

        return hook

    hooks.register(
        app, before=[before("first"), before("second")], after=[after("third"), after("fourth")]
    )
    app.add_url_rule("/", view_func=lambda: happened.append("view") or "")
    app.test_client().get("/")

    assert happened == ["first", "second", "view", "third", "fourth"]
