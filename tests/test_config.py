"""What the environment may say, and the one line that answers what it may not."""

import os

import pytest
from psycopg.conninfo import conninfo_to_dict
from sqlalchemy.engine import make_url

from config import BadSettings, Settings, load

KEY = "0123456789abcdef0123456789abcdef"


@pytest.fixture(autouse=True)
def environment(monkeypatch, tmp_path):
    """Nothing set but a folder for this test."""
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.setenv("VAR_ROOT", str(tmp_path / "var"))
    return monkeypatch


@pytest.mark.parametrize(
    ("name", "value", "line"),
    [
        ("DATABASE_URL", "mysql://x", "DATABASE_URL: must start with postgresql://"),
        (
            "ELASTICSEARCH_URL",
            "localhost:9200",
            "ELASTICSEARCH_URL: must start with http:// or https:// and name a host",
        ),
        (
            "SEARCH_ENGINE",
            "solr",
            "SEARCH_ENGINE: Input should be 'embedded' or 'elasticsearch'",
        ),
        (
            "SEARCH_ENGINE",
            "elasticsearch",
            "SEARCH_ENGINE is elasticsearch, but ELASTICSEARCH_URL is not set.",
        ),
        (
            "SEARCH_MEMO",
            "2",
            "SEARCH_MEMO: Input should be less than or equal to 0.5",
        ),
        (
            "MEDIA_URL",
            "https://key:secret@host",
            "MEDIA_URL: must read https://KEY:SECRET@host/bucket",
        ),
        (
            "MAIL_URL",
            "https://mail.example.vn",
            "MAIL_URL: must start with smtp:// or smtps:// and name a host",
        ),
        (
            "MAIL_URL",
            "smtp://chosao:p@ss/word@mail.example.vn",
            "MAIL_URL: a password with @ / ? or # has to be percent-encoded (%40)",
        ),
        (
            "MAIL_FROM",
            "Chợ Sao",
            "MAIL_FROM: must be an address, such as Chợ Sao <khong-tra-loi@example.vn>",
        ),
        (
            "MESSAGE_URL",
            "https://sms.example.vn/send",
            "MESSAGE_KEY: MESSAGE_URL needs a key of 32 characters or more beside.",
        ),
        (
            "PUBLIC_URL",
            "chosao.vn",
            "PUBLIC_URL: must start with http:// or https:// and name a host",
        ),
        (
            "PUBLIC_URL",
            "https://chosao.vn",
            "SECRET_KEY: a public site needs one of 32 characters or more.",
        ),
        (
            "TRUSTED_PROXIES",
            "-1",
            "TRUSTED_PROXIES: Input should be greater than or equal to 0",
        ),
        ("WEB_PROCESSES", "0", "WEB_PROCESSES: Input should be greater than or equal to 1"),
        ("WEB_PROCESSES", "65", "WEB_PROCESSES: Input should be less than or equal to 64"),
        (
            "WEB_PROCESSES",
            "two",
            "WEB_PROCESSES: Input should be a valid integer, unable to parse string as an integer",
        ),
    ],
)
def test_a_wrong_setting_is_answered_by_one_line(environment, name, value, line):
    environment.setenv(name, value)

    with pytest.raises(BadSettings) as no:
        load()

    assert str(no.value) == line


@pytest.mark.parametrize("password", ["p@ss", "ss/wo@rd", "se?cr", "s#cr", "@", "a@b/c#d?e"])
@pytest.mark.parametrize("name", ["DATABASE_URL", "DATABASE_OWNER_URL"])
def test_a_password_that_breaks_the_address_is_refused_and_not_shown(environment, name, password):
    environment.setenv(name, f"postgresql://chosao:{password}@postgres/chosao")

    with pytest.raises(BadSettings) as no:
        load()

    assert str(no.value) == (
        f"{name}: a password with @ / ? or # belongs into DATABASE_PASSWORD,"
        " or percent-encoded (%40)"
    )


@pytest.mark.parametrize("password", ["p@ss", "a@b/c#d?e", "100 %41", "đ:[", "plain"])
def test_a_password_of_its_own_may_hold_any_character(environment, password):
    environment.setenv("DATABASE_URL", "postgresql://chosao@postgres:5433/chosao")
    environment.setenv("DATABASE_PASSWORD", password)
    environment.setenv("DATABASE_OWNER_URL", "postgresql://owner@postgres/chosao")
    environment.setenv("DATABASE_OWNER_PASSWORD", password[::-1])

    settings = load()

    runtime, owner = make_url(settings.database_url), make_url(settings.database_owner_url)
    assert (runtime.username, runtime.password) == ("chosao", password)
    assert (runtime.host, runtime.port, runtime.database) == ("postgres", 5433, "chosao")
    assert (owner.username, owner.password, owner.host) == ("owner", password[::-1], "postgres")
    assert conninfo_to_dict(settings.database_url)["password"] == password


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://postgres:@/chosao?host=/tmp/a@b",
        "postgresql:///chosao",
        "postgresql://chosao:p%40ss@postgres/chosao",
    ],
)
def test_an_address_that_says_it_all_stays_as_it_is(environment, url):
    environment.setenv("DATABASE_URL", url)

    assert load().database_url == url


@pytest.mark.parametrize("key", ["", KEY])
def test_a_folder_that_cannot_be_made_is_named(environment, tmp_path, key):
    environment.setenv("SECRET_KEY", key)
    (tmp_path / "file").touch()
    environment.setenv("VAR_ROOT", str(tmp_path / "file" / "var"))

    with pytest.raises(BadSettings, match=r"^VAR_ROOT: cannot keep files there \(.*\)\.$"):
        load()


def test_a_media_folder_that_is_a_file_is_named(environment, tmp_path):
    (tmp_path / "file").touch()
    environment.setenv("MEDIA_ROOT", str(tmp_path / "file"))

    with pytest.raises(BadSettings, match=r"^MEDIA_ROOT: cannot keep files there \(.*\)\.$"):
        load()


def test_an_empty_setting_counts_as_unset(environment):
    for name in ("DATABASE_URL", "ELASTICSEARCH_URL", "SEARCH_ENGINE", "TRUSTED_PROXIES"):
        environment.setenv(name, "")

    settings = load()

    assert settings.database_url is None
    assert settings.engine == "embedded"
    assert settings.trusted_proxies == 0


def test_there_are_as_many_web_processes_as_processors_unless_told_otherwise(environment):
    assert load().web_processes == os.cpu_count()

    environment.setenv("WEB_PROCESSES", "3")
    assert load().web_processes == 3


@pytest.mark.parametrize("url", ["http://cho.lan:80", "https://chosao.vn"])
def test_the_public_address_of_a_trial_run_follows_the_port(environment, url):
    assert load().public_url == "http://127.0.0.1:8000"

    environment.setenv("WEB_PORT", "8137")
    assert load().public_url == "http://127.0.0.1:8137"

    environment.setenv("SECRET_KEY", KEY)
    environment.setenv("PUBLIC_URL", url)
    assert load().public_url == url


def test_a_wrong_port_is_named_though_the_address_would_follow_it(environment):
    environment.setenv("WEB_PORT", "70000")

    with pytest.raises(BadSettings, match=r"^WEB_PORT: Input should be less than or equal"):
        load()


def test_the_engine_follows_the_address_unless_told_otherwise(environment):
    environment.setenv("ELASTICSEARCH_URL", "http://localhost:9200/")
    assert load().engine == "elasticsearch"
    assert load().elasticsearch_url == "http://localhost:9200"

    environment.setenv("SEARCH_ENGINE", "embedded")
    assert load().engine == "embedded"


def test_a_trial_run_makes_a_key_once_and_keeps_it_from_other_users(environment, tmp_path):
    first = load().secret_key

    assert len(first) == 64
    assert load().secret_key == first
    assert (tmp_path / "var" / "secret_key").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("content", [b"", b"\n", b"0123456789abcdef", b"\xff\xfe"])
def test_a_key_that_was_cut_short_is_made_anew(environment, tmp_path, content):
    (tmp_path / "var").mkdir()
    file = tmp_path / "var" / "secret_key"
    file.write_bytes(content)

    key = load().secret_key

    assert len(key) == 64
    assert (file.read_text(), load().secret_key) == (key, key)
    assert file.stat().st_mode & 0o777 == 0o600
    assert list(file.parent.iterdir()) == [file]


def test_a_key_that_is_set_is_used_and_none_is_made(environment, tmp_path):
    environment.setenv("PUBLIC_URL", "https://chosao.vn/")
    environment.setenv("SECRET_KEY", KEY)

    assert load().secret_key == KEY
    assert load().public_url == "https://chosao.vn"
    assert not (tmp_path / "var" / "secret_key").exists()


def test_a_public_site_is_told_whom_it_cannot_write_to(environment):
    assert load().warnings == []
    environment.setenv("PUBLIC_URL", "https://chosao.vn")
    environment.setenv("SECRET_KEY", KEY)

    assert [line.partition(" ")[0] for line in load().warnings] == ["MAIL_URL", "MESSAGE_URL"]

    environment.setenv("MAIL_URL", "smtps://chosao:p%40ss@mail.example.vn")
    environment.setenv("MESSAGE_URL", "https://sms.example.vn/send")
    environment.setenv("MESSAGE_KEY", KEY)
    assert load().warnings == []
