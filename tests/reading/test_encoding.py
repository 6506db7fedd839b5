import io

import pytest

from sentiment.reading.encoding import as_utf8, detect, is_binary
from sentiment.reading.mojibake import repair

AZ, RU, TR = (
    "Nəhayət açıldı, çox sevindim 🎉",
    "Ну наконец-то, но VPN пока не удаляю",
    "Sonunda açıldı, umarım kapanmaz",
)


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"salam\n", "utf-8"),
        (AZ.encode(), "utf-8"),
        (AZ.encode("utf-8-sig"), "utf-8-sig"),
        (AZ.encode("utf-16"), "utf-16"),
        (("text\n" + AZ).encode("utf-16-le"), "utf-16-le"),
        (("text\n" + AZ).encode("utf-16-be"), "utf-16-be"),
        (AZ.encode("utf-32"), "utf-32"),
        (RU.encode("cp1251"), "cp1251"),
        (f"дата;автор;комментарий\n23.11.2024;Иван;{RU}\n".encode("cp1251"), "cp1251"),
        (TR.encode("cp1254"), "cp1254"),
        ("Şu çöp ığdır".encode("cp1254"), "cp1254"),
        ("naïve café très bien".encode("cp1252"), "cp1252"),
        ("Það er æði".encode("cp1252"), "cp1252"),
    ],
)
def test_the_encoding_shows_in_the_bytes(data: bytes, name: str) -> None:
    assert detect(io.BytesIO(data)).name == name


def test_one_broken_byte_does_not_turn_utf8_into_a_page() -> None:
    found = detect(io.BytesIO(AZ.encode() * 5 + b"\xff ok"))
    assert (found.name, found.clean) == ("utf-8", False)
    assert as_utf8(io.BytesIO(b"a\xffb"), found).read() == "a\ufffdb".encode()


def test_a_byte_beyond_the_first_megabyte_counts() -> None:
    assert detect(io.BytesIO(b"a" * 3_000_000 + RU.encode("cp1251"))).name == "cp1251"


@pytest.mark.parametrize("page", ["cp1251", "cp1252", "cp1254"])
def test_a_page_without_schwa_is_said(page: str) -> None:
    sample = {"cp1251": RU, "cp1252": "très", "cp1254": "ığş"}[page]
    assert "has no letter ə" in (detect(io.BytesIO(sample.encode(page))).note or "")


def mojibake(text: str, page: str) -> str:
    """Read UTF-8 as a one-byte page; codes that the page leaves undefined stand for themselves."""
    return "".join(bytes([b]).decode(page, "ignore") or chr(b) for b in text.encode())


@pytest.mark.parametrize("page", ["latin-1", "cp1252", "cp1254", "cp1251"])
@pytest.mark.parametrize("text", [AZ, RU, TR, "çox", "“Salam” – dedi", "Ёлка", "👏👏", "şğ"])
def test_mojibake_is_undone(text: str, page: str) -> None:
    assert repair(mojibake(text, page)) == text


def test_mojibake_is_undone_twice() -> None:
    assert repair(mojibake(mojibake(AZ, "cp1252"), "cp1252")) == AZ


@pytest.mark.parametrize(
    "text",
    [AZ, RU, TR, "MANHÃ…", "Г…", "É…", "Всё «Привет» №5", "ROMÂ»", "naïve café", "½ Â°", "İş ƏLA", "Ñ", "salam", ""],
)
def test_text_that_is_right_stays(text: str) -> None:
    assert repair(text) is None


def test_half_broken_text_stays() -> None:
    assert repair(mojibake(AZ, "cp1252") + " ə") is None


@pytest.mark.parametrize(
    ("head", "binary"),
    [(bytes(range(32)) * 20, True), (b"salam\n" * 9, False), ("salam".encode("utf-16-le") * 9, False), (b"", False)],
)
def test_binary_is_told_from_text(head: bytes, binary: bool) -> None:
    assert is_binary(head) is binary
