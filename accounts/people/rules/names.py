"""Rules of people's names: one line that can be read, and no name of an office or of ours."""

import unicodedata

from core.access.names import is_program, likeness

LONGEST_NAME = 100
# Who reads one of these at the head of a name takes its bearer for an office, or for us.
OFFICES = (
    "Chợ Sao", "Admin", "Administrator", "Quản trị viên", "Quản trị hệ thống", "Ban quản trị",
    "Uỷ ban nhân dân", "UBND", "Sở Nông nghiệp", "Sở Công Thương", "Sở Y tế", "Chi cục",
    "Hội đồng đánh giá", "Hội đồng OCOP", "Văn phòng điều phối", "Văn phòng nông thôn mới",
    "Bộ Nông nghiệp", "Bộ Công Thương", "Công an", "Support", "System", "Hỗ trợ khách hàng",
)  # fmt: skip
_PLAIN_OFFICES = tuple(map(likeness, OFFICES))


def is_name(name: str) -> bool:
    """Whether something can be read as a name: with letters, and of a length that people have."""
    has_letters = any(unicodedata.category(letter).startswith("L") for letter in name)
    return has_letters and name.isprintable() and len(name) <= LONGEST_NAME


def imitates(name: str) -> bool:
    """Whether a name would be taken for that of an office, of this site, or of a program."""
    return is_program(name) or likeness(name) in _PLAIN_OFFICES or _begins_like_office(name)


def _begins_like_office(name: str) -> bool:
    """By whole words: Chi Cục is an office, Chi Cúc a woman."""
    words = name.split()
    heads = {likeness(" ".join(words[:count])) for count in range(2, len(words))}
    return bool(heads & set(_PLAIN_OFFICES)) or likeness(words[0] if words else "") == "ubnd"
