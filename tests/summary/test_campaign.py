import importlib.util
import json
from collections import Counter
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pytest
from datasets import Dataset

from sentiment import sample, summarize
from sentiment.scoring import model_folder

_spec = importlib.util.spec_from_file_location("campaign", Path(__file__).parents[2] / "benchmarks" / "invented.py")
made = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(made)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("model")
    (folder / "evaluation.json").write_text(json.dumps(made.evaluation()))
    return folder


def scored(folder, **options):
    table = made.campaign(**options)
    identity = f"{folder.name}@{model_folder.digest(folder)[:12]}"
    column = pc.if_else(table["label"].is_valid(), identity, pa.scalar(None, pa.string()))
    return Dataset(table.append_column("model", column))


def shares_of(table):
    truth = Counter(t for t in table["truth"] if t)
    return {label: n / truth.total() for label, n in truth.items()}


def test_the_summary_recovers_truth_change_and_campaign(folder):
    table = scored(folder, rows=20_000, seed=3)
    summary = summarize(table, event=made.EVENT, model=folder)
    for label, share in shares_of(table).items():
        entry = summary.overall[label]
        assert entry.method == "adjusted"
        assert entry.low <= share <= entry.high
        assert entry.high - entry.low < 0.28
    found = summary.document
    change = next(d for d in found["differences"] if d["column"] == "event" and d["label"] == "positive")
    assert change["low"] < 0.1 < change["high"]
    assert not change["called"]  # ten points are less than errors of two sets may differ by; an audit would tell
    burst = found["copies"]["bursts"][0]
    assert (burst["n"], burst["of"], burst["text"]) == (400, 400, made.SLOGAN)
    assert found["skipped"] == {"empty": sum(r is not None for r in table["skipped"])}


def test_an_audit_recovers_truth_from_a_model_that_was_not_measured(folder):
    table = scored(folder, rows=5_000, seed=6).remove_columns("model")
    truth = dict(zip(table["id"], table["truth"], strict=True))
    rows = sample(table, n=300, by="language").to_list()
    audit = Dataset.from_list([{**row, "gold": truth[row["id"]]} for row in rows])
    summary = summarize(table, audit=audit)
    for label, share in shares_of(table).items():
        entry = summary.overall[label]
        assert entry.method == "audited"
        assert entry.low <= share <= entry.high
    right = sum(a == b for a, b in zip(table["label"], table["truth"], strict=True) if a) / summary.document["scored"]
    accuracy = summary.document["audit"]["accuracy"]
    assert accuracy["low"] <= right <= accuracy["high"]


@pytest.mark.slow
def test_without_a_change_one_report_in_twenty_claims_one_at_most(folder):
    claimed = 0
    for seed in range(100):
        table = scored(folder, rows=2_000, seed=seed, change=False, days=6, words=(2, 4))
        summary = summarize(table, by=["group"], event=made.EVENT, model=folder)
        claimed += any(d["called"] for d in summary.document["differences"])
    assert claimed <= 5
