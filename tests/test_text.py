import re

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
        ("@user-ab1cd yes, @ali-nin", "@user yes, @user"),
        ("[id222|Ivan Petrov], да; @club7 (News) нет", "@user, да; @user нет"),
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
        ("zəng: (050) 123-45-67", "zəng: [phone]"),
        ("0532 123 45 67", "[phone]"),
        ("+90 (532) 123 45 67", "[phone]"),
        ("8 (912) 345-67-89 звоните", "[phone] звоните"),
        ("00994501234567", "[phone]"),
        ("nömrə 412-34-56", "nömrə [phone]"),
        ("٠٥٠ ١٢٣ ٤٥ ٦٧", "[phone]"),
        ("050\u200d1234567", "[phone]"),
        ("4169 7388 1234 5678", "[number]"),
        ("write a.b@mail.az", "write [e-mail]"),
        ("a.b (at) mail.az", "[e-mail]"),
        ("@ann and https://t.me/x", "@… and [link]"),
        ("@user-ab1cd, hə", "@…, hə"),
        ("[id222|Иван], согласен", "@…, согласен"),
        ("@id222 (Иван) и [club12:bp-1_2|Группа]", "@… и @…"),
        ("instagram.com/ann, t.me/ann", "[link] [link]"),
        ("me@ann", "me@…"),
        ("1 000 000 users in 2023", "1 000 000 users in 2023"),
        ("31.10.2023 09:00, 2023-10-31 09:00", "31.10.2023 09:00, 2023-10-31 09:00"),
        ("2022, 2023, 2024; 12.30-13.45", "2022, 2023, 2024; 12.30-13.45"),
        ("yaxşıdır.Az danış", "yaxşıdır.Az danış"),
    ],
)
def test_mask(raw: str, expected: str) -> None:
    assert text.mask(raw) == expected


# What a phone number may look like: country, operator and subscriber, with what people write between them.
PARTS = ("", " ", "-", ".", "–", " - ", "\u00a0", "/", "_")
COUNTRIES = ("+994", "00994", "0", "+90", "+7", "8", "+995", "+1")
AROUND = st.text(st.characters(exclude_categories=("Nd", "Cs", "Cc", "Cf"), exclude_characters="@＠.:/"), max_size=20)


@st.composite
def phones(draw: st.DrawFn) -> str:
    between = draw(st.sampled_from(PARTS))
    operator = draw(st.from_regex(r"[1-9][0-9]{1,2}", fullmatch=True))
    operator = f"({operator})" if draw(st.booleans()) else operator
    rest = draw(st.lists(st.sampled_from(["12", "345", "67", "8901"]), min_size=3, max_size=4))
    return between.join([draw(st.sampled_from(COUNTRIES)), operator, *rest])


@given(AROUND, phones(), AROUND)
def test_no_phone_number_survives_in_a_quote(before: str, phone: str, after: str) -> None:
    assert not re.search(r"\d", text.mask(f"{before}{phone}{after}"))


NAME = st.from_regex(r"[a-z][a-z0-9_]{2,12}[a-z]", fullmatch=True)


@given(AROUND, NAME, NAME, st.sampled_from(["com", "az", "ru", "com.tr", "co.uk"]), AROUND)
def test_no_address_survives_in_a_quote(before: str, name: str, host: str, ending: str, after: str) -> None:
    for address in (f"{name}@{host}.{ending}", f"https://{host}.{ending}/{name}", f"www.{host}.{ending}?u={name}"):
        masked = text.mask(f"{before} {address} {after}")
        assert f"{host}." not in masked
        assert masked.startswith(text.mask(before))


@given(st.text())
def test_no_handle_survives_in_a_quote(raw: str) -> None:
    assert not re.search(r"[@＠]\w", text.mask(raw))


@given(st.text())
def test_what_is_masked_is_masked_once(raw: str) -> None:
    assert text.mask(text.mask(raw)) == text.mask(raw)


@pytest.mark.parametrize(("cleaned", "expected"), [("http", False), ("@user ...", False), ("👏", True), ("+", True)])
def test_says_something(cleaned: str, expected: bool) -> None:
    assert text.says_something(cleaned) is expected


@pytest.mark.parametrize(
    "unit", ["x", "a.", "1 ", "1-", "w://", "[at]", "@", "@a", "&lt;", "a@b", "+", "http://", "\x1b["]
)
def test_every_function_is_linear(unit: str) -> None:
    long = unit * (200_000 // len(unit))
    for function in (text.clean, text.mask, text.fold, text.visible):
        function(long)


def test_texts_that_differ_in_vowel_signs_are_no_copies() -> None:
    assert text.fold("दिन") != text.fold("दान")
    assert text.fold("दिन!") == text.fold("दिन")


def test_runs_of_marks_are_cut_and_letters_with_marks_stay() -> None:
    from sentiment.text import clean, stream_safe

    assert stream_safe("e" + "\u0301\u0323" * 5_000 + "x") == "e" + "\u0301\u0323" * 15 + "x"
    assert clean("e" + "\u0301" * 1_000_000).startswith("\u00e9")
    assert len(clean("e" + "\u0301\u0323" * 500_000)) < 40
    for written in ("a\u0303\u0301 b", "नि" * 50, "👍" * 100, "yaxşı", "й" * 40, "=" * 90):
        assert stream_safe(written) == written


def test_what_takes_several_words_to_tell_is_hidden_in_each() -> None:
    said = "call 055 123 45 67 or (050) 111-22-33, ann@x.az, card 4169 7388 1234 5678! on 01.02.2024 at 7"
    shown = text.mask_words(said.split())
    assert " ".join(shown) == "call … … … … or … [phone], [e-mail], card … … … …! on 01.02.2024 at 7"
    assert text.mask_words([]) == []


@given(st.lists(st.text(st.characters(exclude_categories=["Z", "C"]), min_size=1), max_size=8))
def test_of_words_nothing_else_is_hidden(words: list[str]) -> None:
    whole = text.mask(" ".join(words)) == " ".join(words)
    assert whole is (text.mask_words(words) == words)
