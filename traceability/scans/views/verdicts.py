"""The first thing a scan says: the worst that is known, in a sentence, with its colour and sign.

Nothing here says that the pack in a hand is what it claims to be: no code on paper can know that.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from flask_babel import gettext as _

from certification.certificates.rules.state import Standing, State
from certification.certificates.wording import day_text, ground
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
    """State of the label above state of the certificate."""
    if page.status is not CodeStatus.ACTIVATED:
        return _of_code(page)
    if page.kind is CodeKind.AREA:
        return ScanVerdict(
            "plain",
            _("Mã của một vùng nguyên liệu"),
            _("Vùng nguyên liệu không mang sao; sao thuộc về từng sản phẩm."),
        )
    if page.product is None:
        return ScanVerdict("plain", _("Mã đã được cấp, chưa có thông tin"))
    told = _BY_STATE[page.standing.state](page.standing)
    return replace(told, note=page.certificate.note if page.certificate else "")


def _of_code(page: CodePage) -> ScanVerdict:
    told = _BY_STATUS.get(page.status, _not_activated)()
    if page.status not in _BY_STATUS:
        return told
    since = _("Từ %(day)s.", day=day_text(page.status_at.astimezone(VIETNAM).date()))
    return replace(told, text=f"{since} {told.text}")


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


def _in_force(standing: Standing) -> ScanVerdict:
    if standing.printed_stars and standing.printed_stars != standing.stars:
        if standing.state is State.EXPIRING:
            level = _("Hiện đạt %(n)s sao, sắp hết hạn", n=standing.stars)
        else:
            level = _("Hiện đạt %(n)s sao", n=standing.stars)
        return ScanVerdict(
            "good",
            level,
            _("Bao bì có thể in %(n)s sao.", n=standing.printed_stars) + _until(standing),
        )
    if standing.state is State.EXPIRING:
        title = _("Chứng nhận OCOP %(n)s sao còn hiệu lực, sắp hết hạn", n=standing.stars)
    else:
        title = _("Chứng nhận OCOP %(n)s sao còn hiệu lực", n=standing.stars)
    return ScanVerdict("good", title, _until(standing).strip())


def _until(standing: Standing) -> str:
    if standing.until is None:
        return ""
    text: str
    if standing.until.is_exact:
        text = _("Đến hết ngày %(day)s.", day=day_text(standing.until.latest))
    else:
        text = _("Ít nhất đến hết ngày %(day)s.", day=day_text(standing.until.earliest))
    return f" {text}"


def _unconfirmed(standing: Standing) -> ScanVerdict:
    issued = standing.issued
    if issued is not None and issued.earliest.year == issued.latest.year:
        why = _(
            "Nguồn chỉ ghi năm %(year)s, chưa đủ để biết hôm nay còn hiệu lực hay không.",
            year=issued.latest.year,
        )
    else:
        why = _("Nguồn không ghi đủ ngày để biết hôm nay còn hiệu lực hay không.")
    return ScanVerdict(
        "warn", _("Chưa xác nhận được chứng nhận OCOP %(n)s sao", n=standing.stars), why
    )


def _expired(standing: Standing) -> ScanVerdict:
    title = _("Chứng nhận OCOP %(n)s sao đã hết hạn", n=standing.stars)
    if standing.since is None or standing.since.is_exact or standing.until is None:
        return ScanVerdict("warn", title, _since(standing))
    # The badge beside it names the last year of the paper, so this does too.
    last = day_text(standing.until)
    return ScanVerdict("warn", title, _("Giấy có giá trị đến %(day)s.", day=last))


def _since(standing: Standing) -> str:
    return _("Từ %(day)s.", day=day_text(standing.since)) if standing.since else ""


def _suspended(standing: Standing) -> ScanVerdict:
    return ScanVerdict("warn", _("Chứng nhận OCOP đang bị đình chỉ"), _since(standing))


def _revoked(standing: Standing) -> ScanVerdict:
    parts = []
    if standing.since:
        parts.append(_("ngày %(day)s", day=day_text(standing.since)))
    if standing.decision:
        parts.append(_("Quyết định %(no)s", no=standing.decision))
    if standing.reason:
        parts.append(ground(standing.reason))
    text = ", ".join(parts)
    return ScanVerdict(
        "bad", _("Chứng nhận OCOP đã bị thu hồi"), f"{text[:1].upper()}{text[1:]}." if text else ""
    )


def _withdrawn(standing: Standing) -> ScanVerdict:
    return ScanVerdict("warn", _("Cơ sở đã trả lại chứng nhận OCOP"), _since(standing))


def _potential(_standing: Standing) -> ScanVerdict:
    return ScanVerdict(
        "plain",
        _("Tiềm năng 5 sao, chưa được công nhận"),
        _("Tỉnh đã đề xuất, đang chờ kết quả cấp quốc gia."),
    )


def _pending(standing: Standing) -> ScanVerdict:
    since = _("Từ %(day)s.", day=day_text(standing.issued)) if standing.issued else ""
    return ScanVerdict("plain", _("Chứng nhận OCOP chưa đến ngày có hiệu lực"), since)


def _none(_standing: Standing) -> ScanVerdict:
    return ScanVerdict("plain", _("Chưa có chứng nhận OCOP"), _("Thông tin do cơ sở tự khai."))


_BY_STATUS: dict[CodeStatus, Callable[[], ScanVerdict]] = {
    CodeStatus.RECALLED: _recalled,
    CodeStatus.VOID: _void,
    CodeStatus.STOLEN: _stolen,
    CodeStatus.RETIRED: _retired,
}
_BY_STATE: dict[State, Callable[[Standing], ScanVerdict]] = {
    State.VALID: _in_force,
    State.EXPIRING: _in_force,
    State.UNCONFIRMED: _unconfirmed,
    State.POTENTIAL: _potential,
    State.SUSPENDED: _suspended,
    State.EXPIRED: _expired,
    State.REVOKED: _revoked,
    State.WITHDRAWN: _withdrawn,
    State.PENDING: _pending,
    State.NONE: _none,
}
