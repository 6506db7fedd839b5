"""Who speaks: a set of paragraphs in four languages, and the parts that tell it."""

import json
from pathlib import Path

import pytest

from sentiment.article import quotes
from sentiment.article.calendar_words import is_date
from sentiment.article.nominative import azerbaijani, genitive, russian

DATA = Path(__file__).parents[1] / "data"
PATTERNS = [json.loads(line) for line in (DATA / "speakers.jsonl").read_text(encoding="utf-8").splitlines()]
FAIL = 3  # of the set may be wrong


def found(document):
    return [[row["text"], row["author"], row["group"]] for row in quotes(document)]


def test_who_speaks_in_one_paragraph():
    wrong = [case["document"] for case in PATTERNS if found(case["document"]) != case["quotes"]]
    assert len(PATTERNS) >= 77
    assert len(wrong) <= FAIL, wrong


def test_the_names_that_were_read_wrong():
    document = (DATA / "cases" / "speakers_wrong.txt").read_text(encoding="utf-8")
    assert [(row["author"], row["group"]) for row in quotes(document)] == [
        ("Uraloğlu", None),
        ("Erdoğan", "official"),
        ("Mehmet Demir", None),
        ("Razi Nurullayev", "politician"),
        ("Leyla Məmmədova", None),
        (None, "official"),
    ]


@pytest.mark.parametrize(
    ("inflected", "name"),
    [
        ("Олега Петрова", "Олег Петров"),
        ("Анны Соболевой", "Анна Соболева"),
        ("Петрова", "Петров"),
        ("Эльнура", "Эльнур"),
        ("Анны Ким", "Анна Ким"),
        ("Natiq Cəfərlinin", "Natiq Cəfərli"),
        ("Leyla Məmmədovanın", "Leyla Məmmədova"),
        ("Əsgərovun", "Əsgərov"),
        ("Ивану Петрову", None),
        ("John Kelly", None),
    ],
)
def test_the_genitive_becomes_the_nominative_where_it_is_sure(inflected, name):
    assert genitive(inflected) == name


def test_cases_of_a_name():
    assert {case.case for case in russian("Ивану Петрову")} == {"datv"}
    assert russian("John Kelly") == ()
    assert azerbaijani("Ekspertin") is None


def test_whom_somebody_tells_is_no_speaker():
    assert found("«Мы ждём», — сказал он журналисту Ивану Петрову.") == [["Мы ждём", None, None]]


@pytest.mark.parametrize(
    ("low", "before", "after", "capital_after", "right"),
    [
        ("sali", "", "günü", False, True),
        ("ekim", "31", "salı", True, True),
        ("october", "", "", False, True),
        ("oktyabrda", "", "vəliyev", True, True),
        ("may", "", "lee", True, False),
        ("may", "in", "", False, True),
        ("may", "", "31", False, True),
        ("eylül", "", "öztürk", True, False),
        ("marta", "", "lopez", True, False),
        ("smith", "", "", False, False),
    ],
)
def test_months_and_days_are_no_names(low, before, after, capital_after, right):
    assert is_date(low, before, after, capital_after) is right


@pytest.mark.parametrize(
    "document",
    [
        "На вопрос «Когда откроют мост?» мэр Иван Петров не ответил.",
        "Уходя от вопроса «Кто заплатит?», министр улыбнулся.",
        "Jurnalistin “Nə vaxt açılacaq?” sualına nazir cavab verməyib.",
        "Bakan, “Ne zaman açılacak?” sorusunu yanıtsız bıraktı.",
        "When asked “Who will pay?”, the mayor shrugged.",
    ],
)
def test_a_question_that_is_put_to_somebody_is_nobodys_quote(document):
    assert found(document) == []


def test_a_question_that_somebody_asks_is_a_quote():
    assert found("«Кто заплатит?» — спросил депутат Олег Ли.") == [["Кто заплатит?", "Олег Ли", "politician"]]
    assert found("Gazeteci Ali Veli, “Bunu kim ödeyecek?” diye sordu.") == [
        ["Bunu kim ödeyecek?", "Ali Veli", "journalist"]
    ]
