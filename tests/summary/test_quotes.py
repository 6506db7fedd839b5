import json
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from sentiment.estimation.evidence import Evidence
from sentiment.rendering.translation import phrases
from sentiment.summary.quotes import WIDTH, Quotes, central, quotable
from support import LABELS, scored

ROOT = Path(__file__).parents[2]
NEG, _, POS = LABELS


def quotes_of(labels: list[str], texts: list[str], sure: list[float], **columns: list) -> Quotes:
    table = scored(labels, **columns).data.table
    place = table.column_names.index("text")
    table = table.set_column(place, "text", [texts])
    predicted = np.array([LABELS.index(label) for label in labels])
    same = np.unique(texts, return_index=True, return_inverse=True)
    probabilities = np.zeros((len(texts), 3))
    probabilities[np.arange(len(texts)), predicted] = sure
    evidence = Evidence(LABELS, predicted, (["az"], np.zeros(len(texts), int)), same[1][same[2]], probabilities)
    return Quotes(table, evidence)


def chosen(quotes: Quotes, rows: list[int] | None = None, typical: int = 2) -> list[tuple[str, str]]:
    places = np.arange(quotes.table.num_rows) if rows is None else np.array(rows, np.int64)
    return [(quote["kind"], quote["id"]) for quote in quotes.of(places, typical)]


def test_typical_dissenting_and_most_liked() -> None:
    texts = [
        "the metro is late again today",
        "the metro is late every day now",
        "the metro is so late again today",
        "completely other words of mine",
        "metro works and I am glad of it",
        "an aside that hardly anyone wrote",
    ]
    quotes = quotes_of([NEG, NEG, NEG, NEG, POS, NEG], texts, [0.9, 0.9, 0.9, 0.9, 0.8, 0.4], likes=[1, 0, 0, 2, 3, 9])
    assert chosen(quotes, typical=1) == [("typical", "c0"), ("dissenting", "c4"), ("most liked", "c5")]


def test_the_loudest_comment_is_quoted_once_and_a_part_without_others_repeats_one() -> None:
    texts = ["the metro is late again today", "metro works and I am glad of it", "an aside that hardly anyone wrote"]
    quotes = quotes_of([NEG, POS, NEG], texts, [0.9, 0.8, 0.4], likes=[1, 0, 9], url=["https://a.example/1", "", None])
    first = quotes.of(np.arange(3), 1)
    assert [quote["id"] for quote in first] == ["c0", "c1", "c2"]
    assert (first[2]["label"], first[2]["likes"], first[2]["url"], first[2]["p"]) == (NEG, 9, None, 0.4)
    assert first[0]["url"] == "https://a.example/1"
    assert chosen(quotes, rows=[0, 2], typical=1) == [("typical", "c0")]


def test_a_time_of_day_that_nobody_wrote_is_not_told() -> None:
    midnight, morning = datetime(2023, 10, 31, tzinfo=UTC), datetime(2023, 10, 31, 9, 30, tzinfo=UTC)
    written = [(midnight, "local"), (morning, "estimated"), (morning, "local"), (midnight, "exact"), (midnight, None)]
    texts = [f"comment {letter * 9} on the metro" for letter in "abcde"]
    moments, precision = (list(column) for column in zip(*written, strict=True))
    quotes = quotes_of([NEG] * 5, texts, [0.9] * 5, time=moments, time_precision=precision)
    told = {quote["id"]: quote["time"] for quote in quotes.of(np.arange(5), 5)}
    day, clock, night = "2023-10-31", "2023-10-31T09:30:00+00:00", "2023-10-31T00:00:00+00:00"
    assert told == {"c0": day, "c1": day, "c2": clock, "c3": night, "c4": night}
    days = {"en": "31 October 2023", "az": "31 oktyabr 2023", "tr": "31 Ekim 2023", "ru": "31 октября 2023"}
    assert {lang: phrases(lang).moment(day) for lang in days} == days


def test_an_address_that_is_no_page_is_no_link() -> None:
    quotes = quotes_of([NEG], ["a comment of some length"], [0.9], url=["javascript:alert(1)"])
    assert quotes.of(np.arange(1))[0]["url"] is None


def test_a_comment_is_quoted_once_and_copies_are_one() -> None:
    texts = ["the metro is late again"] * 3 + ["nothing works in this town"]
    quotes = quotes_of([NEG] * 4, texts, [0.9] * 4, likes=[5, 7, 0, 0])
    assert chosen(quotes) == [("typical", "c0"), ("typical", "c3")]


def test_short_and_unsure_comments_are_quoted_where_there_are_no_others() -> None:
    texts = ["ok", "a comment of some length", "another of about that length"]
    assert chosen(quotes_of([NEG] * 3, texts, [1.0, 0.6, 0.9]), typical=1) == [("typical", "c2")]
    assert chosen(quotes_of([NEG] * 3, texts, [1.0, 0.6, 0.9]), rows=[0]) == [("typical", "c0")]
    assert chosen(quotes_of([NEG] * 3, texts, [1.0, 0.6, 0.9]), rows=[]) == []


def test_central_texts_are_like_the_others_and_unlike_one_another() -> None:
    texts = ["metro is late", "metro is late!", "metro is so late", "bread is dear", "bread is dear now", "zzz"]
    first, second = central(texts, 2)
    assert {texts[first].split()[0], texts[second].split()[0]} == {"metro", "bread"}
    assert central(texts[:2], 3) == [0, 1]
    assert len(central(["same"] * 4, 3)) == 3


def test_likeness_is_the_cosine_of_weighted_runs_of_letters() -> None:
    from sklearn.feature_extraction.text import CountVectorizer, TfidfTransformer

    with (ROOT / "data" / "comments.jsonl").open(encoding="utf-8") as file:
        texts = [text for line in file if (text := json.loads(line)["text"])]
    counts = CountVectorizer(analyzer="char_wb", ngram_range=(3, 4)).fit_transform(texts)
    weighted = TfidfTransformer(sublinear_tf=True).fit_transform(counts)
    likeness = (weighted @ weighted.T).toarray()
    wanted = np.argsort(-likeness.mean(axis=1)).tolist()
    chosen = [wanted[0], next(i for i in wanted if likeness[i, wanted[0]] < 0.5)]
    assert central(texts, 2) == chosen


def test_what_is_quoted_is_masked_and_short() -> None:
    said = quotable("@leyla_m yaz: leyla@mail.az, +994 50 123 45 67, t.me/leyla " + "söz " * 200)
    assert said.startswith("@… yaz: [e-mail], [phone], [link] söz")
    assert said.endswith("söz…")
    assert len(said) <= WIDTH
    assert quotable(None) == ""


def test_the_names_of_commenters_are_not_quoted_those_in_articles_are() -> None:
    quotes = quotes_of([NEG, NEG], ["a comment of some length", "a quote of some length"], [0.9, 0.9],
                       author=["leyla", "minister"], platform=["x", "article"])  # fmt: skip
    assert [quote["author"] for quote in quotes.of(np.arange(2))] == [None, "minister"]
