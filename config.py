"""Settings: one frozen object, read once from the environment here and handed in."""

import os
import secrets
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from email.utils import formataddr, parseaddr
from pathlib import Path
from typing import Annotated, Literal, Self
from urllib.parse import quote, urlsplit

from pydantic import AfterValidator, Field, NonNegativeInt, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from core.media.bucket import Bucket

ROOT = Path(__file__).parent
MOST_MEMO = 0.5  # seconds for which an answer of the search engine may be remembered
KEY_LENGTH = 32  # characters; what `secrets.token_hex` makes of 16 bytes


def _http_url(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError("must start with http:// or https:// and name a host")
    return value.rstrip("/")


def _postgres_url(value: str) -> str:
    """Refused without a word of it: what looks like a host may be a piece of a password."""
    parts = urlsplit(value)
    if parts.scheme not in {"postgresql", "postgres"}:
        raise ValueError("must start with postgresql://")
    # What comes after an unescaped / ? # or @ of a password.
    late = f"{parts.path}{parts.fragment}" if "@" in parts.netloc else value.partition("//")[2]
    if parts.netloc.count("@") > 1 or "@" in late or parts.fragment:
        raise ValueError(
            "a password with @ / ? or # belongs into DATABASE_PASSWORD, or percent-encoded (%40)"
        )
    return value


def _bucket_url(value: str) -> str:
    Bucket.at(value)
    return value


BucketUrl = Annotated[str, AfterValidator(_bucket_url)]


def _mail_url(value: str) -> str:
    """Refused without a word of it: it may hold a password."""
    parts = urlsplit(value)
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        raise ValueError("must start with smtp:// or smtps:// and name a host")
    if parts.path.strip("/") or parts.query or parts.fragment or "@" in (parts.password or ""):
        raise ValueError("a password with @ / ? or # has to be percent-encoded (%40)")
    return value


def _sender(value: str) -> str:
    name, address = parseaddr(value)
    if "@" not in address or not value.isprintable():
        raise ValueError("must be an address, such as Chợ Sao <khong-tra-loi@example.vn>")
    return formataddr((name, address), "utf-8") if not value.isascii() else value


PostgresUrl = Annotated[str, AfterValidator(_postgres_url)]
HttpUrl = Annotated[str, AfterValidator(_http_url)]
MailUrl = Annotated[str, AfterValidator(_mail_url)]
Sender = Annotated[str, AfterValidator(_sender)]


class BadSettings(Exception):
    """One line for the person who starts the system: which setting, and what is wrong with it."""


class Settings(BaseSettings):
    """Everything the environment may say. Names are those of docs/settings.md, in capitals."""

    model_config = SettingsConfigDict(frozen=True, extra="ignore", env_ignore_empty=True)

    database_url: PostgresUrl | None = None
    database_password: str | None = None
    database_owner_url: PostgresUrl | None = None
    database_owner_password: str | None = None
    elasticsearch_url: HttpUrl | None = None
    search_engine: Literal["embedded", "elasticsearch"] | None = None
    search_memo: Annotated[float, Field(ge=0, le=MOST_MEMO)] = MOST_MEMO
    secret_key: str = ""
    web_port: Annotated[int, Field(ge=1, le=65_535)] = 8000
    public_url: HttpUrl = Field(default_factory=lambda set_: f"http://127.0.0.1:{set_['web_port']}")
    trusted_proxies: NonNegativeInt = 0
    web_processes: Annotated[int, Field(ge=1, le=64)] = os.cpu_count() or 1
    fragment_cache: bool = True
    mail_url: MailUrl | None = None
    mail_from: Sender | None = None
    message_url: HttpUrl | None = None
    message_key: str = ""
    var_root: Path = ROOT / "var"
    media_root: Path | None = None
    media_url: BucketUrl | None = None

    @property
    def engine(self) -> Literal["embedded", "elasticsearch"]:
        """The search engine: Elasticsearch when its address is known, unless told otherwise."""
        return self.search_engine or ("elasticsearch" if self.elasticsearch_url else "embedded")

    @property
    def is_public(self) -> bool:
        """Whether strangers reach it: then it takes no risk that a trial run may take."""
        return self.public_url.startswith("https://")

    @property
    def warnings(self) -> Sequence[str]:
        """What a public site lacks though it can start, one line each."""
        if not self.is_public:
            return []
        lacking = {
            "MAIL_URL is not set: mails lie in VAR_ROOT/mail and reach nobody.": self.mail_url,
            "MESSAGE_URL is not set: nobody can sign up by telephone number.": self.message_url,
        }
        return [line for line, setting in lacking.items() if not setting]

    @property
    def media(self) -> Path:
        """Where files made or uploaded are kept."""
        return self.media_root or self.var_root / "media"

    @property
    def uploads(self) -> Path:
        """Where files are while they come and while pictures are made; on this machine."""
        return self.var_root / "uploads"

    @property
    def search_folder(self) -> Path:
        """Where the embedded search engine keeps its indexes."""
        return self.var_root / "search"

    @property
    def postgres_folder(self) -> Path:
        """Where the embedded PostgreSQL keeps its data when DATABASE_URL is unset."""
        return self.var_root / "postgres"

    def complete(self) -> Self:
        """Fill in what may be made up on a single machine; refuse what may not.

        Raises BadSettings.
        """
        if self.engine == "elasticsearch" and not self.elasticsearch_url:
            raise BadSettings("SEARCH_ENGINE is elasticsearch, but ELASTICSEARCH_URL is not set.")
        if self.is_public and len(self.secret_key) < KEY_LENGTH:
            raise BadSettings(
                f"SECRET_KEY: a public site needs one of {KEY_LENGTH} characters or more."
            )
        if self.message_url and len(self.message_key) < KEY_LENGTH:
            raise BadSettings(
                f"MESSAGE_KEY: MESSAGE_URL needs a key of {KEY_LENGTH} characters or more beside."
            )
        with _refusal_naming("VAR_ROOT"):
            _keep_files_in(self.var_root)
            key = self.secret_key or _kept_key(self.var_root / "secret_key")
        if self.media_root:
            with _refusal_naming("MEDIA_ROOT"):
                _keep_files_in(self.media_root)
        return self.model_copy(
            update={
                "secret_key": key,
                "database_url": _with_password(self.database_url, self.database_password),
                "database_owner_url": _with_password(
                    self.database_owner_url, self.database_owner_password
                ),
            }
        )


def _with_password(url: str | None, password: str | None) -> str | None:
    """Escaped, so that it may hold any character. One that the address has stays."""
    if not url or not password or urlsplit(url).password or "@" not in url:
        return url
    return url.replace("@", f":{quote(password, safe='')}@", 1)


@contextmanager
def _refusal_naming(setting: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise BadSettings(f"{setting}: cannot keep files there ({error}).") from None


def _keep_files_in(folder: Path) -> None:
    """Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    tempfile.TemporaryFile(dir=folder).close()


def _kept_key(path: Path) -> str:
    """The key of a trial run: made once, so that a restart does not log everybody out.

    One that was cut short, as by a full disk, is made anew. It is there whole or not at all.
    """
    key = path.read_text(errors="replace").strip() if path.exists() else ""
    if len(key) >= KEY_LENGTH:
        return key
    with tempfile.NamedTemporaryFile("w", dir=path.parent, delete=False) as file:  # mode 600
        file.write(key := secrets.token_hex(32))
    Path(file.name).replace(path)
    return key


def load() -> Settings:
    """Read the environment. Raises BadSettings with one clear line."""
    try:
        return Settings().complete()
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"]).upper()
        raise BadSettings(f"{name}: {first['msg'].removeprefix('Value error, ')}") from None
