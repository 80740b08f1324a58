"""Wording of sellers: legal forms, states, steps, and the items of the checklist."""

from collections.abc import Callable, Iterable

from flask_babel import gettext as _

from core.errors import DomainError
from marketplace.sellers.errors import DecisionNotPossible, ItemsMissing
from marketplace.sellers.rules.checklist import ChecklistItem, ItemStanding, ItemState, Outcome
from marketplace.sellers.rules.states import ApplicationKind, ApplicationState, ApplicationStep
from marketplace.sellers.services.decisions import TAKEN_BY_ANOTHER
from registry.rules.legal_forms import LegalForm


def legal_forms() -> dict[LegalForm, str]:
    return {
        LegalForm.HOUSEHOLD: _("Hộ kinh doanh, hộ sản xuất"),
        LegalForm.FARM: _("Trang trại"),
        LegalForm.COOPERATIVE: _("Hợp tác xã"),
        LegalForm.COOPERATIVE_UNION: _("Liên hiệp hợp tác xã"),
        LegalForm.COOPERATIVE_GROUP: _("Tổ hợp tác"),
        LegalForm.LIMITED: _("Công ty TNHH hai thành viên trở lên"),
        LegalForm.LIMITED_SINGLE_MEMBER: _("Công ty TNHH một thành viên"),
        LegalForm.JOINT_STOCK: _("Công ty cổ phần"),
        LegalForm.PRIVATE_ENTERPRISE: _("Doanh nghiệp tư nhân"),
        LegalForm.ENTERPRISE: _("Doanh nghiệp khác"),
        LegalForm.ASSOCIATION: _("Hội, hiệp hội"),
    }


def states() -> dict[ApplicationState, str]:
    return {
        ApplicationState.DRAFT: _("Bản nháp"),
        ApplicationState.SUBMITTED: _("Chờ duyệt"),
        ApplicationState.MORE_INFORMATION: _("Cần bổ sung"),
        ApplicationState.APPROVED: _("Đã duyệt"),
        ApplicationState.REFUSED: _("Bị từ chối"),
        ApplicationState.SUSPENDED: _("Tạm ngừng bán"),
        ApplicationState.CLOSED: _("Đã đóng"),
        ApplicationState.REPLACED: _("Đã thay bằng hồ sơ mới"),
    }


# The kind of badge that shows a state.
STATE_KINDS = {
    ApplicationState.DRAFT: "plain",
    ApplicationState.SUBMITTED: "wait",
    ApplicationState.MORE_INFORMATION: "warn",
    ApplicationState.APPROVED: "good",
    ApplicationState.REFUSED: "bad",
    ApplicationState.SUSPENDED: "bad",
    ApplicationState.CLOSED: "plain",
    ApplicationState.REPLACED: "plain",
}


def kinds() -> dict[ApplicationKind, str]:
    return {
        ApplicationKind.NEW: _("Cơ sở mới"),
        ApplicationKind.CLAIM: _("Nhận cơ sở đã có trong danh mục"),
        ApplicationKind.CONVERSION: _("Đổi loại hình"),
    }


def steps() -> dict[ApplicationStep, str]:
    """What happened, as a line of the history."""
    return {
        ApplicationStep.SUBMIT: _("Đã nộp"),
        ApplicationStep.ASK: _("Sàn hỏi thêm"),
        ApplicationStep.APPROVE: _("Được duyệt"),
        ApplicationStep.REFUSE: _("Bị từ chối"),
        ApplicationStep.SUSPEND: _("Bị tạm ngừng bán"),
        ApplicationStep.CLOSE: _("Đã đóng"),
        ApplicationStep.REPLACE: _("Thay bằng hồ sơ theo loại hình mới"),
    }


# The sign of a step on the time line.
STEP_KINDS = {
    ApplicationStep.SUBMIT: "done",
    ApplicationStep.ASK: "unsure",
    ApplicationStep.APPROVE: "done",
    ApplicationStep.REFUSE: "bad",
    ApplicationStep.SUSPEND: "held",
    ApplicationStep.CLOSE: "plain",
    ApplicationStep.REPLACE: "plain",
}


def decisions() -> dict[ApplicationStep, str]:
    """As buttons say them."""
    return {
        ApplicationStep.APPROVE: _("Duyệt"),
        ApplicationStep.ASK: _("Hỏi thêm"),
        ApplicationStep.REFUSE: _("Từ chối"),
        ApplicationStep.SUSPEND: _("Tạm ngừng bán"),
    }


def reason_text(reason: str) -> str:
    """A reason as people read it: those that are ours are kept as codes."""
    if reason == TAKEN_BY_ANOTHER:
        return str(_("Cơ sở này đã được giao cho một hồ sơ khác có giấy tờ đầy đủ hơn."))
    return reason


def items() -> dict[ChecklistItem, str]:
    return {
        ChecklistItem.TAX_CODE: _("Mã số thuế"),
        ChecklistItem.PLACE: _("Tỉnh, thành của cơ sở"),
        ChecklistItem.PERSONAL_ID: _("Số định danh cá nhân của người đại diện"),
        ChecklistItem.REGISTRATION: _("Giấy đăng ký của cơ sở"),
        ChecklistItem.CLAIM_PROOF: _("Giấy tờ chứng minh cơ sở là của bạn"),
        ChecklistItem.FOOD_SAFETY: _("Giấy chứng nhận an toàn thực phẩm"),
        ChecklistItem.ALCOHOL_LICENCE: _("Giấy phép sản xuất hoặc bán rượu"),
        ChecklistItem.BANK_ACCOUNT: _("Tài khoản ngân hàng"),
        ChecklistItem.ELECTRONIC_AUTHENTICATION: _("Xác thực điện tử người bán"),
    }


def item_name(item: ChecklistItem, legal_form: str) -> str:
    """An item as it is called for a legal form, whose papers have names of their own."""
    if item is ChecklistItem.REGISTRATION and legal_form:
        return papers_by_form().get(LegalForm(legal_form), "") or items()[item]
    return items()[item]


def item_names(standings: Iterable[ItemStanding]) -> str:
    """Several items in a row of words."""
    names = items()
    return ", ".join(names[standing.item] for standing in standings)


def papers_by_form() -> dict[LegalForm, str]:
    """What the paper of the legal form is called."""
    company = _("Giấy chứng nhận đăng ký doanh nghiệp")
    cooperative = _("Giấy chứng nhận đăng ký hợp tác xã")
    return {
        LegalForm.HOUSEHOLD: _("Giấy chứng nhận đăng ký hộ kinh doanh"),
        LegalForm.FARM: _("Giấy chứng nhận trang trại hoặc đăng ký hộ kinh doanh"),
        LegalForm.COOPERATIVE: cooperative,
        LegalForm.COOPERATIVE_UNION: cooperative,
        LegalForm.COOPERATIVE_GROUP: _("Hợp đồng hợp tác có chứng thực"),
        LegalForm.LIMITED: company,
        LegalForm.LIMITED_SINGLE_MEMBER: company,
        LegalForm.JOINT_STOCK: company,
        LegalForm.PRIVATE_ENTERPRISE: company,
        LegalForm.ENTERPRISE: company,
        LegalForm.ASSOCIATION: _("Quyết định thành lập hội"),
    }


def item_states() -> dict[ItemState, str]:
    return {
        ItemState.MISSING: _("còn thiếu"),
        ItemState.FAULTY: _("chưa khớp"),
        ItemState.COMPUTED: _("hệ thống đã kiểm tra"),
        ItemState.ATTESTED: _("đã gửi, chờ xem"),
        ItemState.VERIFIED: _("đã đối chiếu"),
        ItemState.WAIVED: _("được miễn"),
        ItemState.REJECTED: _("chưa đạt"),
    }


ITEM_KINDS = {
    ItemState.MISSING: "warn",
    ItemState.FAULTY: "bad",
    ItemState.COMPUTED: "good",
    ItemState.ATTESTED: "wait",
    ItemState.VERIFIED: "good",
    ItemState.WAIVED: "plain",
    ItemState.REJECTED: "bad",
}
# The field of the application form that fulfils an item: one tap away from its line.
ITEM_FIELDS = {
    ChecklistItem.TAX_CODE: "tax_code",
    ChecklistItem.PLACE: "province",
    ChecklistItem.PERSONAL_ID: "personal_id",
    ChecklistItem.REGISTRATION: "paper_registration",
    ChecklistItem.CLAIM_PROOF: "paper_claim_proof",
    ChecklistItem.FOOD_SAFETY: "paper_food_safety",
    ChecklistItem.ALCOHOL_LICENCE: "paper_alcohol_licence",
    ChecklistItem.BANK_ACCOUNT: "bank_bin",
    ChecklistItem.ELECTRONIC_AUTHENTICATION: "identity_attested",
}


def advice(item: ChecklistItem, state: ItemState) -> str:
    """What to do about an item that is not fulfilled, in a sentence."""
    if state is ItemState.FAULTY:
        return _faults().get(item, "")
    return _missing().get(item, "") if state is ItemState.MISSING else ""


def _missing() -> dict[ChecklistItem, str]:
    return {
        ChecklistItem.TAX_CODE: _("Ghi mã số thuế của cơ sở."),
        ChecklistItem.PLACE: _("Chọn tỉnh, thành nơi cơ sở làm hàng."),
        ChecklistItem.PERSONAL_ID: _("Ghi 12 số trên thẻ căn cước của người đại diện."),
        ChecklistItem.REGISTRATION: _("Chụp hoặc gửi bản PDF của giấy đăng ký."),
        ChecklistItem.CLAIM_PROOF: _("Chụp giấy tờ có tên cơ sở và tên bạn, ví dụ giấy đăng ký."),
        ChecklistItem.FOOD_SAFETY: _(
            "Chụp giấy chứng nhận còn hạn. Cơ sở nhỏ được miễn thì sàn ghi miễn khi duyệt."
        ),
        ChecklistItem.ALCOHOL_LICENCE: _("Không có giấy phép thì không được bán rượu trên sàn."),
        ChecklistItem.BANK_ACCOUNT: _(
            "Ghi tài khoản nhận tiền bán hàng, đứng tên cơ sở hoặc người đại diện."
        ),
        ChecklistItem.ELECTRONIC_AUTHENTICATION: _(
            "Từ 01/01/2027 người bán bắt buộc xác thực điện tử. Hãy làm sớm bằng ứng dụng VNeID."
        ),
    }


def _faults() -> dict[ChecklistItem, str]:
    return {
        ChecklistItem.TAX_CODE: _("Mã số thuế không đúng chữ số kiểm tra."),
        ChecklistItem.PERSONAL_ID: _("Số định danh không đủ 12 chữ số."),
        ChecklistItem.BANK_ACCOUNT: _("Tên chủ tài khoản khác tên cơ sở và tên người đại diện."),
    }


def received(*, is_submitted: bool) -> str:
    if is_submitted:
        return str(_("Đã nộp hồ sơ. Sàn xem rồi báo lại cho bạn."))
    return str(_("Đã lưu bản nháp. Khi nào đủ giấy tờ thì bấm Nộp hồ sơ."))


def decided(step: ApplicationStep) -> str:
    texts: dict[ApplicationStep, str] = {
        ApplicationStep.APPROVE: _(
            "Đã duyệt. Người nộp được báo và vào được bàn làm việc của cơ sở."
        ),
        ApplicationStep.ASK: _("Đã gửi câu hỏi cho người nộp."),
        ApplicationStep.REFUSE: _("Đã từ chối, người nộp được báo kèm lý do."),
        ApplicationStep.SUSPEND: _("Đã tạm ngừng, người bán được báo kèm lý do."),
    }
    return texts[step]


def checked(outcome: Outcome) -> str:
    texts: dict[Outcome, str] = {
        Outcome.VERIFIED: _("Đã ghi: giấy tờ đúng."),
        Outcome.WAIVED: _("Đã miễn mục này, kèm lý do."),
        Outcome.REJECTED: _("Đã ghi: giấy tờ chưa đạt."),
    }
    return texts[outcome]


def refusal(no: DomainError) -> str:
    """What a rule refused: what is so, and what to do now."""
    facts = no.facts
    match no:
        case DecisionNotPossible() if facts["state"] == ApplicationState.DRAFT:
            return str(_("Hồ sơ này chưa được nộp."))
        case DecisionNotPossible():
            state = states()[ApplicationState(str(facts["state"]))]
            return str(
                _(
                    "Chưa ghi quyết định của bạn: hồ sơ đang ở trạng thái “%(state)s”. Xem lịch sử"
                    " bên dưới để biết ai vừa quyết định gì.",
                    state=state,
                )
            )
        case ItemsMissing():
            missing = ", ".join(items()[ChecklistItem(item)] for item in facts["items"])  # type: ignore[attr-defined]
            return str(
                _("Chưa duyệt được, còn thiếu mục không miễn được: %(items)s.", items=missing)
            )
        case _:
            return _SENTENCES[no.code]()


def applications_are_kept() -> str:
    return str(
        _(
            "Hồ sơ bán hàng đã nộp, giấy tờ và tài khoản nhận tiền được giữ 5 năm sau khi kết thúc,"
            " theo Nghị định 37/2026/NĐ-CP; bản nháp chưa nộp bị xoá ngay."
        )
    )


def no_account_waits() -> str:
    return str(_("Không có tài khoản nào chờ xác nhận nữa: một người khác vừa trả lời."))


_SENTENCES: dict[str, Callable[[], str]] = {
    "application_changed": lambda: _(
        "Hồ sơ vừa được sửa sau lúc bạn mở trang này, nên chưa lưu gì. Hãy xem bản mới nhất rồi làm"
        " lại."
    ),
    "reason_missing": lambda: _("Hãy ghi lý do: các mục còn thiếu chỉ được miễn khi có lý do."),
    "item_not_waivable": lambda: _("Mục này luật bắt buộc, không miễn được."),
    "item_unchecked": lambda: _(
        "Mục này không có gì để đối chiếu: hệ thống tự tính, hoặc người nộp chưa gửi giấy tờ."
    ),
    "producer_taken": lambda: _(
        "Cơ sở này đã thuộc về một người bán khác. Hãy xem hồ sơ của họ trước khi quyết định."
    ),
    "papers_full": lambda: _("Hồ sơ đã đủ số tệp tối đa. Hãy bỏ bớt tệp cũ rồi gửi lại."),
    "media_full": lambda: _("Máy chủ hết chỗ chứa tệp, nên chưa lưu gì. Hãy gửi lại sau."),
    "media_unavailable": lambda: _("Kho tệp tạm thời không trả lời, nên chưa lưu gì. Hãy thử lại."),
    "application_closed": lambda: _("Hồ sơ này đã có quyết định, không sửa được nữa."),
    "one_application_at_a_time": lambda: _(
        "Bạn còn một hồ sơ chưa có kết quả. Hãy hoàn tất hồ sơ đó trước."
    ),
    "account_pending": lambda: _("Có một tài khoản đang chờ xác nhận. Hãy chờ sàn trả lời."),
}
