"""Which categories a product belongs to, and what people type for them."""

import pytest

from storefront.index.categories import categories, categories_of, category_phrases


@pytest.mark.parametrize(
    ("name", "group", "product_set", "slugs"),
    [
        ("Nước mắm Phú Quốc", "thuc-pham", 9, ("thuc-pham", "gia-vi")),
        ("Bưởi da xanh", "thuc-pham", 1, ("thuc-pham", "trai-cay")),
        ("Rau cải ngọt", "thuc-pham", 1, ("thuc-pham", "rau-cu")),
        ("Bánh pía", "thuc-pham", 6, ("thuc-pham", "banh-keo")),
        ("Gạo nếp bánh chưng", "thuc-pham", 6, ("thuc-pham",)),
        ("Nước mắm chay", "thuc-pham", None, ("thuc-pham", "do-chay")),
        ("Tượng gỗ", "thu-cong-my-nghe", 21, ("thu-cong-my-nghe", "do-go")),
        ("Hoa giấy", "sinh-vat-canh", 23, ("sinh-vat-canh",)),
    ],
)
def test_groups_sets_and_words_of_the_name_decide(name, group, product_set, slugs):
    assert categories_of(name, group, product_set) == slugs


def test_every_category_has_a_phrase_of_its_own():
    phrases = [phrase for category in categories() for phrase in category.phrases]

    assert len(phrases) == len(set(phrases)) == len(category_phrases())
    assert category_phrases()["gia vị"] == ("gia-vi",)
