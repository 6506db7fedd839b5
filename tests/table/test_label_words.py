import json
from pathlib import Path

import pytest

import sentiment
from sentiment.rendering.headline import SIDES
from sentiment.table.label_words import canonical, signed
from sentiment.table.labels import LABELS, STANCES

LOCALE = Path(sentiment.__file__).parent / "rendering" / "locale"

WRITTEN = {
    "negative": "NEGATİF|Negatif|MƏNFİ|mənfidir|menfi|olumsuz|Olumsuzlar|отрицательная|Негатив|негативно|negativ|"
    "Negativer|Çox mənfi|1 - Negative|neg|1 star|sehr negativ",
    "neutral": "NEYTRAL|neytraldır|Nötr|nötrdür|tarafsız|нейтральный|Нейтрально|Neutrale|neutr|3 stars",
    "positive": "MÜSBƏT|müsbətdir|Pozitiftir|olumlu|положительные|позитив|Positiv|POS|very positive|5 stars",
}
STANCES_WRITTEN = {
    "favor": "lehinə|Lehte|за|in favour|FAVOR|dafür",
    "against": "ƏLEYHİNƏ|aleyhte|против|gegen|Against",
    "none": "heç biri|Heç Biri|hiçbiri|ни за, ни против|yoxdur|yok|нет|None|keine",
}


@pytest.mark.parametrize("label", WRITTEN)
def test_words_of_tone(label):
    assert {canonical(word) for word in WRITTEN[label].split("|")} == {label}


@pytest.mark.parametrize("label", STANCES_WRITTEN)
def test_words_of_stance(label):
    assert {canonical(word, STANCES) for word in STANCES_WRITTEN[label].split("|")} == {label}


@pytest.mark.parametrize("language", ["az", "tr", "ru"])
@pytest.mark.parametrize("labels", [LABELS, STANCES])
def test_the_words_of_our_own_reports_come_home(language, labels):
    table = json.loads((LOCALE / f"{language}.json").read_text(encoding="utf-8"))["names"]
    assert [canonical(table[SIDES.get(label, label)], labels) for label in labels] == list(labels)


@pytest.mark.parametrize(
    "word", ["okay", "mixed", "not positive", "negative, positive", "1", "negation", "LABEL_0", ""]
)
def test_what_is_no_label_stays(word):
    assert canonical(word) == word


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["-1", "0", "1"], {"-1": "negative", "0": "neutral", "1": "positive"}),
        (["−1.0", "1.0"], {"−1.0": "negative", "1.0": "positive"}),
        (["+", "-", "0"], {"+": "positive", "-": "negative", "0": "neutral"}),
        (["'+1", "'-1"], {"'+1": "positive", "'-1": "negative"}),
        (["-1", "1", "-"], {"-1": "negative", "1": "positive"}),
        (["0", "1"], {}),
        (["-", ""], {}),
        (["1", "2", "3"], {}),
    ],
)
def test_signs_count_where_the_column_tells_the_scale(cells, expected):
    assert signed(cells) == expected


def test_signs_of_stance():
    assert signed(["-1", "0", "+1"], STANCES) == {"-1": "against", "0": "none", "+1": "favor"}
