import sqlite3
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import pytest

from sentiment.scoring.cache import FILES, Cache

KEYS = [Cache.key(f"text {i}") for i in range(700)]
ROWS = np.random.default_rng(1).random((700, 4))


def test_what_was_put_comes_back_to_the_last_digit(tmp_path: Path) -> None:
    Cache(tmp_path / "said.sqlite").put(KEYS[:650], ROWS[:650])
    found = Cache(tmp_path / "said.sqlite").get(KEYS)
    assert list(found) != KEYS
    assert {key: row.tolist() for key, row in found.items()} == dict(zip(KEYS[:650], ROWS[:650].tolist(), strict=True))


def test_a_key_tells_texts_and_events_apart() -> None:
    assert len({Cache.key("a"), Cache.key("b"), Cache.key("a", "b"), Cache.key("b", "a")}) == 4


def test_a_damaged_file_is_thrown_away(tmp_path: Path) -> None:
    path = tmp_path / "said.sqlite"
    path.write_bytes(b"no database" * 500)
    cache = Cache(path)
    assert cache.get(KEYS) == {}
    cache.put(KEYS, ROWS)
    assert len(cache.get(KEYS)) == 700


def test_a_folder_that_cannot_be_written_is_done_without(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    cache = Cache(tmp_path / "file" / "said.sqlite")
    cache.put(KEYS, ROWS)
    assert cache.get(KEYS) == {}


def test_it_does_not_grow_for_ever(tmp_path: Path) -> None:
    path, most = tmp_path / "said.sqlite", 200_000
    cache = Cache(path, largest=most)
    for turn in range(30):
        cache.put([Cache.key(f"{turn} {i}") for i in range(700)], ROWS)
    newest = [Cache.key(f"29 {i}") for i in range(700)]
    assert path.stat().st_size < 2 * most
    assert len(cache.get(newest)) == 700
    assert cache.get([Cache.key("0 0")]) == {}


def test_only_the_latest_models_are_kept(tmp_path: Path) -> None:
    for i in range(FILES + 3):
        Cache(tmp_path / f"{i}.sqlite").put(KEYS[:1], ROWS[:1])
    assert len(list(tmp_path.glob("*.sqlite"))) == FILES


def fill(path: Path, start: int) -> None:
    for at in range(start, start + 100, 10):
        Cache(path).put(KEYS[at : at + 10], ROWS[at : at + 10])


def test_processes_share_it(tmp_path: Path) -> None:
    path = tmp_path / "said.sqlite"
    with ProcessPoolExecutor(3, mp_context=get_context("spawn")) as pool:
        list(pool.map(fill, [path] * 3, [0, 100, 200]))
    assert len(Cache(path).get(KEYS)) == 300
    assert sqlite3.connect(path).execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_long_lock_is_waited_out_and_then_done_without(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sentiment.scoring.cache.WAIT", 0.1)
    path = tmp_path / "said.sqlite"
    Cache(path).put(KEYS[:1], ROWS[:1])
    with sqlite3.connect(path) as other:
        other.execute("BEGIN EXCLUSIVE")
        Cache(path).put(KEYS[1:2], ROWS[1:2])
        other.rollback()
    assert len(Cache(path).get(KEYS)) == 1
