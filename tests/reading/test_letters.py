"""Text in one-byte pages, told by its letters."""

import io

import pytest

from sentiment.reading.encoding import decoded, detect

RUSSIAN = (
    "id,текст\n1,Наконец-то открыли! Я очень рада, спасибо.\n2,Зря открыли, это плохо для детей\n3,МНЕ ВСЁ РАВНО\n"
)
TURKISH = "id,yorum\n1,Sonunda açıldı, çok sevindim\n2,Geç oldu ağabey, üzgünüm şimdi\n"
GERMAN = "id,text\n1,Schön, dass es wieder läuft – endlich\n2,Das „Größte“ überhaupt, für 5 €\n"
FRENCH = "id,texte\n1,Très bien, l’été arrive\n2,Ça m’a plu, déjà vu où ?\n"
ENGLISH = "id,comment\n1,I don’t like “this” – it’s café talk\n2,So glad it’s back\n3,plain\n"


@pytest.mark.parametrize(
    ("text", "page"),
    [
        (RUSSIAN, "cp1251"), (RUSSIAN, "koi8-r"), (RUSSIAN, "cp866"), (RUSSIAN, "mac_cyrillic"),
        (TURKISH, "cp1254"), (GERMAN, "cp1252"), (FRENCH, "cp1252"), (ENGLISH, "cp1252"),
        (GERMAN, "mac_roman"), (FRENCH, "mac_roman"), (ENGLISH, "mac_roman"),
    ],
)  # fmt: skip
def test_the_page_of_a_text_is_told_by_its_letters(text: str, page: str) -> None:
    data = text.encode(page)
    found = detect(io.BytesIO(data))
    assert found.name == page
    assert decoded(io.BytesIO(data), found).read() == text
    assert found.note is not None
