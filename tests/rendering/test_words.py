"""No English word and no raw code is left in a report for readers of another language."""

import json
import re
from collections.abc import Callable
from functools import cache
from html import unescape
from pathlib import Path

import pytest

import sentiment
from sentiment import rendering
from sentiment.reading.platforms import known
from sentiment.rendering.names import PLATFORMS, group
from sentiment.rendering.translation import phrases
from support import LABELS, scored
from support_campaign import campaign
from support_report import audited

ROOT = Path(__file__).parents[2]
SAID = "კომენტარი ამ ამბავზე"  # in letters that none of the report's languages has
COMMANDS = re.compile(r"sentiment\\?[ ](?:score|sample|evaluate|report)[^\n;|]*|gold\\?_\w+|--\w+")
DATA = re.compile(r"sha256 [0-9a-f]+|\bUg\d+|https?:\S+|\bc\d+\b")
CODES = re.compile(
    r"(?<![\w.-])(?:und|tl|uk|favor|against|none|[a-z]+_[a-z_]+|\d{4}-\d\d(?:-\d\d)?(?:T[\d:]*)?)(?![\w.-])"
)
# Names that are written alike everywhere, and what the sample files call their own groups.
PROPER = set(
    "krippendorff holm utc sentiment youtube tiktok facebook telegram whatsapp instagram reddit discord slack".split()
)
PROPER |= set(
    "mastodon bluesky signal steam disqus isso vk commento remark discourse wordpress facepager apple".split()
)
PROPER |= set("google play app store threads chat maps hacker news chan driver pedestrian mar".split())
SCORING = ("no words", "not scored", "duplicate")  # reasons that the page on formats does not list


def samples() -> dict:
    """A report on the rows of all sample files: every platform, role and reason that a file of ours has."""
    rows = []
    for path in sorted((ROOT / "tests" / "data" / "formats").glob("*.expected.jsonl")):
        rows += [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    rows = [row for row in rows if row.get("platform")]
    labels = [None if row.get("skipped") else LABELS[i % 3] for i, row in enumerate(rows)]
    columns = {name: [row.get(name) for row in rows] for name in ("group", "platform", "skipped")}
    columns["language"] = [("az", "tr", "ru", "tl", "und", "uk", "zh-Hant")[i % 7] for i in range(len(rows))]
    columns["text"] = [f"{SAID} {chr(0x10D0 + i % 30) * 4}{i}" for i in range(len(rows))]
    by = ["group", "platform", "language", "language+group"]
    return sentiment.summarize(scored(labels, **columns), by=by, floor=1).to_dict()


def invented() -> dict:
    """The campaign, its comments in letters of their own."""
    found = json.dumps(campaign(by=("language", "week", "hour")), ensure_ascii=False)
    return _masked(json.loads(found))


def _masked(value: object, key: str = "") -> object:
    if isinstance(value, dict):
        return {k: _masked(v, k) for k, v in value.items()}
    if isinstance(value, list):
        return [_masked(v, key) for v in value]
    return SAID if key in {"text", "word", "event"} and isinstance(value, str) else value


MADE: dict[str, Callable[[], dict]] = {"samples": samples, "campaign": invented, "audited": audited}


@cache
def words(made: str, language: str) -> tuple[str, ...]:
    """Return what a report says in a language, without what is the table's own or is to be typed."""
    document = sentiment.Summary(MADE[made]()).translated(language).document
    page = re.sub(r"<style>.*?</style>", " ", rendering.page(document), flags=re.DOTALL)
    told = rendering.markdown(document) + unescape(re.sub(r"<[^>]+>", " ", page))
    return tuple(DATA.sub(" ", COMMANDS.sub(" ", told.partition("[made by]")[0])).split("\n"))


@pytest.mark.parametrize("language", ["az", "tr", "ru"])
@pytest.mark.parametrize("made", MADE)
def test_no_english_word_is_left(made: str, language: str) -> None:
    catalogue = json.loads(Path(rendering.__file__).with_name("locale").joinpath(f"{language}.json").read_text("utf-8"))
    own = _latin(" ".join((*catalogue["sentences"].values(), *catalogue["names"].values())))
    english, said = _latin(" ".join(words(made, "en"))), _latin(" ".join(words(made, language)))
    left = said if language == "ru" else said & english
    assert left - own - PROPER == set()


@pytest.mark.parametrize("language", ["az", "tr", "ru"])
def test_each_reason_for_which_a_row_is_skipped_has_a_name(language: str) -> None:
    page = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")
    listed = page.partition("say why in `skipped`:")[2].partition("They are counted")[0]
    reasons = {*filter(re.compile("[a-z' ]+").fullmatch, re.findall("`([^`]+)`", listed)), *SCORING}
    assert {"no answer", "header row", "owner's answer"} < reasons
    say = phrases(language)
    assert {reason for reason in reasons if say.name(reason) == reason} <= {"spam"}  # which az and tr write alike


@pytest.mark.parametrize("language", ["en", "az", "tr", "ru"])
@pytest.mark.parametrize("made", MADE)
def test_no_raw_code_is_left(made: str, language: str) -> None:
    found = {code for line in words(made, language) for code in CODES.findall(line)}
    assert found - ({"against", "none"} if language == "en" else set()) == set()


def _latin(text: str) -> set[str]:
    return {word for word in re.findall(r"[a-zəğıöşüç]{3,}", text.lower()) if word.isascii()}


def test_platforms_of_two_words_are_called_by_both() -> None:
    two = {export.platform for export in known.EXPORTS if "-" in export.platform}
    assert two <= PLATFORMS.keys()


def test_all_other_groups_have_no_name_of_their_own() -> None:
    assert [group(column, "the rest", phrases("en")) for column in ("language", "platform", "group")] == 3 * [
        "the rest"
    ]
    assert group("language", "the rest", phrases("ru")) == "остальные"
