"""Forms of an album: a photograph with its words, and what is done with one that is there."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from flask_wtf.file import FileField
from werkzeug.datastructures import FileStorage
from wtforms import Field, StringField
from wtforms.validators import ValidationError

from core.errors import DomainError
from core.text import clean
from core.web.forms import Form, at_most, readable
from marketplace.albums import wording
from marketplace.photographs.rules.limits import LONGEST_ALT

_ACCEPTED = "image/jpeg,image/png,image/webp,image/heic,image/heif"
_WORDS = [at_most(LONGEST_ALT), readable]


class PhotographForm(Form):
    """A new photograph."""

    photo = FileField(lazy_gettext("Chọn ảnh"), render_kw={"accept": _ACCEPTED})
    alt = StringField(
        lazy_gettext("Trong ảnh có gì?"),
        _WORDS,
        render_kw={"maxlength": LONGEST_ALT, "autocomplete": "off"},
    )

    @property
    def file(self) -> FileStorage:
        """Once nothing is wrong."""
        assert isinstance(self.photo.data, FileStorage)
        return self.photo.data

    @property
    def words(self) -> str:
        return clean(self.alt.data or "")

    def validate_photo(self, field: Field) -> None:
        if not isinstance(field.data, FileStorage) or not field.data:
            raise ValidationError(_("Chưa có ảnh nào. Hãy chọn một ảnh trong máy."))

    def refuse(self, no: DomainError) -> None:
        """Say at the field why it was not taken."""
        self.photo.errors = [*self.photo.errors, wording.refusal(no)]


class WordsForm(Form):
    """What an existing photograph shows."""

    alt = StringField(lazy_gettext("Trong ảnh có gì?"), _WORDS)

    @property
    def words(self) -> str:
        return clean(self.alt.data or "")
