"""Rules of passwords: long enough, not among the usual ones, not what everybody knows of a person.

No demand for digits or signs (NIST SP 800-63B §3.1.1.2).
"""

import unicodedata
from enum import StrEnum

FEWEST, MOST = 8, 10_000  # characters; hashed whole
FEWEST_DIFFERENT = 3
_USUAL = frozenset(
    """
    12345678 123456789 1234567890 0123456789 12341234 11223344 87654321 987654321 0987654321
    123123123 147258369 789456123 1q2w3e4r 1qaz2wsx q1w2e3r4 qwer1234 qwerty123 qwertyui qwertyuiop
    asdfghjk asdfghjkl zxcvbnm123 abcd1234 abc12345 a1234567 a12345678 abcdefgh password password1
    password12 password123 passw0rd p@ssw0rd iloveyou sunshine princess football baseball superman
    trustno1 welcome1 welcome123 letmein1 admin123 admin1234 administrator changeme whatever
    matkhau1 matkhau12 matkhau123 matkhau1234 matkhau@123 anhyeuem anhyeuem1 anhyeuem123 emyeuanh
    yeuanhnhieu anhnhoem nguyenvan vietnam1 vietnam123 vietnam2025 vietnam2026 hanoi123 saigon123
    khongbiet khongcopass giadinh1 giadinh123 chosao123 ocop2025 ocop2026 congchua tinhyeu1
    """.split()  # noqa: SIM905 - reads better than eighty quoted words
)


class PasswordFault(StrEnum):
    """Why a password is refused."""

    SHORT = "short"
    LONG = "long"
    USUAL = "usual"
    PERSONAL = "personal"


def password_fault(password: str, *known: str) -> PasswordFault | None:
    """What is wrong with a password; `known` is what others know: identifiers, the name."""
    text = unicodedata.normalize("NFC", password)
    if len(text) < FEWEST:
        return PasswordFault.SHORT
    if len(text) > MOST:
        return PasswordFault.LONG
    plain = _plain(text)
    if text.lower() in _USUAL or plain in _USUAL or len(set(plain)) < FEWEST_DIFFERENT:
        return PasswordFault.USUAL
    if plain in {form for each in known if each for form in _forms(each)}:
        return PasswordFault.PERSONAL
    return None


def _forms(known: str) -> set[str]:
    """An e-mail also without its host, a number of Vietnam also as people dial it."""
    forms = {_plain(known), _plain(known.partition("@")[0])}
    if known.startswith("+84"):
        forms.add(f"0{known[3:]}")
    return forms


def _plain(text: str) -> str:
    """In small letters, without marks and whatever is neither letter nor digit."""
    letters = unicodedata.normalize("NFKD", text).casefold().replace("đ", "d")
    return "".join(letter for letter in letters if letter.isalnum())
