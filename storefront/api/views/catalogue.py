"""All addresses of the API, in the order its document shows them."""

from core.api.operations import Operation
from core.web.i18n import N_
from storefront.api.schemas import answers, code_answers
from storefront.api.schemas.requests import ProductSearch, Suggesting
from storefront.api.views import codes, lists, products, suggest

OPERATIONS = (
    Operation(
        name="products",
        path="/products",
        summary=N_("Tìm và liệt kê sản phẩm"),
        description=N_(
            "Một trang sản phẩm kèm số đếm cho từng bộ lọc. Tham số để trống coi như không gửi; tên"
            " hoặc giá trị lạ bị từ chối với 422 và chỉ rõ tham số."
        ),
        view=products.show_list,
        answer=answers.ProductPageAnswer,
        parameters=ProductSearch,
        example="/products?q=mien+dong&stars=5&per_page=3",
    ),
    Operation(
        name="product",
        path="/products/{code}",
        summary=N_("Một sản phẩm, với mọi giấy chứng nhận và vùng nguyên liệu"),
        description=N_(
            "code là mã 10 ký tự in trong QR của sản phẩm. Dấu gạch, chữ thường và O, I, L gõ thay"
            " cho 0, 1 đều đọc được."
        ),
        view=products.show_one,
        answer=answers.ProductAnswer,
        example="/products/",
    ),
    Operation(
        name="suggest",
        path="/suggest",
        summary=N_("Gợi ý khi đang gõ"),
        description=N_("Tối đa tám sản phẩm, cơ sở, tỉnh mà chữ gõ dở có thể thành."),
        view=suggest.show,
        answer=answers.Suggestions,
        parameters=Suggesting,
        example="/suggest?q=mien",
    ),
    Operation(
        name="code",
        path="/codes/{code}",
        summary=N_("Tra một mã công khai"),
        description=N_(
            "Mã của sản phẩm, giấy chứng nhận hoặc vùng nguyên liệu: những gì người quét QR thấy"
            " hôm nay. Mã sai được trả lời 404 kèm lý do: gõ nhầm, không phải mã, chưa từng cấp."
        ),
        view=codes.show,
        answer=code_answers.ScannedCode,
        example="/codes/",
    ),
    Operation(
        name="provinces",
        path="/provinces",
        summary=N_("34 tỉnh, thành và các tỉnh trước 01/07/2025"),
        description=N_("Giá trị dùng cho bộ lọc province, với số sản phẩm."),
        view=lists.show_provinces,
        answer=answers.ProvinceList,
        example="/provinces",
    ),
    Operation(
        name="groups",
        path="/groups",
        summary=N_("Sáu ngành sản phẩm"),
        description=N_("Giá trị dùng cho bộ lọc group, với số sản phẩm."),
        view=lists.show_groups,
        answer=answers.GroupList,
        example="/groups",
    ),
)
