"""The legal forms an OCOP subject (chủ thể) can have: Decision 26/2026/QĐ-TTg, Điều 2.3."""

from enum import StrEnum

from registry.rules.names import producer_key


class ProducerType(StrEnum):
    """The form as lists and filters show it."""

    COOPERATIVE = "cooperative"
    COOPERATIVE_GROUP = "cooperative_group"
    ENTERPRISE = "enterprise"
    HOUSEHOLD = "household"
    ASSOCIATION = "association"
    UNKNOWN = "unknown"


class LegalForm(StrEnum):
    """The form as the producer's registration has it, as far as the name tells."""

    COOPERATIVE = "cooperative"
    COOPERATIVE_UNION = "cooperative_union"
    COOPERATIVE_GROUP = "cooperative_group"
    JOINT_STOCK = "joint_stock"
    LIMITED = "limited"
    LIMITED_SINGLE_MEMBER = "limited_single_member"
    PRIVATE_ENTERPRISE = "private_enterprise"
    ENTERPRISE = "enterprise"
    FARM = "farm"
    HOUSEHOLD = "household"
    ASSOCIATION = "association"
    UNKNOWN = "unknown"

    @property
    def type(self) -> ProducerType:
        """The form under which lists and filters show it."""
        return _TYPES[self]


_TYPES = {
    LegalForm.COOPERATIVE: ProducerType.COOPERATIVE,
    LegalForm.COOPERATIVE_UNION: ProducerType.COOPERATIVE,
    LegalForm.COOPERATIVE_GROUP: ProducerType.COOPERATIVE_GROUP,
    LegalForm.JOINT_STOCK: ProducerType.ENTERPRISE,
    LegalForm.LIMITED: ProducerType.ENTERPRISE,
    LegalForm.LIMITED_SINGLE_MEMBER: ProducerType.ENTERPRISE,
    LegalForm.PRIVATE_ENTERPRISE: ProducerType.ENTERPRISE,
    LegalForm.ENTERPRISE: ProducerType.ENTERPRISE,
    LegalForm.FARM: ProducerType.HOUSEHOLD,
    LegalForm.HOUSEHOLD: ProducerType.HOUSEHOLD,
    LegalForm.ASSOCIATION: ProducerType.ASSOCIATION,
    LegalForm.UNKNOWN: ProducerType.UNKNOWN,
}

# Asked in this order; the first form whose words open the name is its form.
_OPENINGS = tuple(
    (producer_key(words), form)
    for words, form in (
        ("liên hiệp hợp tác xã", LegalForm.COOPERATIVE_UNION),
        ("hợp tác xã", LegalForm.COOPERATIVE),
        ("tổ hợp tác", LegalForm.COOPERATIVE_GROUP),
        ("công ty cổ phần", LegalForm.JOINT_STOCK),
        ("công ty trách nhiệm hữu hạn một thành viên", LegalForm.LIMITED_SINGLE_MEMBER),
        ("công ty trách nhiệm hữu hạn", LegalForm.LIMITED),
        ("công ty", LegalForm.ENTERPRISE),
        ("doanh nghiệp tư nhân", LegalForm.PRIVATE_ENTERPRISE),
        ("doanh nghiệp", LegalForm.ENTERPRISE),
        ("trang trại", LegalForm.FARM),
        ("trại", LegalForm.FARM),
        ("hộ", LegalForm.HOUSEHOLD),
        ("gia đình", LegalForm.HOUSEHOLD),
        ("cơ sở", LegalForm.HOUSEHOLD),
        ("xưởng", LegalForm.HOUSEHOLD),
        ("ông", LegalForm.HOUSEHOLD),
        ("bà", LegalForm.HOUSEHOLD),
        ("hiệp hội", LegalForm.ASSOCIATION),
        ("hội", LegalForm.ASSOCIATION),
    )
)
_PARTS = tuple(producer_key(words) + " " for words in ("chi nhánh", "nhà máy"))


def legal_form(name: str) -> LegalForm:
    """The form the name states, UNKNOWN when it states none.

    A branch or plant has the form of the company it names.
    """
    key = producer_key(name) + " "
    if key.startswith(_PARTS):
        return _first_inside(key)
    return next(
        (form for opening, form in _OPENINGS if key.startswith(opening + " ")), LegalForm.UNKNOWN
    )


def _first_inside(key: str) -> LegalForm:
    companies = (opening for opening in _OPENINGS if opening[1].type is ProducerType.ENTERPRISE)
    return next((form for opening, form in companies if f" {opening} " in key), LegalForm.UNKNOWN)
