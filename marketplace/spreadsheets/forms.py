"""The form of a workbook that comes in."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from flask_wtf.file import FileField
from werkzeug.datastructures import FileStorage
from wtforms import Field
from wtforms.validators import ValidationError

from core.web.forms import Form

_ACCEPTED = ".xlsx,.csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet,text/csv"


class WorkbookForm(Form):
    """One file."""

    file = FileField(lazy_gettext("Tệp bảng tính"), render_kw={"accept": _ACCEPTED})

    @property
    def sent(self) -> FileStorage:
        """Once nothing is wrong."""
        assert isinstance(self.file.data, FileStorage)
        return self.file.data

    def validate_file(self, field: Field) -> None:
        if not isinstance(field.data, FileStorage) or not field.data:
            raise ValidationError(_("Chưa có tệp nào. Hãy chọn tệp .xlsx hoặc .csv trong máy."))

    def refuse(self, sentence: str) -> None:
        """Say at the field why it was not taken."""
        self.file.errors = [*self.file.errors, sentence]
