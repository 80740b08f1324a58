"""Problem details of public codes: the sentences for what programs are refused."""

from core.web.i18n import N_

PROBLEMS = {"code_erased": N_("Mã này đã bị xóa: nó được cấp nhầm.")}
