"""HTML forms by WTForms: the base class of all, and the checks that every text needs.

A form is read from the body of the request, keeps everything typed, says at each field what is
wrong, and hands over one frozen dataclass. Its CSRF check is core.web.requests.csrf; the library's
own token is switched off (WTF_CSRF_ENABLED), so that a page with a form can be public.
"""

from collections.abc import Callable

from flask_babel import gettext as _
from flask_wtf import FlaskForm
from wtforms import Field
from wtforms import Form as WTForm
from wtforms.validators import ValidationError

from core.web.requests.inputs import clean, is_text

Check = Callable[[WTForm, Field], None]


class Form(FlaskForm):
    """A form of ours; `form_errors` holds what is wrong with it as a whole."""


def at_most(longest: int, *, kept: Callable[[str], str] = clean) -> Check:
    """A text of so many characters or fewer, as it is `kept`: composing can make it longer."""

    def check(_form: WTForm, field: Field) -> None:
        if len(kept(field.data or "")) > longest:
            raise ValidationError(_("Nhiều nhất %(n)s ký tự.", n=longest))

    return check


def readable(_form: WTForm, field: Field) -> None:
    """A text of characters that people can read."""
    if not is_text(field.data or ""):
        raise ValidationError(_("Có ký tự không đọc được. Hãy xoá chỗ đó và gõ lại."))


def stripped(typed: str | None) -> str:
    """A filter: without space around it, and with one kind of line end."""
    return (typed or "").replace("\r\n", "\n").strip()
