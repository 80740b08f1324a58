"""Hashing: whole, in one spelling, at one cost whoever is asked for."""

import unicodedata

from argon2 import PasswordHasher

from accounts.people.services.passwords import COSTS, Passwords

CHEAP = PasswordHasher(1, 8, 1)


class CountingHasher(PasswordHasher):
    def __init__(self):
        super().__init__(1, 8, 1)
        self.checked = 0

    def verify(self, hashed, password):
        self.checked += 1
        return super().verify(hashed, password)


def test_a_long_password_is_hashed_whole():
    passwords = Passwords(CHEAP)
    hashed = passwords.hash("a" * 9_999 + "b")

    assert passwords.matches("a" * 9_999 + "b", hashed)
    assert not passwords.matches("a" * 9_999 + "c", hashed)


def test_keyboards_that_write_marks_apart_make_the_same_password():
    passwords = Passwords(CHEAP)
    hashed = passwords.hash(unicodedata.normalize("NFC", "chè Thái Nguyên"))

    assert passwords.matches(unicodedata.normalize("NFD", "chè Thái Nguyên"), hashed)


def test_as_much_is_computed_for_somebody_unknown():
    hasher = CountingHasher()
    passwords = Passwords(hasher)
    hashed = passwords.hash("mot-mat-khau-dai")

    answers = [passwords.matches("another", hashed), passwords.matches("another", None)]

    assert answers == [False, False]
    assert hasher.checked == 2
    own, nobody = hashed.split("$")[3], passwords._nobody.split("$")[3]
    assert own == nobody == "m=8,t=1,p=1"


def test_a_hash_of_other_costs_is_outdated():
    hashed = Passwords(CHEAP).hash("mot-mat-khau-dai")

    assert Passwords(COSTS).is_outdated(hashed)
    assert not Passwords(CHEAP).is_outdated(hashed)
