"""Wording of a dry run: the changes that an import would make."""

from collections.abc import Iterator
from datetime import date

from flask_babel import LazyString, gettext
from flask_babel import lazy_gettext as _

from intake.services.catalogue_changes import Change, Changes

# Columns as the file calls them; what follows from others (ids, keys) is not told.
TOLD: dict[str, str | LazyString] = {
    "name": "product_name",
    "printed_commune": "commune",
    "printed_district": "district",
    "printed_province": "province",
    "product_group": "product_group",
    "product_set": "product_set",
    "print": "print",
    "gtin": "gtin",
    "stars": "stars",
    "decision": "decision",
    "evidence": "evidence",
    "effective_from": _("ngày cấp sớm nhất"),
    "effective_to": _("ngày cấp muộn nhất"),
    "last_day": "expires_on",
    "source_title": "source_title",
    "source_date": "source_date",
}


def change_lines(changes: Changes) -> Iterator[str]:
    """One line for each change, and how many more there are."""
    for change in changes.shown:
        yield gettext("dòng %(row)d, ", row=change.row) + _line(change)
    hidden = changes.new + changes.changed - len(changes.shown)
    if hidden:
        yield gettext("… và %(hidden)d thay đổi nữa.", hidden=hidden)


def _line(change: Change) -> str:
    if change.is_new:
        return str(gettext("sản phẩm mới: %(name)s", name=change.name))
    differences = [
        f"{TOLD[column]} {_worded(before)} → {_worded(now)}"
        for column, (before, now) in change.what.items()
        if column in TOLD
    ]
    if "commune_id" in change.what and len(change.what) == 1:
        differences.append(gettext("xác định lại xã, phường hiện nay"))
    if "producer_id" in change.what:
        differences.append(gettext("cơ sở khác"))
    if change.recognition is not None:
        added = gettext("thêm một lần công nhận %(key)s", key=change.recognition)
        differences.append(added.rstrip())
    if not differences:
        differences.append(gettext("tính lại dữ liệu tìm kiếm"))
    return f"{change.name}: {'; '.join(differences)}"


def _worded(value: object) -> str:
    if value is None or value == "":
        return "–"
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value)
