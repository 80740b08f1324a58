"""The programme's product groups and product sets.

Decision 26/2026/QĐ-TTg, Điều 2.2 and Phụ lục II: 6 groups, 26 sets, each set with its own score
sheet.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class ProductGroup:
    """A product group (ngành), in the decision's order."""

    number: int
    slug: str
    name: str
    name_en: str


@dataclass(frozen=True)
class ProductSet:
    """A product set (bộ sản phẩm): what one score sheet is for."""

    number: int
    group: int
    slug: str
    name: str
    subgroup: str
    name_en: str


GROUPS = (
    ProductGroup(1, "thuc-pham", "Thực phẩm", "Food"),
    ProductGroup(2, "do-uong", "Đồ uống", "Beverages"),
    ProductGroup(3, "duoc-lieu", "Dược liệu và sản phẩm từ dược liệu", "Medicinal herbs"),
    ProductGroup(4, "thu-cong-my-nghe", "Hàng thủ công mỹ nghệ", "Handicrafts"),
    ProductGroup(5, "sinh-vat-canh", "Sinh vật cảnh", "Ornamental plants and animals"),
    ProductGroup(
        6,
        "du-lich",
        "Dịch vụ du lịch cộng đồng, du lịch sinh thái và điểm du lịch",
        "Community tourism, ecotourism and tourist sites",
    ),
)

_FRESH = "Thực phẩm tươi sống"
_RAW = "Thực phẩm thô, sơ chế"
_PROCESSED = "Thực phẩm chế biến"
_SPICE = "Gia vị"
_TEA = "Chè"
_ALCOHOL = "Đồ uống có cồn"
_SOFT = "Đồ uống không cồn"
_TOURISM = "Dịch vụ du lịch cộng đồng, du lịch sinh thái và điểm du lịch"

SETS = (
    ProductSet(1, 1, "rau-cu-qua-hat-tuoi", "Rau, củ, quả, hạt tươi", _FRESH, "Fresh produce"),
    ProductSet(
        2, 1, "thit-thuy-san-trung-sua-tuoi", "Thịt, thủy sản, trứng, sữa tươi", _FRESH,
        "Fresh meat, fish, eggs and milk",
    ),
    ProductSet(
        3, 1, "gao-ngu-coc", "Gạo, ngũ cốc, hạt sơ chế khác", _RAW, "Rice, cereals and raw nuts"
    ),
    ProductSet(
        4, 1, "mat-ong-nong-san-khac", "Mật ong, mật khác và nông sản thực phẩm khác", _RAW,
        "Honey and other raw foods",
    ),
    ProductSet(5, 1, "do-an-nhanh", "Đồ ăn nhanh", _PROCESSED, "Ready-to-eat food"),
    ProductSet(
        6, 1, "che-bien-tu-gao-ngu-coc", "Chế biến từ gạo, ngũ cốc", _PROCESSED,
        "Rice and cereal products",
    ),
    ProductSet(
        7, 1, "che-bien-tu-rau-cu-qua-hat", "Chế biến từ rau, củ, quả, hạt", _PROCESSED,
        "Processed vegetables, fruit and nuts",
    ),
    ProductSet(
        8, 1, "che-bien-tu-thit-thuy-san",
        "Chế biến từ thịt, thủy sản, trứng, sữa, các sản phẩm từ mật ong, mật khác"
        " và nông sản thực phẩm khác",
        _PROCESSED, "Processed meat, fish, eggs, milk and honey",
    ),
    ProductSet(
        9, 1, "tuong-nuoc-mam", "Tương, nước mắm, gia vị dạng lỏng khác", _SPICE,
        "Fish sauce and liquid seasonings",
    ),
    ProductSet(
        10, 1, "gia-vi-khac", "Gia vị khác (muối, hành, tỏi, tiêu)", _SPICE,
        "Salt, spices and dry seasonings",
    ),
    ProductSet(11, 1, "che", "Chè tươi, chè chế biến", _TEA, "Tea"),
    ProductSet(
        12, 1, "tra-thuc-vat-khac", "Sản phẩm trà từ thực vật khác", _TEA, "Herbal infusions"
    ),
    ProductSet(13, 1, "ca-phe-ca-cao", "Cà phê, cacao", "Cà phê, ca cao", "Coffee and cocoa"),
    ProductSet(14, 2, "ruou-trang", "Rượu trắng", _ALCOHOL, "Rice spirit"),
    ProductSet(
        15, 2, "do-uong-co-con-khac", "Đồ uống có cồn khác", _ALCOHOL, "Other alcoholic beverages"
    ),
    ProductSet(
        16, 2, "nuoc-khoang-nuoc-dong-chai", "Nước khoáng thiên nhiên, nước uống đóng chai", _SOFT,
        "Mineral and bottled water",
    ),
    ProductSet(
        17, 2, "do-uong-khong-con-khac", "Đồ uống không cồn khác", _SOFT, "Other soft drinks"
    ),
    ProductSet(
        18, 3, "thuc-pham-chuc-nang-thuoc",
        "Thực phẩm chức năng, thuốc dược liệu, thuốc cổ truyền",
        "Thực phẩm chức năng, thuốc dược liệu, thuốc cổ truyền",
        "Health foods and traditional medicines",
    ),
    ProductSet(
        19, 3, "my-pham-duoc-lieu", "Mỹ phẩm có thành phần từ dược liệu",
        "Mỹ phẩm có thành phần từ dược liệu", "Herbal cosmetics",
    ),
    ProductSet(
        20, 3, "tinh-dau-duoc-lieu-khac", "Tinh dầu và dược liệu khác",
        "Tinh dầu và dược liệu khác", "Essential oils and other herbs",
    ),
    ProductSet(
        21, 4, "thu-cong", "Thủ công mỹ nghệ", "Thủ công mỹ nghệ gia dụng, trang trí",
        "Household and decorative crafts",
    ),
    ProductSet(22, 4, "vai-may-mac", "Vải, may mặc", "Vải, may mặc", "Textiles and clothing"),
    ProductSet(23, 5, "hoa", "Hoa", "Hoa", "Flowers"),
    ProductSet(24, 5, "cay-canh", "Cây cảnh", "Cây cảnh", "Ornamental plants"),
    ProductSet(25, 5, "dong-vat-canh", "Động vật cảnh", "Động vật cảnh", "Ornamental animals"),
    ProductSet(
        26, 6, "dich-vu-du-lich", _TOURISM, _TOURISM,
        "Community tourism, ecotourism and tourist sites",
    ),
)  # fmt: skip

_GROUP_OF_WORD = {
    "food": 1,
    "beverage": 2,
    "herbal": 3,
    "handicraft": 4,
    "ornamental": 5,
    "tourism": 6,
}


def product_set(number: int) -> ProductSet:
    """The present set of that number. Raises KeyError for a number that is not one."""
    return _SETS[number]


def group_of_slug(slug: str) -> ProductGroup | None:
    """The present group under that slug."""
    return next((g for g in GROUPS if g.slug == slug), None)


def group_of_word(word: str) -> ProductGroup | None:
    """The group that import files call by an English word (`food`, `beverage`, …)."""
    number = _GROUP_OF_WORD.get(word)
    return None if number is None else _GROUPS[number]


_GROUPS = {g.number: g for g in GROUPS}
_SETS = {s.number: s for s in SETS}
