"""Wording of areas: kinds, ties to a product, the age of a source."""

from flask_babel import gettext as _

from core.web.i18n import dated


def last_published(source_date: str) -> str:
    """How old what the page says is, where nobody has looked at it since."""
    if not source_date:
        return str(_("Dữ liệu nguồn không ghi ngày"))
    return str(_("Dữ liệu nguồn cập nhật lần cuối %(day)s", day=dated(source_date)))


def link_name(link: str) -> str:
    """What ties an area to a product; the producer's own only where the source says so."""
    return str(_("Vùng nguyên liệu của cơ sở") if link == "producer" else _("Vùng đặc sản"))


def area_kind(kind: str) -> str:
    names: dict[str, str] = {
        "planting": _("vùng trồng"),
        "farming": _("vùng nuôi"),
        "fishing": _("vùng khai thác thủy sản"),
        "craft_material": _("vùng nguyên liệu làng nghề"),
    }
    return names.get(kind) or str(_("vùng nguyên liệu"))
