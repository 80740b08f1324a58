"""Signed session cookies, read only where a browser sends one: most visitors never get any."""

from flask import Flask, Request
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface

from core.web.pages.impersonal import reach
from core.web.requests.cookies import cookie


class GuardedSession(SecureCookieSession):
    """Cannot be read while a public page is made.

    Flask marks a session as accessed whenever it is looked up, whatever is then asked of it.
    """

    _accessed = False

    @property
    def accessed(self) -> bool:
        return self._accessed

    @accessed.setter
    def accessed(self, value: bool) -> None:
        if value:
            reach("session")
        self._accessed = value


class Sessions(SecureCookieSessionInterface):
    """Spares a request without the cookie the making of a signer that has nothing to check."""

    session_class = GuardedSession

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        if cookie(request, self.get_cookie_name(app)) is None:
            return self.session_class()
        return super().open_session(app, request)


def register(app: Flask) -> None:
    app.session_interface = Sessions()
