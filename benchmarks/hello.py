"""The smallest Flask application: the yardstick that stands beside every page."""

from flask import Flask

app = Flask(__name__)


@app.get("/")
def hello() -> str:
    return "hello"
