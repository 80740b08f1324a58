"""A producer's name tells its legal form."""

import csv
from pathlib import Path

import pytest

from registry.rules.legal_forms import LegalForm, ProducerType, legal_form

CATALOGUE = Path(__file__).parents[3] / "data" / "ocop_products.csv"


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("HTX Chè Hảo Đạt", LegalForm.COOPERATIVE),
        ("Hợp tác xã Sinh Dược", LegalForm.COOPERATIVE),
        ("Liên hiệp HTX Đại Thành", LegalForm.COOPERATIVE_UNION),
        ("HTXNN Tam Ngãi", LegalForm.COOPERATIVE),
        ("THT Farm An Xuân", LegalForm.COOPERATIVE_GROUP),
        ("CTCP Hoàng Giang", LegalForm.JOINT_STOCK),
        ("Chi nhánh Hải Dương - CTCP công nghệ Tràng Tiền số 1", LegalForm.JOINT_STOCK),
        ("Cty TNHH Một thành viên Kita", LegalForm.LIMITED_SINGLE_MEMBER),
        ("Công ty TNHH Tân Nhiên", LegalForm.LIMITED),
        ("DNTN Linh Phương", LegalForm.PRIVATE_ENTERPRISE),
        ("Công ty Mỹ Lệ", LegalForm.ENTERPRISE),
        ("Trang trại Bò Vàng", LegalForm.FARM),
        ("Cơ sở Dân Mập", LegalForm.HOUSEHOLD),
        ("HKD An Khang", LegalForm.HOUSEHOLD),
        ("Hiệp hội Nước mắm Phú Quốc", LegalForm.ASSOCIATION),
        ("Nguyễn Văn Hùng", LegalForm.UNKNOWN),
        ("Hộp Quà Việt", LegalForm.UNKNOWN),
        ("", LegalForm.UNKNOWN),
    ],
)
def test_the_words_that_open_a_name_are_its_form(name, form):
    assert legal_form(name) is form


def test_every_form_is_shown_under_a_type():
    assert {form.type for form in LegalForm} == set(ProducerType)


def test_the_catalogue_was_classified_the_same_way():
    with CATALOGUE.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            assert legal_form(row["producer_name"]).type == row["producer_type"], row
