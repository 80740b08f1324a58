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


def year_text(day: VagueDate | None) -> str | None:
    """The year of a day, or the two it may be in; None where it is not known so well."""
    if day is None or day.latest.year - day.earliest.year > 1:
        return None
    if day.earliest.year == day.latest.year:
        return str(day.latest.year)
    return f"{day.earliest.year}–{day.latest.year}"


def validity(until: VagueDate) -> str:
    """How long a paper is good: the one wording, which promises no day that is not certain."""
    text: str
    if until.is_exact:
        text = _("đến hết ngày %(day)s", day=day_text(until.latest))
    else:
        text = _("ít nhất đến hết ngày %(day)s", day=day_text(until.earliest))
    return text


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


# As rules.authority names them, which is how the record does.
_OFFICES = (
    N_("Ủy ban nhân dân cấp huyện"),
    N_("Ủy ban nhân dân cấp tỉnh"),
    N_("Chủ tịch Ủy ban nhân dân cấp tỉnh"),
    N_("Bộ Nông nghiệp và Phát triển nông thôn"),
    N_("Bộ Nông nghiệp và Môi trường"),
    N_("Bộ trưởng Bộ Nông nghiệp và Môi trường"),
    N_("Bộ quản lý nhà nước về nông nghiệp"),
)


def office_name(name: str) -> str:
    """Who recognises, in the reader's language; a name that the law does not use stays."""
    return str(_(name)) if name in _OFFICES else name


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
    "certificate_assessed_only": N_(
        "Nguồn chỉ cho biết kết quả đánh giá, không nêu quyết định công nhận."
    ),
    "certificate_day_unknown": N_("Nguồn công bố không ghi đủ ngày cấp."),
    "certificate_days_approximate": N_("Ngày cấp và ngày hết hạn chỉ biết trong khoảng."),
    "packaging_prints_other_level": N_("Bao bì có thể còn in hạng sao khác."),
    "other_certificate_revoked": N_(
        "Một giấy chứng nhận OCOP khác của sản phẩm này đã bị thu hồi."
    ),
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
_ASSESSED = N_("Đánh giá %(n)s sao, chưa rõ công nhận")
_DATED_NOTES: Mapping[State, str] = {
    State.VALID: N_("đến %(day)s"),
    State.EXPIRING: N_("sắp hết hạn: %(day)s"),
    State.EXPIRED: N_("hết hạn %(day)s"),
    State.PENDING: N_("có hiệu lực từ %(day)s"),
    State.SUSPENDED: N_("từ %(day)s"),
    State.REVOKED: N_("từ %(day)s"),
    State.WITHDRAWN: N_("từ %(day)s"),
}
# Where the end is known within bounds: what is certain of it, and no day more.
_BOUNDED_NOTES: Mapping[State, str] = {
    State.VALID: N_("ít nhất đến hết ngày %(day)s"),
    State.EXPIRING: N_("sắp hết hạn, ít nhất đến hết ngày %(day)s"),
}
_ENDS_ON = (State.VALID, State.EXPIRING, State.EXPIRED)


def badge_wording(standing: Standing) -> BadgeWording:
    """What the badge says of a standing; the template writes the day."""
    level = _(_ASSESSED if standing.is_assessed_only else _LEVELS[standing.state], n=standing.stars)
    if standing.state not in _DATED_NOTES:
        return BadgeWording(level, _undated_note(standing))
    note, day = _DATED_NOTES[standing.state], _badge_day(standing)
    if day and not day.is_exact and standing.state in _BOUNDED_NOTES:
        note, day = _BOUNDED_NOTES[standing.state], VagueDate.exact(day.earliest)
    return BadgeWording(level, _(note) if day else "", day)


def _badge_day(standing: Standing) -> VagueDate | None:
    if standing.state in _ENDS_ON:
        return standing.good_until
    return standing.issued if standing.state is State.PENDING else standing.since


def _undated_note(standing: Standing) -> str:
    note: str
    year = year_text(standing.issued)
    if standing.state is State.POTENTIAL:
        note = _proposed_in(standing)
    elif standing.state is State.NONE:
        note = _("thông tin do cơ sở tự khai")
    elif year is None:
        note = _("không rõ năm")
    elif standing.is_assessed_only:
        note = _("nguồn chỉ ghi kết quả đánh giá năm %(year)s", year=year)
    else:
        note = _("nguồn ghi năm %(year)s", year=year)
    return note


def _proposed_in(standing: Standing) -> str:
    """What is known of a proposal: that there was one, and its year. No source tells the result."""
    year = year_text(standing.since)
    note: str
    if year:
        note = _("năm %(year)s tỉnh đề xuất; chưa rõ kết quả", year=year)
    else:
        note = _("tỉnh đề xuất, không rõ năm; chưa rõ kết quả")
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
    return _sentence(validity(standing.good_until)) if standing.good_until else ""


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}." if text else ""


def _unconfirmed(standing: Standing) -> Announcement:
    if standing.is_assessed_only:
        return _assessed(standing)
    year = year_text(standing.issued)
    if year:
        why = _(
            "Nguồn chỉ ghi năm %(year)s, chưa đủ để biết hôm nay còn hiệu lực hay không.", year=year
        )
    else:
        why = _("Nguồn không ghi đủ ngày để biết hôm nay còn hiệu lực hay không.")
    return Announcement(_("Chưa xác nhận được chứng nhận OCOP %(n)s sao", n=standing.stars), why)


def _assessed(standing: Standing) -> Announcement:
    why = MESSAGES["certificate_assessed_only"]
    title = _("Được đánh giá %(n)s sao, chưa rõ đã được công nhận", n=standing.stars)
    return Announcement(title, _(why))


def _expired(standing: Standing) -> Announcement:
    title = _("Chứng nhận OCOP %(n)s sao đã hết hạn", n=standing.stars)
    if standing.until is None or standing.until.is_exact:
        return Announcement(title, _since(standing.since))
    # The badge beside it names the years in which it may have ended, so this does too.
    return Announcement(title, _("Giấy hết hạn trong %(day)s.", day=day_text(standing.until)))


def _since(day: VagueDate | None) -> str:
    return _("Từ %(day)s.", day=day_text(day)) if day else ""


def _suspended(standing: Standing) -> Announcement:
    return Announcement(_("Chứng nhận OCOP đang bị đình chỉ"), _since(standing.since))


def _revoked(standing: Standing) -> Announcement:
    return Announcement(_("Chứng nhận OCOP đã bị thu hồi"), _revocation(standing))


def _revocation(standing: Standing) -> str:
    """Day, decision and ground of a revocation."""
    parts = []
    if standing.since:
        parts.append(_("ngày %(day)s", day=day_text(standing.since)))
    if standing.decision:
        parts.append(_("Quyết định %(no)s", no=standing.decision))
    if standing.reason:
        parts.append(ground(standing.reason))
    return _sentence(", ".join(parts))


def buyers_warning(revoked: Standing) -> Announcement:
    """A revocation that concerns buyers, whatever another paper of the product says."""
    title = _("Chứng nhận OCOP %(n)s sao của sản phẩm này đã bị thu hồi", n=revoked.stars)
    return Announcement(title, _revocation(revoked))


def _withdrawn(standing: Standing) -> Announcement:
    return Announcement(_("Cơ sở đã trả lại chứng nhận OCOP"), _since(standing.since))


def _potential(standing: Standing) -> Announcement:
    return Announcement(
        _("Tiềm năng 5 sao, chưa được công nhận"), _sentence(_proposed_in(standing))
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
