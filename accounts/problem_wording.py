"""Sentences for programs that are refused: by the code of the refusal."""

from core.web.i18n import N_

SENTENCES = {
    "sign_in_refused": N_("E-mail, số điện thoại hoặc mật khẩu không đúng."),
    "wrong_code": N_(
        "Mã xác minh bước hai thiếu, không đúng hoặc đã dùng rồi: hãy gửi ở trường code."
    ),
    "second_factor_needed": N_(
        "Vai trò của tài khoản này cần xác minh hai bước: hãy bật ở /tai-khoan/hai-buoc trước."
    ),
    "second_step_required": N_("Hãy làm xong bước hai của đăng nhập trước."),
    "proof_required": N_(
        "Việc này cần xác nhận lại người làm ở /dang-nhap/xac-nhan; mã truy cập không làm được."
    ),
    "key_refused": N_(
        "Khoá truy cập không khớp với điều đã hỏi, hoặc không phải của tài khoản này."
    ),
}
