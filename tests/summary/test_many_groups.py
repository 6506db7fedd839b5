import subprocess
import sys
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import sentiment
from sentiment import rendering
from sentiment.summary.words.distinctive import Vocabulary
from support import scored


def test_groups_that_no_page_shows_are_joined_and_counted() -> None:
    groups = [f"g{i:03}" for i in range(60) for _ in range(5 + (i < 10))] + ["lone"]
    summary = sentiment.summarize(scored(["positive", "negative"] * 155 + ["neutral"], group=groups), by="group")
    assert summary.document["folded"] == {"group": 11}
    assert "11 smaller groups" in rendering.terminal(summary.document)
    assert "11 daha kiçik qrup" in rendering.markdown(summary.translated("az").document)


def test_words_are_counted_beyond_what_a_byte_holds() -> None:
    words = Vocabulary([("good", "en")] * 300 + [("bad", "en")] * 300)
    found = words.distinctive({"a": np.arange(300), "b": np.arange(300, 600)}, np.sort)
    assert [(name, marks[0]["word"], marks[0]["n"]) for name, marks in found.items()] == [
        ("a", "good", 300), ("b", "bad", 300),
    ]  # fmt: skip


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="the limit is Linux's")
def test_a_report_takes_no_memory_for_groups_that_it_does_not_show(tmp_path: Path) -> None:
    """Twenty thousand groups once took 5 GB."""
    rows = 40_000
    labels = ["positive", "negative"] * (rows // 2)
    table = {
        "id": list(map(str, range(rows))),
        "text": [f"this is comment number {i} of them" for i in range(rows)],
        "group": [f"group {i % 20_000}" for i in range(rows)],
        "label": labels,
        "model": ["somebody/else@000000000000"] * rows,
        **{f"p_{x}": [float(x == label) for label in labels] for x in ("negative", "neutral", "positive")},
    }
    pq.write_table(pa.table(table), tmp_path / "scored.parquet")
    code = (
        "import sentiment\n"
        "sentiment.report('scored.parquet').save('report.json')\n"
        "print(next(line for line in open('/proc/self/status') if line.startswith('VmHWM')).split()[1])\n"
    )
    command = [sys.executable, "-c", code]  # the peak that the parent is told begins with the parent's own
    child = subprocess.run(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True)
    assert int(child.stdout) < 700_000  # kB
