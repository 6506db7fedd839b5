"""Ray on this machine gives what the local engine gives, whatever happens to its workers."""

import json
import os
import signal
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

import sentiment
from sentiment import api
from sentiment.cli.commands import app
from sentiment.errors import WriteError
from sentiment.reading.options import ReadOptions
from sentiment.scoring import job, network, ray_cluster
from sentiment.scoring.asked import Asked
from sentiment.scoring.job import Job

pytestmark = [pytest.mark.ray, pytest.mark.filterwarnings("default")]
EVENT = "TikTok plain"


@pytest.fixture(scope="module", autouse=True)
def two() -> Iterator[None]:
    """A Ray of two CPUs, and here an engine of one thread as a worker has: more threads add up in another order."""
    import cloudpickle
    import ray

    patch = pytest.MonkeyPatch()
    patch.setenv("OMP_NUM_THREADS", "1")
    network.running.cache_clear()
    cloudpickle.register_pickle_by_value(sys.modules[__name__])
    path = {"PYTHONPATH": os.pathsep.join(sys.path), "HF_HUB_OFFLINE": "1"}
    ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False, runtime_env={"env_vars": path})
    yield
    ray.shutdown()
    patch.undo()
    network.running.cache_clear()


@pytest.fixture
def comments(tmp_path: Path) -> Path:
    path = tmp_path / "in.jsonl"
    own = {"language": "en", "clean": "c", "copy_of": "z", "label": "spam", "model": "m", "windows": "w"}
    given = [
        {"id": f"r{i}", "text": "" if i % 41 == 0 else f"{('good', 'bad')[i % 2]} TikTok {i % 90}"} | own
        for i in range(200)
    ]
    path.write_text("\n".join(map(json.dumps, given)))
    return path


def rows(path: Path) -> list[dict]:
    return pq.read_table(path).to_pylist()


def test_the_cluster_says_what_the_laptop_says(
    headed: Path, comments: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(job, "WINDOW", 50)
    monkeypatch.setattr(ray_cluster, "SHARD", 70)
    options = {"model": headed, "device": "cpu", "toward": EVENT, "emotion": True, "irony": True}
    table = sentiment.read(comments)
    asked = Asked.of(EVENT, emotion=True, irony=True)
    api.score_on_cluster(tmp_path / "scored", [table], asked, ReadOptions(), model=headed, device="cpu")
    api.score(table, output=tmp_path / "local.parquet", fresh=True, **options)
    found = rows(tmp_path / "scored")
    assert found == rows(tmp_path / "local.parquet")
    assert sum(row["copy_of"] is not None for row in found) > 100  # over all windows, not in each alone
    assert [path.name for path in sorted((tmp_path / "scored").iterdir())] == [f"00000{i}.parquet" for i in range(3)]
    ours, theirs = (api.report(tmp_path / name).document for name in ("scored", "local.parquet"))
    assert ours | {"run": theirs["run"]} == theirs


def test_a_run_that_was_cut_off_is_gone_on_with(
    headed: Path, comments: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(job, "WINDOW", 50)
    table = sentiment.read(comments)
    keep, said = Job.keep, []

    def once(work: Job, start: int, rows: object) -> None:
        keep(work, start, rows)
        raise KeyboardInterrupt

    monkeypatch.setattr(Job, "keep", once)
    with pytest.raises(KeyboardInterrupt):
        ray_cluster.label(table, tmp_path / "scored", model=headed, device="cpu")
    assert not (tmp_path / "scored").exists()
    monkeypatch.setattr(Job, "keep", keep)
    ray_cluster.label(table, tmp_path / "scored", model=headed, device="cpu", told=said.append)
    assert said[0] == "going on after an earlier run: 50 rows are done"
    assert said[1].startswith("3 windows of comments for ")
    assert not job.parts_of(tmp_path / "scored").exists()
    api.score(table, model=headed, device="cpu", fresh=True, output=tmp_path / "local.parquet")
    assert rows(tmp_path / "scored") == rows(tmp_path / "local.parquet")


def test_targets_of_the_rows_and_a_column_called_toward(headed: Path, tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    path.write_text("id,text,toward,event\nr1,good,old,TikTok\nr2,good,old,bad plain\nr3,bad,old,\n")
    for name, asked in (("own", {"columns": {"toward": "event"}}), ("named", {"toward": EVENT})):
        options = {"model": headed, "device": "cpu", **asked}
        read = ReadOptions(asked.get("columns", {}))
        on_cluster = Asked.of(asked.get("toward"), own="columns" in asked)
        api.score_on_cluster(tmp_path / name, [path], on_cluster, read, model=headed, device="cpu")
        found = rows(tmp_path / name)
        assert found == api.score(path, fresh=True, **options).to_list()
        assert [row["own_toward"] for row in found] == ["old"] * 3


class Mortal(ray_cluster.Worker):
    """A worker whose process is killed at its second window, the first time."""

    def label(self, rows):
        self.windows = getattr(self, "windows", 0) + 1
        killed = Path(tempfile.gettempdir()) / f"sentiment-{Path(rows['file'][0].as_py()).stem}"
        if self.windows == 2 and not killed.exists():
            killed.write_text("")
            os.kill(os.getpid(), signal.SIGKILL)
        return super().label(rows)


def test_a_killed_worker_costs_nothing_but_time(
    headed: Path, comments: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(job, "WINDOW", 20)
    monkeypatch.setattr(ray_cluster, "Worker", Mortal)
    name = f"killed{os.getpid()}"
    comments = comments.rename(tmp_path / f"{name}.jsonl")
    table = sentiment.read(comments)
    mark = Path(tempfile.gettempdir()) / f"sentiment-{name}"
    try:
        ray_cluster.label(table, tmp_path / "scored", model=headed, device="cpu")
        assert mark.exists()
    finally:
        mark.unlink(missing_ok=True)
    api.score(table, model=headed, device="cpu", fresh=True, output=tmp_path / "local.parquet")
    assert rows(tmp_path / "scored") == rows(tmp_path / "local.parquet")


def test_the_command_line_names_the_engine(headed: Path, comments: Path, tmp_path: Path) -> None:
    out = tmp_path / "scored"
    command = ["score", str(comments), "--engine", "ray", "--model", str(headed), "-o", str(out)]
    result = CliRunner().invoke(app, command)
    assert result.exit_code == 0, result.output
    assert f"wrote 200 rows to the folder {out}" in result.output
    assert CliRunner().invoke(app, ["report", str(out), "-o", str(tmp_path / "r.json")]).exit_code == 0
    assert json.loads((tmp_path / "r.json").read_text())["comments"] == 200


def test_a_folder_that_is_there_is_not_written_into(comments: Path, tmp_path: Path) -> None:
    with pytest.raises(WriteError, match="expected a new folder"):
        ray_cluster.label(sentiment.read(comments), tmp_path)
