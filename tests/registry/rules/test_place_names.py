"""Places are recognised however they are written."""

import pytest

from registry.rules.place_names import PlaceName, province_key, read_place


@pytest.mark.parametrize(
    ("written", "place"),
    [
        ("huyện Yên Dũng", PlaceName("huyện", "Yên Dũng")),
        ("H. Yên Dũng", PlaceName("huyện", "Yên Dũng")),
        ("TX.Quế Võ", PlaceName("thị xã", "Quế Võ")),
        ("tp  Thủ Đức", PlaceName("thành phố", "Thủ Đức")),
        ("Quận 1", PlaceName("quận", "1")),
        ("P. 4", PlaceName("phường", "4")),
        ("thi tran Chu", PlaceName("thị trấn", "Chu")),
        ("Đặc khu Phú Quốc", PlaceName("đặc khu", "Phú Quốc")),
        ("Xã Đàn", PlaceName("xã", "Đàn")),
        ("Phú Quốc", PlaceName("", "Phú Quốc")),
        ("Tphú", PlaceName("", "Tphú")),
        ("", PlaceName("", "")),
    ],
)
def test_the_type_is_taken_off_the_name(written, place):
    assert read_place(written) == place


def test_names_are_compared_without_accents_hyphens_and_type():
    assert read_place("huyện Ia H'Drai").key == read_place("Ia H’Drai").key == "iahdrai"
    assert read_place("huyện Yên Dũng").typed_key == "huyenyendung"
    assert read_place("Krông Pắk").key == read_place("huyện Krông Pắc").key
    assert read_place("Mĩ Đức").key == read_place("huyện Mỹ Đức").key


@pytest.mark.parametrize(
    ("written", "official"),
    [
        ("TP. Hồ Chí Minh", "Hồ Chí Minh"),
        ("TP.HCM", "Hồ Chí Minh"),
        ("Sài Gòn", "Hồ Chí Minh"),
        ("Thừa Thiên - Huế", "Huế"),
        ("tỉnh Thừa Thiên Huế", "Huế"),
        ("Bà Rịa – Vũng Tàu", "Bà Rịa - Vũng Tàu"),
        ("bac giang", "Bắc Giang"),
        ("Tỉnh Đắk Lắk", "Đắk Lắk"),
        ("Đắk Lắc", "Đắk Lắk"),
        ("Đắc Lắc", "Đắk Lắk"),
        ("Đăk Lăk", "Đắk Lắk"),
        ("Darlac", "Đắk Lắk"),
        ("Đắc Nông", "Đắk Nông"),
        ("Bắc Cạn", "Bắc Kạn"),
        ("tỉnh Hà Tây", "Hà Nội"),
    ],
)
def test_a_province_is_known_under_its_usual_names(written, official):
    assert province_key(written) == province_key(official)
