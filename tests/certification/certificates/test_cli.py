"""`flask certificates …`: what an officer's clerk types, and the exit status a script relies on."""

import json
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from certification.certificates.errors import EventRefused
from certification.certificates.models import CertificateEvent
from certification.certificates.refusal_wording import SENTENCES
from core.codes import new_code
from core.errors import NotFound
from tests.factories.catalogue import make_certified


@pytest.fixture
def run(app, session):
    def invoke(*words):
        return app.test_cli_runner().invoke(args=["certificates", *words])

    return invoke


@pytest.fixture
def certificate(session):
    _, certificate = make_certified(session, stars=4, on=date(2025, 3, 15))
    session.commit()
    return certificate.code


def state(run, certificate, *options):
    return json.loads(run("state", certificate, *options).stdout)


def test_the_state_is_told_as_json_for_any_day(run, certificate):
    now = state(run, certificate, "--at", "2026-11-24")

    assert (now["state"], now["stars"], now["in_force"]) == ("valid", 4, True)
    assert now["until"] == {"earliest": "2028-03-15", "latest": "2028-03-15"}
    assert state(run, certificate, "--at", "2028-03-15")["state"] == "expiring"
    assert state(run, certificate, "--at", "2028-03-16")["state"] == "expired"
    assert state(run, certificate, "--at", "2025-03-14")["state"] == "pending"


def test_a_revocation_takes_effect_and_says_so(run, certificate):
    done = run(
        "record",
        certificate,
        "revoke",
        "--actor",
        "An",
        "--on",
        "2026-05-01",
        "--reason",
        "c: kết luận thanh tra",
    )

    assert done.exit_code == 0
    assert state(run, certificate, "--at", "2026-05-01")["state"] == "revoked"
    assert state(run, certificate, "--at", "2026-04-30")["state"] == "valid"


@pytest.mark.parametrize(
    ("reason", "ground", "note"),
    [
        ("c: kết luận thanh tra", "c", "kết luận thanh tra"),
        ("C", "c", None),
        ("Đ: dừng sản xuất", "đ", "dừng sản xuất"),
        ("dừng sản xuất", "e", "dừng sản xuất"),  # words alone: the open ground
        ("Sở: đã kết luận", "e", "Sở: đã kết luận"),
    ],
)
def test_a_reason_is_a_ground_of_the_law_with_or_without_words(
    run, session, certificate, reason, ground, note
):
    done = run("record", certificate, "revoke", "--actor", "An", "--reason", reason)

    event = session.scalars(select(CertificateEvent).order_by(CertificateEvent.id.desc())).first()
    assert done.exit_code == 0
    assert (event.reason, event.public_note) == (ground, note)


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (("record", "{}", "revoke", "--actor", "An"), 1),  # a revocation needs its ground
        (("record", "{}", "revoke", "--actor", "An", "--reason", "g: khác"), 1),
        (("record", "{}", "lift", "--actor", "An"), 1),
        (("record", "{}", "revoke", "--actor", " ", "--reason", "c"), 2),
        (("record", "{}", "revoke", "--actor", "A\u202en", "--reason", "c"), 2),
        (("record", "{}", "revoke", "--reason", "c"), 2),  # nobody did it
        (("record", "{}", "revoke", "--actor", "Catalogue import", "--reason", "c"), 2),
        (("record", "{}", "explode", "--actor", "An"), 2),
        (("record", "{}", "rerate", "--actor", "An", "--stars", "6"), 2),
        (("record", "0000000000", "revoke", "--actor", "An"), 2),
        (("state", "{}", "--at", "tomorrow"), 2),
    ],
)
def test_what_is_refused_and_what_is_wrong_usage_differ_in_status(run, certificate, words, status):
    result = run(*(word.format(certificate) for word in words))

    assert result.exit_code == status
    assert result.stderr
    assert state(run, certificate, "--at", "2026-11-24")["state"] == "valid"


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("revoke",), "[revocation_ground_required] Thu hồi phải nêu căn cứ: một trong các điểm a"),
        (("lift",), "[certificate_not_suspended] Ngày đó giấy chứng nhận không bị đình chỉ (còn h"),
        (("suspend", "--on", "2025-03-14"), "[event_before_grant] Ngày hiệu lực trước ngày công n"),
        (("suspend", "--on", "2018-05-06"), "[event_before_programme] Ngày 06/05/2018 trước khi c"),
        (("rerate", "--stars", "4"), "[same_stars] Giấy chứng nhận vốn đã có 4 sao:"),
    ],
)  # fmt: skip
def test_a_refusal_says_why_and_what_to_do(run, certificate, words, reason):
    result = run("record", certificate, *words, "--actor", "An")

    assert result.exit_code == 1
    assert result.stderr.startswith(f"refused: {reason}")


def test_every_refusal_has_its_sentence(app):
    codes = {kind.code for kind in EventRefused.__subclasses__()}

    assert set(SENTENCES) == codes | {NotFound.code}


def test_an_unknown_certificate_is_refused(run):
    code = new_code()

    for words in (("state", code), ("record", code, "lift", "--actor", "An")):
        result = run(*words)
        assert result.exit_code == 1
        assert result.stderr == (
            f"refused: [not_found] Không có giấy chứng nhận nào mang mã {code}.\n"
        )


def test_the_code_of_a_product_is_answered_with_its_certificates(run, session):
    product, certificate = make_certified(session, on=date(2025, 1, 1))

    for words in (("state", product.code), ("record", product.code, "lift", "--actor", "An")):
        result = run(*words)
        assert result.exit_code == 1
        assert result.stderr.endswith(
            f"Đó là mã của sản phẩm; giấy chứng nhận của sản phẩm: {certificate.code}.\n"
        )


def test_what_no_longer_makes_sense_is_named_by_its_number(run, certificate):
    for verb, day in (("suspend", "2026-05-01"), ("lift", "2026-06-01")):
        run("record", certificate, verb, "--actor", "An", "--on", day)
    early = ("record", certificate, "revoke", "--actor", "An", "--on", "2026-04-01")

    refused = run(*early, "--reason", "c")
    upset = run(
        "record", certificate, "--actor", "An", "--corrects", "2", "--second", "B", "--why", "x"
    )

    assert refused.stderr.startswith(
        "refused: [event_contradicts_later] Nếu ghi điều này thì mục số 2,"
    )
    assert upset.stderr.startswith("refused: [correction_upsets_later] Bỏ mục số 2 thì mục số 3,")


def test_events_are_listed_by_their_numbers(run, certificate):
    for day, stars in (("2026-06-01", "5"), ("2026-05-01", "3")):
        run("record", certificate, "rerate", "--actor", "An", "--on", day, "--stars", stars)

    assert [e["number"] for e in state(run, certificate)["events"]] == [1, 2, 3]


def test_a_mistaken_act_is_corrected_by_two_people(run, certificate):
    run("record", certificate, "revoke", "--actor", "An", "--on", "2026-05-01", "--reason", "c")
    correct = ("record", certificate, "--actor", "An", "--corrects", "2", "--reason", "nhầm giấy")

    alone = run(*correct, "--second", "an")
    done = run(*correct, "--second", "Bình")

    assert alone.exit_code == 1
    assert alone.stderr.startswith("refused: [second_person_required] Đính chính cần người thứ hai")
    assert (done.exit_code, done.stderr) == (0, "")
    record = state(run, certificate, "--at", "2026-11-24")
    assert (record["state"], record["until"]["latest"]) == ("valid", "2028-03-15")
    assert [(e["number"], e["kind"], e["corrected"]) for e in record["events"]] == [
        (1, "granted", False),
        (2, "revoked", True),
        (3, "annulled", False),
    ]
    assert (record["events"][2]["corrects"], record["events"][2]["correction_reason"]) == (
        2,
        "nhầm giấy",
    )
    assert "Bình" not in json.dumps(record, ensure_ascii=False)


def test_a_decision_signed_today_may_take_effect_later(run, certificate, time_machine):
    time_machine.move_to(datetime(2026, 11, 24, 5, tzinfo=UTC))
    ahead = ("record", certificate, "suspend", "--actor", "An", "--on", "2026-12-24")

    assert run(*ahead).exit_code == 1
    assert run(*ahead, "--signed", "2026-11-24").exit_code == 0
    assert state(run, certificate, "--at", "2026-12-23")["state"] == "valid"
    record = state(run, certificate, "--at", "2026-12-24")
    assert (record["state"], record["events"][1]["signed"]) == ("suspended", "2026-11-24")


def test_an_extension_is_an_event_of_its_own(run, certificate, time_machine):
    time_machine.move_to(datetime(2028, 3, 20, 5, tzinfo=UTC))
    extend = ("record", certificate, "extend", "--actor", "An", "--on", "2028-03-16")

    assert run(*extend).stderr.startswith("refused: [last_day_required] Gia hạn phải nêu ngày cuối")
    assert run(*extend, "--last-day", "2028-07-01").exit_code == 0
    record = state(run, certificate, "--at", "2028-07-01")
    assert (record["state"], record["events"][1]["kind"]) == ("expiring", "extended")
    assert state(run, certificate, "--at", "2028-07-02")["state"] == "expired"


def test_what_the_page_said_on_a_day_is_asked_by_day_and_moment(run, certificate):
    run("record", certificate, "revoke", "--actor", "An", "--on", "2026-05-01", "--reason", "c")

    record = state(run, certificate, "--at", "2026-06-01", "--known-at", "2020-01-01")
    assert (record["state"], record["events"]) == ("none", [])
    record = state(run, certificate, "--at", "2026-06-01", "--known-at", "2099-01-01T08:30")
    assert record["state"] == "revoked"
    assert record["known_at"] == "2099-01-01T08:30:00+07:00"
    assert record["says"].startswith("Chứng nhận OCOP đã bị thu hồi. Ngày 01/05/2026")


def test_what_the_page_said_then_is_judged_by_the_day_of_then(run, certificate, time_machine):
    time_machine.move_to(datetime(2028, 3, 14, 5, tzinfo=UTC))
    run("record", certificate, "suspend", "--actor", "An", "--on", "2028-03-14")
    time_machine.move_to(datetime(2028, 4, 1, 5, tzinfo=UTC))

    record = state(run, certificate, "--known-at", "2028-03-14")
    assert (record["at"], record["state"]) == ("2028-03-14", "suspended")
    assert state(run, certificate, "--known-at", "2099-01-01")["at"] == "2028-04-01"


@pytest.mark.parametrize(
    ("typed", "moment"),
    [
        ("2026-11-27", "2026-11-27T23:59:59.999999+07:00"),
        ("20261127", "2026-11-27T23:59:59.999999+07:00"),
        ("2026-11-27T08:30", "2026-11-27T08:30:00+07:00"),
        ("2026-11-27T01:30Z", "2026-11-27T01:30:00+00:00"),
    ],
)
def test_a_day_however_written_means_its_end(run, certificate, typed, moment):
    assert state(run, certificate, "--known-at", typed)["known_at"] == moment


@pytest.mark.parametrize(
    "words",
    [
        ("record", "{}", "--actor", "An"),  # neither an act nor a correction
        ("record", "{}", "revoke", "--actor", "An", "--reason", "c", "--second", "Bình"),
        ("record", "{}", "--actor", "An", "--corrects", "0"),
        ("state", "{}", "--known-at", "yesterday"),
        ("state", "{}", "--known-at", "2026-W48"),
    ],
)
def test_wrong_usage_of_corrections_changes_nothing(run, certificate, words):
    result = run(*(word.format(certificate) for word in words))

    assert result.exit_code == 2
    assert len(state(run, certificate)["events"]) == 1
