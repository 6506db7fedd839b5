import sqlite3
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from multiprocessing import get_context
from pathlib import Path
from threading import Barrier

import numpy as np
import pytest

from sentiment.scoring.cache import FILES, Cache, through

KEYS = [Cache.key(f"text {i}") for i in range(700)]
ROWS = np.random.default_rng(1).random((700, 4))


def test_what_was_put_comes_back_to_the_last_digit(tmp_path: Path) -> None:
    Cache(tmp_path / "said.sqlite", 4).put(KEYS[:650], ROWS[:650])
    found = Cache(tmp_path / "said.sqlite", 4).get(KEYS)
    assert list(found) != KEYS
    assert {key: row.tolist() for key, row in found.items()} == dict(zip(KEYS[:650], ROWS[:650].tolist(), strict=True))


def test_a_key_tells_texts_and_events_apart() -> None:
    assert len({Cache.key("a"), Cache.key("b"), Cache.key("a", "b"), Cache.key("b", "a")}) == 4


def test_a_damaged_file_is_thrown_away(tmp_path: Path) -> None:
    path = tmp_path / "said.sqlite"
    path.write_bytes(b"no database" * 500)
    cache = Cache(path, 4)
    assert cache.get(KEYS) == {}
    cache.put(KEYS, ROWS)
    assert len(cache.get(KEYS)) == 700


def test_a_folder_that_cannot_be_written_is_done_without(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    cache = Cache(tmp_path / "file" / "said.sqlite", 4)
    cache.put(KEYS, ROWS)
    assert cache.get(KEYS) == {}


def test_it_does_not_grow_for_ever(tmp_path: Path) -> None:
    path, most = tmp_path / "said.sqlite", 200_000
    cache = Cache(path, 4, largest=most)
    for turn in range(30):
        cache.put([Cache.key(f"{turn} {i}") for i in range(700)], ROWS)
    newest = [Cache.key(f"29 {i}") for i in range(700)]
    assert path.stat().st_size < 2 * most
    assert len(cache.get(newest)) == 700
    assert cache.get([Cache.key("0 0")]) == {}


def test_only_the_latest_models_are_kept(tmp_path: Path) -> None:
    for i in range(FILES + 3):
        Cache(tmp_path / f"{i}.sqlite", 4).put(KEYS[:1], ROWS[:1])
    assert len(list(tmp_path.glob("*.sqlite"))) == FILES


def fill(path: Path, start: int, together: Barrier) -> None:
    together.wait()
    for at in range(start, start + 100, 10):
        Cache(path, 4).put(KEYS[at : at + 10], ROWS[at : at + 10])


def test_processes_that_start_at_once_share_it(tmp_path: Path) -> None:
    paths = [tmp_path / str(turn) / "said.sqlite" for turn in range(20)]
    context = get_context("spawn")
    with ProcessPoolExecutor(3, mp_context=context) as pool, context.Manager() as manager:
        together = manager.Barrier(3)
        for path in paths:
            list(pool.map(fill, [path] * 3, [0, 100, 200], [together] * 3))
    assert [len(Cache(path, 4).get(KEYS)) for path in paths] == [300] * 20
    for path in paths:
        with closing(sqlite3.connect(path)) as base:
            assert base.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_long_lock_is_waited_out_and_then_done_without(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sentiment.scoring.cache.WAIT", 0.1)
    path = tmp_path / "said.sqlite"
    Cache(path, 4).put(KEYS[:1], ROWS[:1])
    with sqlite3.connect(path) as other:
        other.execute("BEGIN EXCLUSIVE")
        Cache(path, 4).put(KEYS[1:2], ROWS[1:2])
        other.rollback()
    assert len(Cache(path, 4).get(KEYS)) == 1


@pytest.mark.parametrize("damage", ["cut", "longer", "bit", "swapped", "text", "null", "sum"])
def test_a_row_that_is_not_as_it_was_put_is_asked_again(
    tmp_path: Path, damage: str, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "said.sqlite"
    rows = ROWS[:3] / ROWS[:3].sum(axis=1, keepdims=True)
    cache = Cache(path, 4, valid=lambda row: abs(row.sum() - 1) < 1e-6)
    cache.put(KEYS[:3], rows)
    with sqlite3.connect(path) as base:
        (blob,) = base.execute("SELECT row FROM said WHERE key = ?", [KEYS[0]]).fetchone()
        (other,) = base.execute("SELECT row FROM said WHERE key = ?", [KEYS[1]]).fetchone()
        new = {
            "cut": blob[:-1], "longer": blob + b"0", "bit": bytes([blob[0] ^ 1]) + blob[1:], "swapped": other,
            "text": "said", "null": b"", "sum": blob,
        }[damage]  # fmt: skip
        base.execute("UPDATE said SET row = ? WHERE key = ?", [new, KEYS[0]])
    if damage == "sum":
        cache = Cache(path, 4, valid=lambda row: row.tolist() != rows[0].tolist())
    asked: list[list[tuple[None, str]]] = []

    def ask(new: list[tuple[None, str]]) -> list[np.ndarray]:
        asked.append(list(new))
        return [rows[:1]]

    asks = [(None, f"text {i}") for i in range(3)]
    (found,) = through([cache], asks, ask)
    assert found.tolist() == rows.tolist()
    assert asked == [[(None, "text 0")]]
    assert [record.getMessage() for record in caplog.records] == [
        f"{path}: 1 of its rows are damaged, and asked of the model again"
    ]
    if damage != "sum":
        assert cache.get(KEYS[:1])[KEYS[0]].tolist() == rows[0].tolist()
