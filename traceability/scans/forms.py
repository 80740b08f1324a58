"""Form of a report about a code: validation with a sentence at the field."""

import re
import unicodedata
from dataclasses import dataclass, field
from typing import Self

from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from core.web.requests.inputs import clean, clean_story, is_text
from traceability.scans.rules.reports import LONGEST_PHONE, LONGEST_PLACE, LONGEST_STORY, Reason
from traceability.scans.services.reports import NewReport

_PHONE = re.compile(r"\+?[0-9]{8,15}")


@dataclass
class ReportForm:
    """Everything as typed, with what is wrong at which field."""

    reason: str = ""
    place: str = ""
    story: str = ""
    phone: str = ""
    consent: bool = False
    errors: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, sent: MultiDict[str, str]) -> Self:
        form = cls(
            reason=sent.get("ly_do", ""),
            place=sent.get("noi", ""),
            story=sent.get("chuyen", "").replace("\r\n", "\n").strip(),
            phone=sent.get("dien_thoai", "").strip(),
            consent="dong_y" in sent,
        )
        form.errors = form._faults()
        return form

    def report(self, code: str) -> NewReport:
        """The value, once nothing is wrong."""
        return NewReport(
            code=code,
            reason=Reason(self.reason),
            place=clean(self.place),
            story=clean_story(self.story),
            phone=self._digits() or None,
        )

    def _faults(self) -> dict[str, str]:
        faults: dict[str, str] = {}
        if self.reason not in set(Reason):
            faults["reason"] = _("Hãy chọn một lý do.")
        for name, text, longest in (
            ("place", self.place, LONGEST_PLACE),
            ("story", self.story, LONGEST_STORY),
        ):
            if len(text) > longest:
                faults[name] = _("Nhiều nhất %(n)s ký tự.", n=longest)
            elif not is_text(text):
                faults[name] = _("Có ký tự không đọc được. Hãy xoá chỗ đó và gõ lại.")
        if self.phone and not _PHONE.fullmatch(self._digits()):
            faults["phone"] = _("Số điện thoại chưa đúng, ví dụ 0912 345 678.")
        elif self.phone and not self.consent:
            faults["consent"] = _("Đánh dấu đồng ý để được gọi lại, hoặc bỏ trống số điện thoại.")
        return faults

    def _digits(self) -> str:
        digits = unicodedata.normalize("NFKC", self.phone[: 2 * LONGEST_PHONE])
        return re.sub(r"[\s.()-]", "", digits)
