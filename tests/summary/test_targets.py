import random
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

import sentiment
from sentiment.cli.commands import app
from sentiment.summary.targets import Target, targets
from sentiment.summary.words.common import is_verbal
from sentiment.summary.words.forms import key, stems
from sentiment.table.writers import write

COMMENTS = [
    ("az", "Nəhayət TikTok açıldı"),
    ("az", "mən tiktokun açılmağına sevindim"),
    ("tr", "Bence Tik-Tok'u kapatmak saçmaydı"),
    ("en", "I never liked Tik Tok anyway"),
    ("ru", "в тиктоке опять одни танцы"),
    ("az", "Bu nazirlik heç nə etmir"),
    ("az", "nazirliyin qərarı gec gəldi"),
    ("az", "nazirliyə yazdım cavab yoxdur"),
    ("ru", "верните деньги блогеры"),
    ("ru", "зачем нам эти блогеры"),
    ("ru", "у блогеров теперь праздник"),
    ("en", "the ministry said nothing"),
    ("en", "ask the ministry, not me"),
    ("en", "this ministry never learns"),
]


def found(comments: list[tuple[str, str]], most: int = 20) -> list[Target]:
    return targets([text for _, text in comments], [code for code, _ in comments], np.arange(len(comments)), most)


def named(comments: list[tuple[str, str]]) -> dict[str, list[str]]:
    return {target.name: sorted(comments[row][1] for row in target.rows) for target in found(comments)}


def test_scripts_spellings_and_endings_of_a_name_are_one_target() -> None:
    tiktok = found(COMMENTS)[0]
    assert tiktok.rows.tolist() == [0, 1, 2, 3, 4]
    assert tiktok.texts == 5
    assert tiktok.name == "TikTok"
    assert set(tiktok.spellings) == {"TikTok", "tiktokun", "Tik-Tok", "Tik Tok", "тиктоке"}


@pytest.mark.parametrize(
    ("name", "rows"), [("nazirlik", [5, 6, 7]), ("блогеры", [8, 9, 10]), ("ministry", [11, 12, 13])]
)
def test_nouns_are_found_with_their_forms(name: str, rows: list[int]) -> None:
    assert {target.name: target.rows.tolist() for target in found(COMMENTS)}[name] == rows


def test_nothing_else_is_a_target() -> None:
    assert len(found(COMMENTS)) == 4


def test_the_order_of_comments_has_no_influence() -> None:
    shuffled = COMMENTS[:]
    random.Random(3).shuffle(shuffled)
    assert list(named(shuffled).items()) == list(named(COMMENTS).items())


def test_forms_of_common_verbs_and_of_short_words_are_no_nouns() -> None:
    said = [
        "almak almaktan almakta",
        "gelen gelenlere gelenler",
        "işi işleri işlerden",
        "telefon telefonları telefonlar",
    ]
    comments = [("tr", f"belki {form}") for forms in said for form in forms.split()]
    assert list(named(comments)) == ["telefon"]


@pytest.mark.parametrize(
    ("word", "verbal"),
    [("almak", True), ("istediler", True), ("olub", True), ("gələcək", True), ("verməyən", True), ("yemek", False),
     ("bakan", False), ("olay", False), ("bilet", False), ("araba", False), ("alim", False)],
)  # fmt: skip
def test_verbs_are_told_from_nouns_that_begin_like_them(word: str, verbal: bool) -> None:
    assert is_verbal(key(word)) == verbal


def test_a_campaign_makes_no_target() -> None:
    same = np.zeros(40, np.int64)
    texts = [f"Kampaniya{'!' * n}" for n in range(40)]
    assert targets(texts, ["az"] * 40, same) == []


def test_a_phrase_is_one_target_with_the_case_of_its_last_word_taken_off() -> None:
    texts = [
        "Boğaziçi Üniversitesi güzel",
        "dün Boğaziçi Üniversitesi'ne gittim",
        "biz Boğaziçi Üniversitesinde okuduk",
    ]
    (phrase,) = targets(texts, ["tr"] * 3, np.arange(3))
    assert phrase.name == "Boğaziçi Üniversitesi"
    assert phrase.rows.tolist() == [0, 1, 2]


def test_words_of_tone_and_of_every_comment_are_no_targets() -> None:
    texts = ["insanlar yaxşıdır", "insanların hamısı pisdir", "insanlara yaxşı deyil", "İnsanlar belədir"]
    assert targets(texts, ["az"] * 4, np.arange(4)) == []


def test_handles_links_and_numbers_are_no_targets() -> None:
    texts = ["@user http 2023", "@user http 2023 1st", "@user 2023 http 1st", "1st @user"]
    assert targets(texts, ["en"] * 4, np.arange(4)) == []


def test_parts_of_an_address_are_no_targets() -> None:
    comments = [("en", f"TikTok {word} write to Ann.Lee@Example.org") for word in ("one", "two", "ten", "six", "red")]
    assert set(named(comments)) == {"TikTok"}


def test_nothing_is_found_in_nothing() -> None:
    assert targets([], [], np.arange(0)) == []
    assert targets([None, "", "!!!"], [None, None, None], np.arange(3)) == []


@pytest.mark.parametrize(
    ("word", "spelled"), [("Тикток", "tiktok"), ("Tik-Tok", "tiktok"), ("İNSTAQRAM", "instagram"), ("Şəki", "seki")]
)
def test_a_word_is_spelled_alike_in_any_script(word: str, spelled: str) -> None:
    assert key(word) == spelled


@pytest.mark.parametrize(
    ("word", "stem"), [("nazirliyin", "nazirlik"), ("kitabı", "kitap"), ("evlərindən", "ev"), ("bakıda", "baku")]
)
def test_endings_come_off_with_the_consonant_that_they_soften(word: str, stem: str) -> None:
    assert (stem in {own.key for own in stems(word, "turkic")}) is (len(stem) > 2)


def test_the_command_lists_them_and_writes_a_table(tmp_path: Path) -> None:
    path = tmp_path / "comments.csv"
    path.write_text("text\n" + "\n".join(f'"{text}"' for _, text in COMMENTS), encoding="utf-8")
    shown = CliRunner().invoke(app, ["targets", str(path), "-n", "2"])
    assert shown.exit_code == 0
    assert shown.stdout.splitlines()[1].split()[:2] == ["TikTok", "5"]
    assert len(shown.stdout.splitlines()) == 3
    done = CliRunner().invoke(app, ["targets", str(path), "-o", str(tmp_path / "targets.csv")])
    assert done.exit_code == 0
    assert (tmp_path / "targets.csv").read_text("utf-8-sig").splitlines()[1].startswith("TikTok,5,5,TikTok 1; ")


def test_the_library_takes_what_it_read(tmp_path: Path) -> None:
    comments = sentiment.read([text for _, text in COMMENTS])
    assert sentiment.targets(comments, n=1)[0].rows.tolist() == [0, 1, 2, 3, 4]
    with pytest.raises(sentiment.SentimentError, match="expected a number of targets; found 0"):
        sentiment.targets(comments, n=0)
    write(comments, tmp_path / "comments.parquet")
    assert sentiment.targets(tmp_path / "comments.parquet", n=1)[0].name == "TikTok"
