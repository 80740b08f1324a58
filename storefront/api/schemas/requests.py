"""What programs may ask: parameters of the API, described and checked by one definition."""

from typing import ClassVar

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from core.api.parameters import Parameters
from core.web.i18n import N_
from search.engine import DEEPEST, SearchQuery, Sort
from storefront.api.schemas.values import (
    Groups,
    InStock,
    Page,
    PerPage,
    Price,
    Provinces,
    Sorting,
    Stars,
    States,
    Text,
)


class ProductSearch(Parameters):
    """A page of the catalogue."""

    parameter_of_rule: ClassVar = {"range_reversed": "max_price", "page_too_deep": "page"}

    q: Text = Field(
        "",
        description=N_(
            "Chữ cần tìm: tên sản phẩm, cơ sở, nơi làm. Có dấu hay không dấu đều được; gõ sai ít"
            " chữ vẫn tìm ra."
        ),
    )
    group: Groups = Field(
        (),
        description=N_(
            "Ngành sản phẩm. Lặp lại tham số hoặc ngăn bằng dấu phẩy để lấy nhiều ngành."
        ),
    )
    province: Provinces = Field(
        (),
        description=N_(
            "Tỉnh, thành nay: slug hoặc tên, có dấu hay không. Tên tỉnh trước 01/07/2025 dẫn đến"
            " tỉnh nay (bac-giang là bac-ninh)."
        ),
    )
    stars: Stars = Field(
        (),
        description=N_(
            "Số sao đang có hiệu lực. Giấy đã hết hạn và “tiềm năng 5 sao” không tính là sao."
        ),
    )
    state: States = Field(
        (), description=N_("Tình trạng giấy chứng nhận; valid gồm cả giấy sắp hết hạn.")
    )
    min_price: Price = Field(None, description=N_("Giá từ, bằng đồng."))
    max_price: Price = Field(None, description=N_("Giá đến, bằng đồng."))
    in_stock: InStock = Field(default=False, description=N_("true: chỉ lấy sản phẩm còn hàng."))
    sort: Sorting = Field(
        Sort.RELEVANCE,
        description=N_(
            "Thứ tự. relevance: khớp nhất trước; khi không có chữ cần tìm thì sản phẩm"
            " đang có sao trước."
        ),
    )
    page: Page = Field(
        1,
        description=N_(
            "Trang, từ 1. Sau trang cuối là danh sách rỗng. Chỉ đọc được 10.000 kết quả đầu:"
            " muốn đi hết danh mục, hãy chia theo tỉnh hoặc ngành."
        ),
    )
    per_page: PerPage = Field(24, description=N_("Số sản phẩm mỗi trang."))  # fmt: skip

    @model_validator(mode="after")
    def _price_range_is_not_reversed(self) -> "ProductSearch":
        if self.max_price is not None and (self.min_price or 0) > self.max_price:
            raise PydanticCustomError("range_reversed", "min_price above max_price")
        return self

    @model_validator(mode="after")
    def _page_is_within_reach(self) -> "ProductSearch":
        if self.page * self.per_page > DEEPEST:
            raise PydanticCustomError(
                "page_too_deep",
                "too deep",
                {"limit": DEEPEST, "last": DEEPEST // self.per_page},
            )
        return self

    def query(self, today: int) -> SearchQuery:
        """The same, for the search engine."""
        return SearchQuery(
            today=today,
            text=self.q,
            groups=self.group,
            provinces=self.province,
            states=self.state,
            stars=self.stars,
            min_price=self.min_price,
            max_price=self.max_price,
            in_stock=self.in_stock,
            sort=self.sort,
            page=self.page,
            per_page=self.per_page,
        )


class Suggesting(Parameters):
    """An unfinished word."""

    q: Text = Field("", description=N_("Chữ đang gõ dở. Rỗng thì không gợi ý gì."))
