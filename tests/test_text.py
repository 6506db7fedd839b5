import pytest
from hypothesis import given
from hypothesis import strategies as st

from sentiment import text


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("  a \n b\t", "a b"),
        ("see https://example.org/x?y=1 now", "see http now"),
        ("@ann.b thanks @c", "@user thanks @user"),
        ("mail a@b.com stays", "mail a@b.com stays"),
        ("sooooo çoooox", "sooo çooox"),
        ("!!!!!!", "!!!!!!"),
        ("&lt;3 &amp; more", "<3 & more"),
        ("zero\u200bwidth \u202ebidi\x1b[31m", "zerowidth bidi"),
        ("family 👨‍👩‍👧 stays", "family 👨‍👩‍👧 stays"),
        ("e\u0301", "é"),
    ],
)
def test_clean(raw: str, expected: str) -> None:
    assert text.clean(raw) == expected


@given(st.text())
def test_clean_is_stable_and_one_line(raw: str) -> None:
    once = text.clean(raw)
    assert "\n" not in once
    assert once == once.strip()


@given(st.text(), st.integers(2, 60))
def test_shorten_keeps_the_width(raw: str, width: int) -> None:
    assert len(text.shorten(raw, width)) <= width


def test_shorten_cuts_between_words() -> None:
    assert text.shorten("one two three four", 12) == "one two…"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Nəhayət açıldı!!! 🎉", "nəhayət AÇILDI"),
        ("İSTANBUL ısındı", "istanbul isindi"),
        ("ЁЛКА!", "ёлка"),
        ("🎉 🎉", "🎉🎉"),
    ],
)
def test_fold_makes_copies_equal(one: str, other: str) -> None:
    assert text.fold(text.clean(one)) == text.fold(text.clean(other))


def test_fold_keeps_different_words_apart() -> None:
    assert text.fold("yaxşı deyil") != text.fold("yaxşı")


def test_to_ascii_spells_as_people_type() -> None:
    assert text.to_ascii("Şükür, nəhayət açıldı ığ") == "Sukur, nehayet acildi ig"


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("call +994 50 123 45 67 now", "call [phone] now"),
        ("write a.b@mail.az", "write [e-mail]"),
        ("@ann and https://t.me/x", "@… and [link]"),
        ("1 000 000 users in 2023", "1 000 000 users in 2023"),
    ],
)
def test_mask(raw: str, expected: str) -> None:
    assert text.mask(raw) == expected


@pytest.mark.parametrize(("cleaned", "expected"), [("http", False), ("@user ...", False), ("👏", True), ("+", True)])
def test_says_something(cleaned: str, expected: bool) -> None:
    assert text.says_something(cleaned) is expected
