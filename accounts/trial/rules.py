"""The people of a trial run: one for each role, two where an act or a border needs two sides."""

from dataclasses import dataclass
from enum import StrEnum

from core.access.roles import Role


class Seat(StrEnum):
    """Where a role holds: a producer, commune or province of the catalogue, or everywhere."""

    HOUSEHOLD = "household"
    COOPERATIVE = "cooperative"
    COMMUNE = "commune"
    PROVINCE = "province"
    OTHER_PROVINCE = "other_province"
    EVERYWHERE = "everywhere"


@dataclass(frozen=True, slots=True)
class TrialPerson:
    """Somebody by whose account a role can be tried; the name says that nobody is behind it."""

    role: Role
    mailbox: str
    name: str
    seat: Seat = Seat.EVERYWHERE

    @property
    def email(self) -> str:
        """Mail to it reaches nobody: the ending is set aside for that (RFC 2606)."""
        return f"{self.mailbox}@dung-thu.example"


PEOPLE = (
    TrialPerson(Role.CONSUMER, "nguoi-mua", "Người mua dùng thử"),
    TrialPerson(Role.PRODUCER_OWNER, "chu-ho", "Chủ hộ dùng thử", Seat.HOUSEHOLD),
    TrialPerson(Role.PRODUCER_OWNER, "giam-doc-htx", "Giám đốc dùng thử", Seat.COOPERATIVE),
    TrialPerson(Role.PRODUCER_STAFF, "nhan-vien", "Nhân viên dùng thử", Seat.COOPERATIVE),
    TrialPerson(Role.PRODUCER_HELPER, "phu-viec", "Người phụ việc dùng thử", Seat.COOPERATIVE),
    TrialPerson(Role.COMMUNE_OFFICER, "can-bo-xa", "Cán bộ xã dùng thử", Seat.COMMUNE),
    TrialPerson(Role.PROVINCE_OFFICER, "can-bo-tinh-1", "Cán bộ tỉnh dùng thử A", Seat.PROVINCE),
    TrialPerson(Role.PROVINCE_OFFICER, "can-bo-tinh-2", "Cán bộ tỉnh dùng thử B", Seat.PROVINCE),
    TrialPerson(
        Role.PROVINCE_OFFICER, "can-bo-tinh-khac", "Cán bộ tỉnh khác dùng thử", Seat.OTHER_PROVINCE
    ),
    TrialPerson(Role.COUNCIL_MEMBER, "hoi-dong", "Uỷ viên hội đồng dùng thử", Seat.PROVINCE),
    TrialPerson(Role.PROMOTION_STAFF, "xuc-tien", "Cán bộ xúc tiến dùng thử", Seat.PROVINCE),
    TrialPerson(Role.OPERATOR, "van-hanh-1", "Người vận hành dùng thử A"),
    TrialPerson(Role.OPERATOR, "van-hanh-2", "Người vận hành dùng thử B"),
    TrialPerson(Role.AUDITOR, "kiem-toan", "Kiểm toán viên dùng thử"),
)
