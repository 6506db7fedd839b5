"""A report hangs on the comments and not on the order in which they stand in a file."""

from collections.abc import Container, Iterator

import numpy as np
import pytest
from datasets import Dataset

import sentiment
from sentiment.scoring import model_folder
from sentiment.scoring.classifier import Classifier
from sentiment.table.labels import STANCES
from support import LABELS, scored
from support_campaign import OPENED
from support_campaign import table as campaign
from support_subjects import comments, embed, language, subject

ORDER = np.random.default_rng(1).permutation(361)
EMBEDDED = f"{model_folder.DEFAULT}@{model_folder.digest(model_folder.resolve(None))[:12]}"
WHO = {"id", "url"}  # what a file without ids has of its rows' numbers


def told(value: object, leave_out: Container[str] = (), path: str = "") -> Iterator[tuple[str, object]]:
    """Yield what a document says in its order, each with its place."""
    if isinstance(value, dict | list):
        for key, own in value.items() if isinstance(value, dict) else enumerate(value):
            if key not in leave_out:
                yield from told(own, leave_out, f"{path}.{key}")
    else:
        yield path, value


def assert_alike(one: dict, other: dict, leave_out: Container[str] = ()) -> None:
    """Assert that two documents say the same, figures as far as adding up in another order keeps them."""
    said, again = (list(told(document, leave_out)) for document in (one, other))
    assert [path for path, _ in again] == [path for path, _ in said]
    for (path, value), (_, same) in zip(again, said, strict=True):
        assert value == (pytest.approx(same, abs=1e-8) if isinstance(same, float) else same), path


def summarized(table: Dataset, **options: object) -> dict:
    return sentiment.summarize(table, **{"by": ["language", "group", "day"], "event": OPENED, **options}).to_dict()


@pytest.mark.parametrize("model", ["unmeasured@0", EMBEDDED])
@pytest.mark.parametrize("options", [{}, {"without_copies": True}])
def test_a_shuffled_file_has_the_same_report(options: dict, model: str) -> None:
    table = campaign().add_column("model", [model] * 361)
    hand = [{"id": row["id"], "gold": row["label"] if row["likes"] else "neutral"} for row in table.select(range(60))]
    for own in ({}, {"audit": Dataset.from_list(hand)}):
        one, other = (summarized(table.select(order), **options, **own) for order in (range(361), ORDER))
        assert_alike(one, other)


def test_what_is_as_frequent_as_another_thing_is_told_in_one_order() -> None:
    columns = {
        "language": ["tr", "az"] * 20, "model": ["b@1", "a@2"] * 20, "platform": ["youtube", "x"] * 20,
        "skipped": [None] * 36 + ["spam", "empty", "spam", "empty"],
    }  # fmt: skip
    table = scored(["positive", "negative"] * 18 + [None] * 4, **columns)
    one, other = (
        summarized(table.select(order), by=["platform"], event=None) for order in (range(40), range(40)[::-1])
    )
    assert_alike(one, other)
    assert (list(one["languages"]), list(one["skipped"])) == (["az", "tr"], ["empty", "spam"])
    assert (one["model"]["name"], one["model"]["others"]) == ("a", ["b@1"])


def test_a_shuffled_file_without_ids_has_the_same_report_but_for_the_numbers_of_its_rows() -> None:
    table = campaign().remove_columns(["id", "url", "parent"])
    one, other = (
        summarized(table.select(order).add_column("id", [str(i) for i in range(361)])) for order in (range(361), ORDER)
    )
    assert_alike(one, other, WHO)


def test_a_shuffled_file_has_the_same_themes_reasons_and_targets(tiny) -> None:
    model = Classifier.load(tiny)
    spoken = [text.split() for text in comments(240)]
    model.vectors = lambda texts, progress=None: embed(texts)  # type: ignore[method-assign]
    texts = [" ".join([*words[:3], *["TikTok"] * (i % 4 > 0), *words[3:]]) for i, words in enumerate(spoken)]
    sides = ["favor" if i // 24 % 3 else "against" for i in range(240)]
    columns = {"text": texts, "clean": texts, "language": list(map(language, texts)), "stance": sides}
    columns |= {f"p_{side}": [float(own == side) for own in sides] for side in STANCES}
    columns |= {"group": [subject(text)[0] for text in texts], "toward": ["the fare was raised"] * 240}
    table = scored([LABELS[2 * (i % 5 == 0)] for i in range(240)], **columns)
    one, other = (
        summarized(table.select(order), by=["group"], event=None, classifier=model, targets="auto")
        for order in (range(240), ORDER[ORDER < 240])
    )
    assert one["reasons"]
    assert one["targets"]
    assert_alike(one, other)
