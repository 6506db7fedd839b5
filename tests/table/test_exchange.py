"""Tables as other people's tools take them: Embedding Atlas, 4CAT, SPSS, Stata."""

import csv
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pyreadstat
import pytest
from datasets import Dataset

import sentiment
from sentiment.errors import DataError
from sentiment.table.comments import ArrowComments
from sentiment.table.exchange import ANNOTATIONS, annotations
from sentiment.table.projection import nearest, plane
from sentiment.table.statistics_files import codes, names, require
from sentiment.table.writers import write
from support import HOSTILE, scored

NEG, NEU, POS = "negative", "neutral", "positive"


def with_vectors(labels: list[str | None], vectors: list[list[float] | None]) -> Dataset:
    table = scored(labels, platform=["tiktok"] * len(labels))
    return Dataset(table.data.table.append_column("vector", pa.array(vectors, pa.list_(pa.float16(), 3))))


def corners(each: int, seed: int = 0) -> np.ndarray:
    """Vectors about three directions."""
    random = np.random.default_rng(seed)
    return np.eye(3, dtype=np.float32)[np.arange(3 * each) % 3] + random.normal(0, 0.05, (3 * each, 3))


def test_a_map_has_places_and_neighbors_instead_of_vectors(tmp_path: Path) -> None:
    vectors = corners(8).tolist()
    write(with_vectors([POS] * 24 + [None], [*vectors, None]), tmp_path / "map.atlas.parquet")
    table = pq.read_table(tmp_path / "map.atlas.parquet")
    assert table.num_rows == 24  # the one that was not scored has no vector
    assert table.column_names[-3:] == ["x", "y", "neighbors"]
    assert {"id", "text", "label", "p_positive"} <= set(table.column_names)
    near = table["neighbors"].to_pylist()
    assert {len(row["ids"]) for row in near} == {15}
    # Of each, the seven of its own direction come first.
    assert all({i % 3 for i in row["ids"][:7]} == {k % 3} for k, row in enumerate(near))
    assert all(row["distances"] == sorted(row["distances"]) for row in near)


def test_places_are_near_where_vectors_are_and_do_not_hang_on_the_order_of_rows() -> None:
    vectors = corners(30).astype(np.float32)
    places = plane(vectors)
    centers = np.stack([places[k::3].mean(axis=0) for k in range(3)])
    off = np.linalg.norm(places[:, None] - centers[None], axis=2)
    assert (off.argmin(axis=1) == np.arange(90) % 3).all()
    order = np.random.default_rng(1).permutation(90)
    assert np.array_equal(plane(vectors[order]), places[order])
    assert np.array_equal(plane(np.concatenate([vectors, vectors]))[90:], places)


@pytest.mark.parametrize("n", [1, 2, 3, 4])
def test_a_few_vectors_have_places_too(n: int) -> None:
    vectors = np.eye(4, dtype=np.float32)[:n]
    assert plane(vectors).shape == (n, 2)
    assert len(np.unique(plane(vectors), axis=0)) == n
    assert nearest(vectors)[0].shape == (n, n - 1)


def test_without_vectors_there_is_no_map(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="expected comments with a vector, for a map; found none; score them"):
        write(scored([POS]), tmp_path / "map.atlas.parquet")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("suffix", ["parquet", "csv", "jsonl"])
def test_vectors_are_read_back(tmp_path: Path, suffix: str) -> None:
    vectors = [[0.5, 0.25, -1.0], None]
    table = with_vectors([POS, None], vectors).add_column("model", ["tiny@0123abc", None])
    sentiment.write(table, tmp_path / f"scored.{suffix}")
    again = sentiment.read(tmp_path / f"scored.{suffix}")
    assert again["vector"][:] == vectors
    write(again, tmp_path / "map.atlas.parquet")
    assert pq.read_table(tmp_path / "map.atlas.parquet").num_rows == 1


def test_annotations_for_4cat_have_the_ids_of_the_platform(tmp_path: Path) -> None:
    table = scored([POS, None, NEG], platform=["tiktok", "tiktok", None])
    table = table.remove_columns("id").add_column("id", ["tiktok:71", "tiktok:72", "at://did:plc:1/post/2"])
    write(table, tmp_path / "labels.4cat.csv")
    written = (tmp_path / "labels.4cat.csv").read_bytes()
    assert written.decode() == (
        "id,label,p_negative,p_neutral,p_positive\r\n71,positive,0.0,0.0,1.0\r\nat://did:plc:1/post/2,negative,1.0,0.0,0.0\r\n"
    )


def test_no_cell_of_annotations_is_a_formula_and_ids_stay_ids(tmp_path: Path) -> None:
    columns = {
        "id": ["youtube:-Ab_1", "=1+1"],
        "platform": ["youtube", None],
        "label": [POS, "=2"],
        "p_;=2": [0.5, 1.0],
    }
    write(Dataset.from_dict(columns), tmp_path / "labels.4cat.csv")
    with (tmp_path / "labels.4cat.csv").open(encoding="utf-8", newline="") as file:
        assert list(csv.reader(file)) == [
            ["id", "label", "p_;'=2"], ["-Ab_1", "positive", "0.5"], ["'=1+1", "'=2", "1.0"],
        ]  # fmt: skip


def test_what_4cat_refuses_is_not_written(tmp_path: Path) -> None:
    """Upload annotations, 4CAT 1.5x: two columns at least, at most 20 beside the id, none empty, none twice."""
    emotions = [f"p_emotion{i}" for i in range(30)]
    found = annotations(["id", "label", "p_negative", *emotions, "stance_1", "toward_1", "language"])
    assert found[:4] == ["label", "stance_1", "toward_1", "language"]
    table = Dataset.from_dict({"id": ["a"], "platform": [None], "label": [POS], **{name: [0.5] for name in emotions}})
    write(table, tmp_path / "labels.4cat.csv")
    with (tmp_path / "labels.4cat.csv").open(encoding="utf-8", newline="") as file:
        header, row = csv.reader(file)
    assert (len(header), len(set(header)), len(row)) == (1 + ANNOTATIONS, 1 + ANNOTATIONS, 1 + ANNOTATIONS)
    with pytest.raises(DataError, match="expected a scored table with a column 'label'"):
        write(Dataset.from_dict({"id": ["a"], "text": ["b"]}), tmp_path / "labels.4cat.csv")


@pytest.mark.parametrize(("suffix", "read"), [("sav", pyreadstat.read_sav), ("dta", pyreadstat.read_dta)])
def test_statistics_programs_get_codes_that_bear_their_words(tmp_path: Path, suffix: str, read: object) -> None:
    times = [datetime(2023, 10, 31, 9, 30, tzinfo=UTC), None, None]
    table = scored(
        [NEG, None, POS], time=times, likes=[3, None, 0], group=["həkim", "müəllim", "həkim"], rating=[None] * 3
    )
    table = table.add_column("Sənin fikrin?", ["=1+1", None, "x" * 40_000]).add_column("with", ["a", "b", "c"])
    path = tmp_path / f"scored.{suffix}"
    write(table, path)
    frame, about = read(str(path))
    assert frame["label"].fillna(9).tolist() == [-1.0, 9, 1.0]
    assert about.variable_value_labels["label"] == {-1: "negative", 1: "positive"}
    assert about.variable_value_labels["group"] == {1: "həkim", 2: "müəllim"}
    assert frame["p_negative"].fillna(9).tolist() == [1.0, 9, 0.0]
    assert frame["likes"].fillna(9).tolist() == [3.0, 9, 0.0]
    assert (str(frame["time"][0]), frame["time"].isna().tolist()) == ("2023-10-31 09:30:00", [False, True, True])
    assert (frame["Sənin_fikrin"][0], frame["Sənin_fikrin"][1], len(frame["Sənin_fikrin"][2])) == ("=1+1", "", 32_000)
    assert about.column_names_to_labels["Sənin_fikrin"] == "Sənin fikrin?"
    assert about.column_names_to_labels["v_with"] == "with"


@pytest.mark.parametrize("suffix", ["sav", "dta"])
def test_a_written_file_is_read_as_the_table_that_it_was(tmp_path: Path, suffix: str) -> None:
    table = scored([NEG, POS, NEU], author=["a", None, "b"], platform=["vk"] * 3).add_column(
        "model", ["tiny@0123abc"] * 3
    )
    write(table, tmp_path / f"scored.{suffix}")
    again = sentiment.read(tmp_path / f"scored.{suffix}", keep_authors=True)
    for column in ("id", "text", "label", "p_positive", "author", "platform", "model"):
        assert list(again[column]) == list(table[column])


@pytest.mark.parametrize("suffix", [".sav", ".dta", ".4cat.csv", ".atlas.parquet"])
def test_hostile_texts_do_no_harm(tmp_path: Path, suffix: str) -> None:
    hostile = [text.encode("utf-8", "replace").decode() for text in HOSTILE]
    table = scored([POS] * len(hostile)).remove_columns(["text", "id"])
    table = table.add_column("text", hostile).add_column("id", hostile).add_column("platform", hostile)
    vectors = pa.array(np.random.default_rng(0).normal(size=(len(hostile), 3)).astype(np.float16).tolist())
    write(ArrowComments(table.data.table.append_column("vector", vectors)), tmp_path / f"out{suffix}")
    assert (tmp_path / f"out{suffix}").stat().st_size > 0


def test_names_are_what_both_programs_take() -> None:
    columns = ["p_topic.sport", "with", "Yaş (il)", "возраст", "1st", "", "a" * 40, "a" * 41, "x", "X", "str12", "_n"]
    found = names(columns)
    assert list(found.values())[:6] == ["p_topic_sport", "v_with", "Yaş_il", "возраст", "v_1st", "column"]
    assert len({name.casefold() for name in found.values()}) == len(columns)
    assert all(len(name) <= 32 and len(name.encode()) <= 64 and name.isidentifier() for name in found.values())
    assert (found["X"], found["str12"], found["_n"]) == ("X_2", "v_str12", "n")


def test_codes_of_tone_and_stance_can_be_averaged_and_others_count_up() -> None:
    assert codes([POS, NEG, None, NEU]) == {NEG: -1, NEU: 0, POS: 1}
    assert codes(["none", "favor", "against"]) == {"against": -1, "none": 0, "favor": 1}
    assert codes(["joy", "anger", None]) == {"anger": 1, "joy": 2}


def test_without_the_extra_it_is_said_before_any_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sentiment.table.statistics_files.find_spec", lambda name: None if name == "pandas" else name)
    with pytest.raises(
        DataError, match=r"expected the package pandas; found none; pip install 'sentiment-reactions\[spss\]'"
    ):
        require()
