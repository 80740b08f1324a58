"""The first thing a scan says: the worst that is known, in a sentence, with its colour and sign.

Nothing here says that the pack in a hand is what it claims to be: no code on paper can know that.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from flask_babel import gettext as _

from certification.certificates.rules.precedence import concerns_buyers
from certification.certificates.rules.state import Standing, State
from certification.certificates.wording import announcement, buyers_warning, day_text
from core.clock import VIETNAM
from registry.rules.issued_codes import CodeKind, CodeStatus
from traceability.codes.queries import CodePage


@dataclass(frozen=True, slots=True)
class ScanVerdict:
    """`kind` is good, warn, bad or plain; good only while a certificate is in force.

    `note` is what the authority published about it, in its own words.
    """

    kind: str
    title: str
    text: str = ""
    note: str = ""


def verdict(page: CodePage) -> ScanVerdict:
    """State of the label above state of the certificate; no revocation for safety behind either."""
    if page.is_recalled and page.status is not CodeStatus.RECALLED:
        return _with_revocation(page, _recalled())
    if page.status is not CodeStatus.ACTIVATED:
        return _with_revocation(page, _of_label(page))
    if page.kind is CodeKind.AREA:
        return ScanVerdict(
            "plain",
            _("Mã của một vùng nguyên liệu"),
            _("Vùng nguyên liệu không mang sao; sao thuộc về từng sản phẩm."),
        )
    if page.product is None:
        return ScanVerdict("plain", _("Mã đã được cấp, chưa có thông tin"))
    if page.warning is not None and not concerns_buyers(page.standing):
        return _of_revocation(page, page.warning)
    announced = announcement(page.standing)
    note = _sentence_case(page.certificate.note if page.certificate else "")
    return ScanVerdict(KINDS[page.standing.state], announced.title, announced.text, note)


def _of_revocation(page: CodePage, revoked: Standing) -> ScanVerdict:
    warned = buyers_warning(revoked)
    return ScanVerdict("bad", warned.title, warned.text, _warning_note(page))


def _warning_note(page: CodePage) -> str:
    """What was published about the revocation that buyers are warned of."""
    note = next((c.note for c in page.certificates if c.standing == page.warning), "")
    return _sentence_case(note)


def _sentence_case(words: str) -> str:
    """It follows a full stop."""
    return words[:1].upper() + words[1:]


def _with_revocation(page: CodePage, of_label: ScanVerdict) -> ScanVerdict:
    """The graver of the two first; where both are, what the label itself says."""
    if page.warning is None:
        return of_label
    of_revocation = _of_revocation(page, page.warning)
    first, second = of_revocation, of_label
    if of_label.kind == "bad":
        first, second = of_label, of_revocation
    text = f"{first.text} {second.title}. {second.text}"
    return replace(first, text=text, note=of_revocation.note)


def _of_label(page: CodePage) -> ScanVerdict:
    verdict = _BY_STATUS.get(page.status, _not_activated)()
    if page.status not in _BY_STATUS:
        return verdict
    since = _("Từ %(day)s.", day=day_text(page.status_at.astimezone(VIETNAM).date()))
    return replace(verdict, text=f"{since} {verdict.text}")


def _recalled() -> ScanVerdict:
    what_to_do = _("Không sử dụng, không bán tiếp. Hãy trả lại nơi đã mua.")
    return ScanVerdict("bad", _("Sản phẩm đang bị thu hồi"), what_to_do)


def _void() -> ScanVerdict:
    return ScanVerdict("bad", _("Tem đã bị hủy"), _("Không nên mua gói hàng mang tem này."))


def _stolen() -> ScanVerdict:
    what_to_do = _("Không nên mua. Hãy cho biết bạn thấy tem ở đâu.")
    return ScanVerdict("bad", _("Tem đã báo mất cắp"), what_to_do)


def _retired() -> ScanVerdict:
    return ScanVerdict("warn", _("Tem đã ngừng sử dụng"), _("Thông tin dưới đây có thể đã cũ."))


def _not_activated() -> ScanVerdict:
    return ScanVerdict(
        "warn",
        _("Tem chưa kích hoạt – không nên mua"),
        _("Cơ sở chưa xác nhận đã dán tem này lên sản phẩm."),
    )


_BY_STATUS: dict[CodeStatus, Callable[[], ScanVerdict]] = {
    CodeStatus.RECALLED: _recalled,
    CodeStatus.VOID: _void,
    CodeStatus.STOLEN: _stolen,
    CodeStatus.RETIRED: _retired,
}
KINDS: dict[State, str] = {
    State.VALID: "good",
    State.EXPIRING: "good",
    State.UNCONFIRMED: "warn",
    State.POTENTIAL: "plain",
    State.SUSPENDED: "warn",
    State.EXPIRED: "warn",
    State.REVOKED: "bad",
    State.WITHDRAWN: "warn",
    State.PENDING: "plain",
    State.NONE: "plain",
}
