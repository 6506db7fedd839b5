"""Every sentence of the report stands in every language, with the same values in it."""

import ast
import json
import re
from pathlib import Path
from string import Formatter

import pytest
from babel import Locale
from babel.numbers import format_decimal

import sentiment
from sentiment import SentimentError, rendering
from sentiment.rendering.headline import COMMENTS, SIDES
from sentiment.rendering.translation import LANGUAGES, LOCALES, Phrases
from sentiment.summary.stance import CROSSED
from sentiment.table.labels import EMOTIONS, LABELS
from support_report import audited, told

SOURCE = Path(sentiment.__file__).parent
TRANSLATED = [language for language in LANGUAGES if language != "en"]
NAMES = {
    *LABELS,
    *EMOTIONS,
    *SIDES.values(),
    *COMMENTS.values(),
    *CROSSED,
    "counted",
    "adjusted",
    "audited",
    "other",
    "not given",
}


def sentences() -> set[str]:
    """Return what the code says by `say("...")`, `self("...")` in translation.py, and the templates."""
    found = set()
    for path in SOURCE.rglob("*.py"):
        if path.parent.name == "cli":  # what these say is for the terminal's second stream
            continue
        names = {"say", "self"} if path.name == "translation.py" else {"say"}
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names:
                assert isinstance(node.args[0], ast.Constant), f"{path.name}:{node.lineno} says what is no constant"
                found.add(node.args[0].value)
    for path in (SOURCE / "rendering" / "templates").glob("*.html"):
        found |= set(re.findall(r'\bsay\("([^"]+)"', path.read_text(encoding="utf-8")))
    return found


def catalogue(language: str) -> dict:
    return json.loads((SOURCE / "rendering" / "locale" / f"{language}.json").read_text(encoding="utf-8"))


def values(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


@pytest.mark.parametrize("language", TRANSLATED)
def test_all_that_the_code_says_is_translated_and_nothing_else(language: str) -> None:
    assert set(catalogue(language)["sentences"]) == sentences()


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_has_the_values_of_its_sentence(language: str) -> None:
    wrong = {en: own for en, own in catalogue(language)["sentences"].items() if values(en) != values(own)}
    assert wrong == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_said_of_one_is_said_of_more_too(language: str) -> None:
    one = catalogue(language)["one"]
    assert set(one) <= sentences()
    assert all(values(own) <= values(sentence) and "n" in values(sentence) for sentence, own in one.items())


@pytest.mark.parametrize(("language", "one", "two"), [
    ("en", "One label by hand would settle it: x", "About 2 labels by hand would settle it: x"),
    ("az", "Əllə qoyulan bir etiket bunu həll edərdi: x", "Əllə qoyulan təxminən 2 etiket bunu həll edərdi: x"),
    ("tr", "Elle konacak bir etiket bunu çözerdi: x", "Elle konacak yaklaşık 2 etiket bunu çözerdi: x"),
    ("ru", "Это решила бы одна ручная метка: x", "Это решили бы ручные метки, примерно 2: x"),
])  # fmt: skip
def test_one_label_is_no_labels(language: str, one: str, two: str) -> None:
    say = Phrases(language)
    sentence = "About {n} labels by hand would settle it: {command}"
    assert [say(sentence, n=n, command="x") for n in (1, "1", 2)] == [one, one, two]


@pytest.mark.parametrize("language", TRANSLATED)
def test_labels_methods_and_emotions_have_names(language: str) -> None:
    assert set(catalogue(language)["names"]) >= NAMES


def test_a_percentage_without_a_share_is_no_data() -> None:
    say = Phrases("en")
    assert (say.percent(0.125), say.percent(1.0), say.percent(0.0)) == ("12 %", "100 %", "0 %")
    assert say.percent(None) == "no data"
    assert (say.percent(2 / 1_000), say.percent(998 / 1_000), say.limit(0.998)) == ("<1 %", ">99 %", "99.8 %")
    assert (say.percent(1 - 1e-16), say.percent(1e-16)) == ("100 %", "0 %")
    assert say.span({"low": 0.004, "high": 0.996}) == "0 to 100"
    assert [Phrases(x).percent(0.002) for x in LANGUAGES] == ["<1 %", "<1 %", "<%1", "<1 %"]


@pytest.mark.parametrize(
    ("low", "high", "span", "reach"),
    [
        (0.002, 0.002, "0 to <1", "<1 %"),  # of comments that are all labelled
        (0.001, 0.004, "0 to <1", "0 to <1 %"),
        (0.998, 0.998, ">99 to 100", ">99 %"),
        (0.996, 1.0, ">99 to 100", ">99 to 100 %"),
        (0.0, 0.0, "0 to 0", "0 %"),
        (0.976, 0.984, "98 to 98", "98 %"),
        (0.0, 0.12, "0 to 12", "0 to 12 %"),
    ],
)
def test_an_interval_is_not_rounded_to_one_that_leaves_its_share_out(low, high, span, reach) -> None:
    say, entry = Phrases("en"), {"low": low, "high": high}
    assert (say.span(entry), say.reach(entry)) == (span, reach)


def test_a_limit_has_the_digits_that_it_was_named_with() -> None:
    limits = (0.5, 0.995, 0.0025, 0.616667, 0.999)
    assert [Phrases("en").limit(x) for x in limits] == ["50 %", "99.5 %", "0.25 %", "62 %", "99.9 %"]
    assert Phrases("ru").limit(0.125) == "12,5 %"


def test_points_that_round_to_none_have_no_sign() -> None:
    say = Phrases("en")
    assert [say.points(x) for x in (-0.002, 0.005, 0.0, 0.006, -0.25)] == ["0", "0", "0", "+1", "−25"]
    assert say.points_span({"low": -0.004, "high": 0.3}) == "from 0 to +30"


@pytest.mark.parametrize("language", LANGUAGES)
def test_languages_and_small_numbers_are_those_of_the_repository(language: str) -> None:
    locale = Locale.parse(LOCALES.get(language, language))
    say = Phrases(language)
    assert catalogue(language)["languages"] == {code: locale.languages[code] for code in sorted(LANGUAGES)}
    assert [say.language_name(code) for code in ("az", "fr", "zz-q")] == [
        *map(locale.languages.get, ("az", "fr")),
        "zz-q",
    ]
    assert [say.number(n) for n in (0, 999, 1_000)] == [format_decimal(n, locale=locale) for n in (0, 999, 1_000)]


def test_numbers_are_written_as_the_language_does() -> None:
    entry, gap = {"low": 0.1, "high": 0.25}, {"low": -0.79, "high": 0.8}
    assert [Phrases(language).percent(0.42) for language in LANGUAGES] == ["42 %", "42 %", "%42", "42 %"]
    assert Phrases("ru").span(entry) == "10 – 25"
    assert [Phrases(language).points_span(gap) for language in LANGUAGES] == [
        "from −79 to +80", "−79 ilə +80 arası", "−79 ile +80 arası", "от −79 до +80"
    ]  # fmt: skip
    assert [Phrases(language).decimal(-0.12, 2) for language in LANGUAGES] == ["−0.12", "−0,12", "−0,12", "−0,12"]
    assert [Phrases(language).capital("ilk iş") for language in LANGUAGES] == ["Ilk iş", "İlk iş", "İlk iş", "Ilk iş"]


@pytest.mark.parametrize("language", TRANSLATED)
@pytest.mark.parametrize("made", [audited, told])
def test_a_report_in_another_language_has_the_same_figures_and_no_english(language: str, made) -> None:
    english = sentiment.Summary(made())
    other = english.translated(language)
    assert other.overall == english.overall
    assert other.document["lang"] == language
    text = other.document["headline"] + " ".join(other.document["notes"])
    for form in (rendering.terminal, rendering.markdown, rendering.page):
        text += form(other.document)
    plain = re.sub(r"<style>.*?</style>|sentiment (?:sample|evaluate)[\w .-]*", "", text, flags=re.DOTALL)
    for word in ("comments", "Shares", "negative", "What ", "scored", "labels"):
        assert not re.search(rf"(?<![\w.-]){word}(?![\w.])", plain)


def test_a_language_that_is_not_there_is_said() -> None:
    with pytest.raises(SentimentError, match="expected a language of the report: en, az, tr, ru; found de"):
        Phrases("de")


# What one English word is called in every sentence, whatever its ending: a reader takes two words for two things.
TERMS = {
    r"(?<!_)\b[Ss]tances?\b": {"az": "mövqe", "tr": "tutum", "ru": "позици"},
    r"\breads “|\bread this event|\breads the event": {"az": "oxu", "tr": "oku", "ru": "чита"},
    r"\bpoints\b": {"az": "faiz bəndi", "tr": "puan", "ru": "п. п."},
    r"^words\b|^Words\b": {"az": "söz", "tr": "sözcük", "ru": "слова"},
    r"\} sure\b": {"az": "əminlik", "tr": "güven", "ru": "уверенность"},
    r"\btest (?:rows|sets)\b": {"az": "sınaq", "tr": "test", "ru": "тестов"},
    r"\b(?:this|same|which|other|no) side\b(?! of what)": {"az": "tərəf", "tr": "taraf"},
    r"\bno figure includes\b|\bevery figure\b": {"az": "göstərici", "tr": "rakam", "ru": "показател"},
    r"\blabels? by hand\b": {"az": "əllə qoy", "tr": "elle kon"},
}


@pytest.mark.parametrize("language", TRANSLATED)
@pytest.mark.parametrize("term", TERMS)
def test_one_thing_has_one_name(term: str, language: str) -> None:
    found = catalogue(language)
    said = {key: value for part in ("sentences", "names") for key, value in found[part].items() if re.search(term, key)}
    assert said
    stem = TERMS[term].get(language, "")
    assert {key: value for key, value in said.items() if stem not in value.lower()} == {}
