"""Wording of certificates: states as every page and answer says them, days, grounds of revocation.

A state is worded for five uses: as a filter, inside a sentence, as a message of the API, on the
badge with the stars, and as the announcement with which a scan begins. A test holds each to all
states.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _

from certification.certificates.rules.dates import VagueDate
from certification.certificates.rules.state import Standing, State
from core.web.i18n import N_


def day_text(day: VagueDate | date) -> str:
    """A day as exactly as it is known: 15/03/2027, 03/2027, 2027 or 2026–2027."""
    if isinstance(day, date):
        return f"{day:%d/%m/%Y}"
    if day.precision == "day":
        return f"{day.latest:%d/%m/%Y}"
    if day.precision == "month":
        return f"{day.latest:%m/%Y}"
    if day.earliest.year == day.latest.year:
        return str(day.latest.year)
    return f"{day.earliest.year}–{day.latest.year}"


def ground(letter: str) -> str:
    """The ground of a revocation, after Điều 8.1 of Decision 26/2026/QĐ-TTg."""
    grounds: dict[str, str] = {
        "a": _("hồ sơ không trung thực"),
        "b": _("không còn đáp ứng tiêu chí"),
        "c": _("vi phạm về chất lượng, an toàn thực phẩm hoặc pháp luật khác"),
        "d": _("sử dụng sai nhãn hiệu OCOP"),
        "đ": _("cơ sở không còn sản xuất sản phẩm"),
        "e": _("theo kết luận khác của cơ quan có thẩm quyền"),
    }
    return grounds.get(letter, letter)


def facet_names() -> dict[str, str]:
    """What lists are filtered by; see `rules.state.facet`."""
    return {
        "valid": _("Còn hiệu lực"),
        "potential": _("Tiềm năng 5 sao"),
        "unconfirmed": _("Chưa xác nhận"),
        "suspended": _("Đang đình chỉ"),
        "expired": _("Đã hết hạn"),
        "revoked": _("Đã thu hồi"),
        "none": _("Chưa có chứng nhận"),
    }


def state_phrase(state: State) -> str:
    """A state inside a sentence."""
    phrases: dict[State, str] = {
        State.NONE: _("chưa được công nhận"),
        State.PENDING: _("chưa có hiệu lực"),
        State.VALID: _("còn hiệu lực"),
        State.EXPIRING: _("còn hiệu lực"),
        State.POTENTIAL: _("tiềm năng 5 sao, chưa có giấy"),
        State.UNCONFIRMED: _("chưa xác nhận được"),
        State.SUSPENDED: _("đang bị đình chỉ"),
        State.EXPIRED: _("đã hết hạn"),
        State.REVOKED: _("đã bị thu hồi"),
        State.WITHDRAWN: _("đã trả lại"),
    }
    return phrases[state]


# Published by the API under these codes; see rules.messages.
MESSAGES: Mapping[str, str] = {
    "certificate_valid": N_("Giấy chứng nhận OCOP đang có hiệu lực."),
    "certificate_expiring": N_("Giấy chứng nhận OCOP đang có hiệu lực và sắp hết hạn."),
    "certificate_unconfirmed": N_(
        "Chưa xác nhận được giấy chứng nhận OCOP còn hiệu lực hay không."
    ),
    "certificate_potential": N_("Sản phẩm tiềm năng 5 sao, chưa được công nhận 5 sao."),
    "certificate_suspended": N_("Giấy chứng nhận OCOP đang bị đình chỉ."),
    "certificate_expired": N_("Giấy chứng nhận OCOP đã hết hạn."),
    "certificate_revoked": N_("Giấy chứng nhận OCOP đã bị thu hồi."),
    "certificate_withdrawn": N_("Chủ thể đã trả lại giấy chứng nhận OCOP."),
    "certificate_pending": N_("Giấy chứng nhận OCOP chưa có hiệu lực."),
    "certificate_none": N_("Sản phẩm chưa có giấy chứng nhận OCOP."),
    "certificate_day_unknown": N_("Nguồn công bố không ghi đủ ngày cấp."),
    "certificate_days_approximate": N_("Ngày cấp và ngày hết hạn chỉ biết trong khoảng."),
    "packaging_prints_other_level": N_("Bao bì có thể còn in hạng sao khác."),
    "revocation_concerns_buyers": N_(
        "Lý do thu hồi liên quan đến người mua: hãy hỏi nơi bán trước khi dùng."
    ),
}


@dataclass(frozen=True, slots=True)
class BadgeWording:
    """The words beside the drawn stars. `note` has a place for `day` where there is one."""

    level: str
    note: str = ""
    day: VagueDate | None = None


# Lists show hundreds of badges: sentences are marked here, and only the one to show is translated.
_LEVELS: Mapping[State, str] = {
    State.VALID: N_("OCOP %(n)s sao"),
    State.EXPIRING: N_("OCOP %(n)s sao"),
    State.POTENTIAL: N_("Tiềm năng 5 sao"),
    State.UNCONFIRMED: N_("%(n)s sao, chưa xác nhận"),
    State.SUSPENDED: N_("%(n)s sao, đang đình chỉ"),
    State.EXPIRED: N_("Từng đạt %(n)s sao"),
    State.REVOKED: N_("Đã thu hồi"),
    State.WITHDRAWN: N_("Đã rút chứng nhận"),
    State.PENDING: N_("Chứng nhận chưa có hiệu lực"),
    State.NONE: N_("Chưa có chứng nhận OCOP"),
}
_DATED_NOTES: Mapping[State, str] = {
    State.VALID: N_("đến %(day)s"),
    State.EXPIRING: N_("sắp hết hạn: %(day)s"),
    State.EXPIRED: N_("hết hạn %(day)s"),
    State.PENDING: N_("có hiệu lực từ %(day)s"),
    State.SUSPENDED: N_("từ %(day)s"),
    State.REVOKED: N_("từ %(day)s"),
    State.WITHDRAWN: N_("từ %(day)s"),
}
_ENDS_ON = (State.VALID, State.EXPIRING, State.EXPIRED)


def badge_wording(standing: Standing) -> BadgeWording:
    """What the badge says of a standing; the template writes the day."""
    level = _(_LEVELS[standing.state], n=standing.stars)
    if standing.state not in _DATED_NOTES:
        return BadgeWording(level, _undated_note(standing))
    day = _badge_day(standing)
    return BadgeWording(level, _(_DATED_NOTES[standing.state]) if day else "", day)


def _badge_day(standing: Standing) -> VagueDate | None:
    if standing.state in _ENDS_ON:
        return standing.until
    return standing.issued if standing.state is State.PENDING else standing.since


def _undated_note(standing: Standing) -> str:
    note: str
    if standing.state is State.POTENTIAL:
        note = _("tỉnh đề xuất, chưa công nhận")
    elif standing.state is State.NONE:
        note = _("thông tin do cơ sở tự khai")
    elif (issued := standing.issued) and issued.earliest.year == issued.latest.year:
        note = _("nguồn ghi năm %(year)s", year=issued.latest.year)
    else:
        note = _("không rõ năm")
    return note


@dataclass(frozen=True, slots=True)
class Announcement:
    """The first thing a scan says of a standing."""

    title: str
    text: str = ""


def announcement(standing: Standing) -> Announcement:
    """The state in a sentence, and what follows from it or why it is so."""
    return _ANNOUNCEMENTS[standing.state](standing)


def _in_force(standing: Standing) -> Announcement:
    if standing.printed_stars and standing.printed_stars != standing.stars:
        if standing.state is State.EXPIRING:
            level = _("Hiện đạt %(n)s sao, sắp hết hạn", n=standing.stars)
        else:
            level = _("Hiện đạt %(n)s sao", n=standing.stars)
        printed = _("Bao bì có thể in %(n)s sao.", n=standing.printed_stars)
        return Announcement(level, f"{printed} {_until(standing)}".rstrip())
    if standing.state is State.EXPIRING:
        title = _("Chứng nhận OCOP %(n)s sao còn hiệu lực, sắp hết hạn", n=standing.stars)
    else:
        title = _("Chứng nhận OCOP %(n)s sao còn hiệu lực", n=standing.stars)
    return Announcement(title, _until(standing))


def _until(standing: Standing) -> str:
    if standing.until is None:
        return ""
    text: str
    if standing.until.is_exact:
        text = _("Đến hết ngày %(day)s.", day=day_text(standing.until.latest))
    else:
        text = _("Ít nhất đến hết ngày %(day)s.", day=day_text(standing.until.earliest))
    return text


def _unconfirmed(standing: Standing) -> Announcement:
    issued = standing.issued
    if issued is not None and issued.earliest.year == issued.latest.year:
        why = _(
            "Nguồn chỉ ghi năm %(year)s, chưa đủ để biết hôm nay còn hiệu lực hay không.",
            year=issued.latest.year,
        )
    else:
        why = _("Nguồn không ghi đủ ngày để biết hôm nay còn hiệu lực hay không.")
    return Announcement(_("Chưa xác nhận được chứng nhận OCOP %(n)s sao", n=standing.stars), why)


def _expired(standing: Standing) -> Announcement:
    title = _("Chứng nhận OCOP %(n)s sao đã hết hạn", n=standing.stars)
    if standing.since is None or standing.since.is_exact or standing.until is None:
        return Announcement(title, _since(standing.since))
    # The badge beside it names the last year of the paper, so this does too.
    return Announcement(title, _("Giấy có giá trị đến %(day)s.", day=day_text(standing.until)))


def _since(day: VagueDate | None) -> str:
    return _("Từ %(day)s.", day=day_text(day)) if day else ""


def _suspended(standing: Standing) -> Announcement:
    return Announcement(_("Chứng nhận OCOP đang bị đình chỉ"), _since(standing.since))


def _revoked(standing: Standing) -> Announcement:
    parts = []
    if standing.since:
        parts.append(_("ngày %(day)s", day=day_text(standing.since)))
    if standing.decision:
        parts.append(_("Quyết định %(no)s", no=standing.decision))
    if standing.reason:
        parts.append(ground(standing.reason))
    text = ", ".join(parts)
    sentence = f"{text[:1].upper()}{text[1:]}." if text else ""
    return Announcement(_("Chứng nhận OCOP đã bị thu hồi"), sentence)


def _withdrawn(standing: Standing) -> Announcement:
    return Announcement(_("Cơ sở đã trả lại chứng nhận OCOP"), _since(standing.since))


def _potential(_standing: Standing) -> Announcement:
    return Announcement(
        _("Tiềm năng 5 sao, chưa được công nhận"),
        _("Tỉnh đã đề xuất, đang chờ kết quả cấp quốc gia."),
    )


def _pending(standing: Standing) -> Announcement:
    return Announcement(_("Chứng nhận OCOP chưa đến ngày có hiệu lực"), _since(standing.issued))


def _none(_standing: Standing) -> Announcement:
    return Announcement(_("Chưa có chứng nhận OCOP"), _("Thông tin do cơ sở tự khai."))


_ANNOUNCEMENTS: dict[State, Callable[[Standing], Announcement]] = {
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
