"""`flask catalogue import` on small files: judged first, all or nothing, repeatable."""

from datetime import date

import pytest
from openpyxl import Workbook
from sqlalchemy import select

from certification.certificates.models import Certificate, CertificateEvent
from certification.certificates.queries.standings import product_standings
from certification.certificates.rules.acts.act import Act
from certification.certificates.rules.events import EventKind
from certification.certificates.services.recording import record_event
from core.access.actors import Actor
from core.clock import today
from core.codes import new_code
from registry.models import IssuedCode, Producer, Product
from tests.intake.conftest import PLAIN, TEA, count

pytestmark = pytest.mark.usefixtures("one_map")

DAYS = {"issued_on": "2024-03-15"}


def test_a_dry_run_says_what_would_change_and_keeps_nothing(run, session, sheet):
    result = run(sheet({}), "--dry-run")

    assert result.stdout == (
        "dòng 2, sản phẩm mới: Chè Tân Cương\nwould change: 1 new, 0 changed, 0 unchanged\n"
    )
    assert count(session, Product) == 0
    assert count(session, IssuedCode) == 0


def test_a_dry_run_names_what_would_change_in_which_row(run, session, sheet):
    search = {"product_name": "Chè búp", "producer_name": "HTX Chè La Bằng"}
    run(sheet({}, search))

    result = run(
        sheet(
            {"stars": "3", "commune": "xã Phúc Trìu"},
            search | {"year": "2025", "source_title": "Năm 2025"},
        ),
        "--dry-run",
    )

    assert result.stdout.splitlines() == [
        "dòng 2, Chè Tân Cương: commune xã Tân Cương → xã Phúc Trìu; stars 4 → 3",
        "dòng 3, Chè búp: thêm một lần công nhận 2025",
        "would change: 0 new, 2 changed, 0 unchanged",
    ]
    assert count(session, CertificateEvent) == 2


def test_a_row_becomes_product_producer_and_certificate(run, session, sheet):
    run(sheet({}))

    product = session.scalars(select(Product)).one()
    event = session.scalars(select(CertificateEvent)).one()
    assert (product.slug, product.product_group, product.print) == (
        "che-tan-cuong", "do-uong", product.print,
    )  # fmt: skip
    assert (product.printed_commune, product.printed_province) == ("xã Tân Cương", "Thái Nguyên")
    assert product.commune_id is not None
    assert (event.kind, event.stars, event.decision) == ("granted", 4, "12/QĐ-UBND")
    assert (event.effective_from, event.effective_to) == (date(2024, 1, 1), date(2024, 12, 31))
    standing = product_standings(session, [product.id], date(2025, 6, 1))[product.id].standing
    assert (standing.state, standing.stars) == ("valid", 4)


def test_one_producer_spelled_two_ways_is_one(run, session, sheet):
    run(sheet({}, {"product_name": "Chè đinh", "producer_name": "Hợp tác xã chè Hảo Đạt"}))

    assert count(session, Producer) == 1


def test_a_corrected_row_changes_the_product_and_corrects_the_record(run, session, sheet):
    run(sheet({}))
    result = run(sheet({"stars": "3", "commune": "xã Phúc Trìu"}))

    assert result.stdout == "done: 0 new, 1 changed, 0 unchanged\n"
    product = session.scalars(select(Product)).one()
    assert product.printed_commune == "xã Phúc Trìu"
    standing = product_standings(session, [product.id], date(2025, 6, 1))[product.id].standing
    assert standing.stars == 3
    assert count(session, CertificateEvent) == 2
    assert run(sheet({"stars": "3", "commune": "xã Phúc Trìu"})).stdout.startswith("done: 0 new, 0")


def test_a_later_recognition_is_a_certificate_of_its_own(run, session, sheet):
    run(sheet({"year": "2021"}))
    run(sheet({"year": "2024", "stars": "5"}))

    assert (count(session, Product), count(session, Certificate)) == (1, 2)


def recognitions(session):
    """Each certificate's key and the days its grant may lie on, as far as it still counts."""
    corrected = select(CertificateEvent.corrects_id).where(
        CertificateEvent.corrects_id.is_not(None)
    )
    rows = session.execute(
        select(
            Certificate.source_key, CertificateEvent.effective_from, CertificateEvent.effective_to
        )
        .join(CertificateEvent, CertificateEvent.certificate_id == Certificate.id)
        .where(CertificateEvent.id.not_in(corrected))
        .order_by(CertificateEvent.effective_from)
    )
    return [(key, str(first), str(last)) for key, first, last in rows]


@pytest.mark.parametrize(
    "before", [{"year": "", "decision": ""}, {"year": ""}, {"decision": "7/QĐ"}, {"year": "2025"}]
)
def test_a_notice_put_right_still_reports_the_same_recognition(run, session, sheet, before):
    run(sheet(before))

    assert run(sheet({})).stdout == "done: 0 new, 1 changed, 0 unchanged\n"
    assert recognitions(session) == [("2024", "2024-01-01", "2024-12-31")]
    assert run(sheet({})).stdout == "done: 0 new, 0 changed, 1 unchanged\n"


def test_a_year_of_another_notice_is_a_recognition_of_its_own(run, session, sheet):
    run(sheet({"year": "2024"}))
    run(sheet({"year": "2021", "source_title": "Sản phẩm OCOP năm 2021"}))

    assert recognitions(session) == [
        ("2021", "2021-01-01", "2022-12-31"),
        ("2024", "2024-01-01", "2024-12-31"),
    ]


def test_a_file_that_leaves_out_the_year_leaves_it_as_it_is(run, session, sheet):
    run(sheet({}))

    assert run(sheet({"year": ""})).stdout == "done: 0 new, 0 changed, 1 unchanged\n"
    assert recognitions(session) == [("2024", "2024-01-01", "2024-12-31")]


def test_a_printed_day_gives_way_to_another_year(run, session, sheet):
    run(sheet({"issued_on": "2024-03-15"}, columns=(*PLAIN, "issued_on")))
    run(sheet({"year": "2023"}))

    assert recognitions(session) == [("2023", "2023-01-01", "2024-06-30")]


def test_what_no_longer_stands_in_the_file_stays_on_record(run, session, sheet):
    run(sheet({}, {"product_name": "Chè búp"}))
    run(sheet({}))

    assert (count(session, Product), count(session, Certificate)) == (2, 2)


def test_a_file_may_correct_and_add_at_once(run, session, sheet):
    run(sheet({}))

    result = run(sheet({"product_name": "Chè búp"}, {"stars": "3"}))

    assert result.stdout == "done: 1 new, 1 changed, 0 unchanged\n"
    first = session.scalars(select(CertificateEvent.id).order_by(CertificateEvent.id)).first()
    corrects = session.scalars(select(CertificateEvent.corrects_id)).all()
    assert sorted(corrects, key=bool) == [None, None, first]
    positions = session.scalars(select(CertificateEvent.position)).all()
    assert sorted(positions, key=bool) == [None, None, 1]


def test_the_answer_to_a_proposal_can_be_put_right_but_not_taken_back(run, session, sheet):
    for stars in ("5p", "5", "4", "5p"):
        result = run(sheet({"stars": stars}))

    assert result.stdout == "done: 0 new, 0 changed, 1 unchanged\n"
    product = session.scalars(select(Product)).one()
    standing = product_standings(session, [product.id], date(2025, 6, 1))[product.id].standing
    assert (standing.state, standing.stars) == ("valid", 4)


def test_what_an_officer_recorded_is_nearer_to_the_truth_than_a_file(run, session, sheet):
    run(sheet({}))
    certificate = session.scalars(select(Certificate)).one()
    act = Act(kind=EventKind.SUSPENDED, on=today())
    record_event(session, certificate.code, act, actor=Actor("An"), today=today())

    assert run(sheet({"stars": "5"})).stdout == "done: 0 new, 0 changed, 1 unchanged\n"
    assert count(session, CertificateEvent) == 2


def test_five_stars_answer_a_proposal(run, session, sheet):
    run(sheet({"stars": "5p"}))
    run(sheet({"stars": "5"}))

    kinds = session.scalars(select(CertificateEvent.kind).order_by(CertificateEvent.id)).all()
    assert kinds == ["proposed", "granted"]
    assert run(sheet({"stars": "5"})).stdout.startswith("done: 0 new, 0 changed")


def test_printed_days_are_exact_and_survive_a_file_without_them(run, session, sheet):
    days = {"issued_on": "15/03/2024", "expires_on": "2027-03-10", "product_set": "11"}
    run(sheet(days, columns=(*PLAIN, *days)))

    event = session.scalars(select(CertificateEvent)).one()
    assert (event.effective_from, event.effective_to) == (date(2024, 3, 15), date(2024, 3, 15))
    assert event.last_day == date(2027, 3, 10)
    assert run(sheet({})).stdout == "done: 0 new, 0 changed, 1 unchanged\n"
    product = session.scalars(select(Product)).one()
    assert (product.product_set, product.product_group) == (11, "thuc-pham")


@pytest.mark.parametrize(
    ("row", "column", "rule"),
    [
        ({"stars": "năm sao"}, "stars", "stars_unknown"),
        ({"stars": "2"}, "stars", "stars_unknown"),
        ({"province": "Atlantis"}, "province", "province_unknown"),
        ({"year": "20x4"}, "year", "not_a_whole_number"),
        ({"year": str(today().year + 1)}, "year", "out_of_range"),
        ({"product_name": ""}, "product_name", "empty"),
        ({"product_name": "x" * 201}, "product_name", "too_long"),
        ({"price_vnd": "1000"}, "price_vnd", "price_elsewhere"),
        ({"gtin": "8934567890123"}, "gtin", "gtin_check_digit"),
        ({"gtin": "893"}, "gtin", "gtin_malformed"),
        ({"code": "ABC"}, "code", "code_mistyped"),
        (DAYS | {"expires_on": "2024-03-14"}, "expires_on", "expires_before_issue"),
        (DAYS | {"expires_on": "2027-03-16"}, "expires_on", "term_too_long"),
        ({"issued_on": "2023-03-15"}, "issued_on", "issued_in_other_year"),
        ({"issued_on": "2999-01-01"}, "issued_on", "day_in_future"),
        ({"source_date": "2999"}, "source_date", "day_in_future"),
        ({"source_date": "06/2024"}, "source_date", "source_date_unreadable"),
        ({"stars": "5p", "expires_on": "2026-01-01"}, "expires_on", "potential_without_term"),
    ],
)  # fmt: skip
def test_a_bad_row_refuses_the_whole_file(run, session, sheet, row, column, rule):
    extra = [name for name in row if name not in PLAIN]
    result = run(sheet({"product_name": "Chè búp"}, row, columns=(*PLAIN, *extra)))

    assert result.exit_code == 1
    assert f"dòng 3, cột {column}" in result.stdout
    assert f"[{rule}]" in result.stdout
    assert count(session, Product) == count(session, Producer) == 0


def test_repeated_products_codes_and_gtins_are_refused(run, session, sheet):
    code = new_code()
    other = {"product_name": "Chè búp"}
    same = {"code": code, "gtin": "8934567890120"}

    twice = run(sheet({}, {"product_name": "CHÈ TÂN CƯƠNG"}))
    codes = run(sheet(same, other | same, columns=(*PLAIN, "code", "gtin")))

    assert "[product_repeated] Sản phẩm này đã có ở dòng 2." in twice.stdout
    assert "[code_repeated]" in codes.stdout
    assert "[gtin_repeated]" in codes.stdout
    assert count(session, Product) == 0


def test_a_product_keeps_its_code_when_its_name_changes(run, session, sheet):
    code = new_code()
    run(sheet({"code": code}, columns=(*PLAIN, "code")))
    result = run(sheet({"code": code, "product_name": "Trà Tân Cương"}, columns=(*PLAIN, "code")))

    assert result.stdout == "done: 0 new, 1 changed, 0 unchanged\n"
    assert session.execute(select(Product.code, Product.name)).one() == (code, "Trà Tân Cương")


def test_a_code_of_something_else_is_refused(run, session, sheet):
    run(sheet({}))
    taken = session.scalar(select(Certificate.code))

    result = run(sheet({"code": taken, "product_name": "Chè búp"}, columns=(*PLAIN, "code")))

    assert result.exit_code == 1
    assert "[code_taken]" in result.stdout
    assert count(session, Product) == 1


def test_wrong_columns_and_encodings_are_refused_with_a_remedy(run, tmp_path):
    wrong = tmp_path / "wrong.csv"
    wrong.write_text("ten,gia\nChè,1\n", encoding="utf-8")
    old = tmp_path / "old.csv"
    old.write_bytes(b"product_name,stars\nCh\xe8 s\xe2\xf2n ph\xe2\xf2m,3\n")

    assert "[not_our_table]" in run(wrong).stdout
    assert "Windows-1258" in run(old).stdout
    assert run(old).exit_code == 1


def test_a_workbook_is_imported_like_csv(run, session, tmp_path):
    book = Workbook()
    book.active.append(list(PLAIN))
    book.active.append([TEA.get(name) for name in PLAIN])
    book.save(tmp_path / "products.xlsx")

    assert run(tmp_path / "products.xlsx").stdout == "done: 1 new, 0 changed, 0 unchanged\n"


def test_wrong_usage_is_told_apart_from_a_refusal(run, tmp_path):
    assert run(tmp_path / "nowhere.csv").exit_code == 2


def test_another_spelling_of_the_producer_changes_nothing(run, sheet):
    run(sheet({}))

    result = run(sheet({"producer_name": "Hợp tác xã Chè Hảo Đạt"}), "--dry-run")

    assert result.stdout == "would change: 0 new, 0 changed, 1 unchanged\n"
