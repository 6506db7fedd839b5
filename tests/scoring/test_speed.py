import importlib.util
import json
from pathlib import Path

import numpy as np
import pytest

ROOT = Path(__file__).parents[2]
_spec = importlib.util.spec_from_file_location("speed", ROOT / "benchmarks" / "speed.py")
speed = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(speed)


def test_samples_of_the_rounds_differ_and_spread_over_all_lengths() -> None:
    texts = ["x" * length for length in range(1, 91)]
    rounds = [speed.sample(texts, 30, turn) for turn in range(speed.ROUNDS)]
    assert sorted(map(len, rounds[0])) == list(range(1, 91, 3))
    assert {text for part in rounds for text in part} == set(texts)
    assert sorted(speed.sample(texts, 500, 1), key=len) == texts


def test_contenders_take_turns() -> None:
    ran: list[tuple[str, int]] = []
    contenders = [
        speed.Contender(name, lambda part, name=name: ran.append((name, len(part))), size)
        for name, size in (("fast", 200), ("slow", 10))
    ]
    paces = speed.race(contenders, ["x" * i for i in range(200)])
    assert ran == [("fast", 64), ("slow", 10), *[("fast", 200), ("slow", 10)] * 3]
    assert {name: len(rounds) for name, rounds in paces.items()} == {"fast": 3, "slow": 3}


def test_the_same_labels_are_counted() -> None:
    class Fixed:
        def __init__(self, rows: list[list[float]]) -> None:
            self.rows = np.array(rows)

        def probabilities(self, texts: list[str]) -> tuple[np.ndarray, None]:
            return self.rows, None

    ours, plain = Fixed([[0.9, 0.1], [0.6, 0.4], [0.2, 0.8]]), Fixed([[0.8, 0.2], [0.4, 0.6], [0.1, 0.9]])
    assert speed.same_labels(ours, plain, ["a", "b", "c"]) == {"share": pytest.approx(2 / 3), "n": 3}


@pytest.mark.filterwarnings("default")
def test_a_run_writes_what_the_readme_shows(tiny: Path, comments: Path, tmp_path: Path) -> None:
    output = tmp_path / "speed.json"
    speed.main([str(comments), "--model", str(tiny), "--large", "0", "-o", str(output)])
    found = json.loads(output.read_text())
    names = list(found["per_second"])
    assert names[0].startswith("sentiment (openvino")
    assert names[1:] == [
        "torch fp32, same folder",
        "transformers.pipeline, same folder, batch 1",
        "transformers.pipeline, same folder, batch 32",
    ]
    assert found["timed"] == dict.fromkeys(names, found["comments"])
    assert found["times"][names[0]] == 1
    assert found["times"].keys() == found["rounds"].keys() == found["per_second"].keys()
    assert found["same_labels_as_fp32"]["n"] == found["comments"] == 4
