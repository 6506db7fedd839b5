"""A job that is cut off anywhere goes on, and its file is that of a run which nobody disturbed."""

import errno
import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from filelock import FileLock

import sentiment
from sentiment import api
from sentiment.errors import ModelError, ReadError, WriteError
from sentiment.scoring import job
from sentiment.scoring.cache import Cache
from support_listener import Heard

ROOT = Path(__file__).parents[2]

ROWS = 230
# A run of the command line with windows of 50 rows, which stops as it is told when it has labelled so many of them.
RUN = """
import os, signal, sys
from sentiment.scoring import job
from sentiment.scoring.classifier import Classifier
job.WINDOW = 50
score, done, stop, how = Classifier.score, [], int(sys.argv.pop(1)), sys.argv.pop(1)
def counted(self, table, progress=None):
    if len(done) == stop:
        if how == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        raise KeyboardInterrupt
    done.append(1)
    return score(self, table, progress)
Classifier.score = counted
from sentiment.cli import app
sys.argv[0] = "sentiment"
app()
"""


def table(path: Path, rows: int = ROWS, word: str = "plain") -> Path:
    given = [
        {
            "id": f"r{i}",
            "text": "" if i % 41 == 0 else f"{('good', 'bad')[i % 2]} TikTok {word} {i % 90}",
            "author": f"a{i % 7}",
        }
        for i in range(rows)
    ]
    path.write_text("\n".join(map(json.dumps, given)), encoding="utf-8")
    return path


def test_windows_without_a_word_in_them_fit_the_others(
    headed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(job, "WINDOW", 10)
    path = tmp_path / "in.jsonl"
    path.write_text("\n".join(json.dumps({"text": "" if 10 <= i < 20 else "good"}) for i in range(30)))
    scored = api.score(sentiment.read(path), output=tmp_path / "out.parquet", model=headed, device="cpu")
    assert [label is None for label in scored["label"]] == [10 <= i < 20 for i in range(30)]


def run(model: Path, folder: Path, *more: object, stop: int = -1, how: str = "kill", output: str = "out.jsonl"):
    """Run `sentiment score` in a process of its own, with a cache of its own."""
    command = [
        sys.executable,
        "-c",
        RUN,
        stop,
        how,
        "score",
        folder / "in.jsonl",
        "--model",
        model,
        "-o",
        folder / output,
    ]
    modules = os.pathsep.join(map(str, (ROOT / "src", ROOT / "tests")))
    environment = {**os.environ, "PYTHONPATH": modules, "XDG_CACHE_HOME": str(folder / "cache"), "HF_HUB_OFFLINE": "1"}
    given = list(map(str, (*command, "--keep-authors", "--device", "cpu", *more)))
    return subprocess.run(given, env=environment, capture_output=True, text=True)


@pytest.fixture(scope="module")
def undisturbed(headed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("undisturbed")
    table(folder / "in.jsonl")
    for output in ("out.jsonl", "out.parquet"):
        assert run(headed, folder, output=output).returncode == 0
        assert not (folder / f"{output}.parts").exists()
    return folder


def test_windows_give_what_one_pass_gives(headed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(job, "WINDOW", 50)
    comments = sentiment.read(table(tmp_path / "in.jsonl"))
    asked = {"toward": "TikTok plain", "emotion": True, "irony": True}
    whole = api.score(comments, model=headed, device="cpu", **asked)
    parts = api.score(comments, output=tmp_path / "out.parquet", model=headed, device="cpu", **asked)
    assert parts.column_names == whole.column_names
    rounded = [{k: round(v, 3) if isinstance(v, float) else v for k, v in row.items()} for row in parts]
    assert rounded == [{k: round(v, 3) if isinstance(v, float) else v for k, v in row.items()} for row in whole]
    assert sum(copy is not None for copy in parts["copy_of"]) > 50


@pytest.mark.parametrize(("stop", "output"), [(0, "out.jsonl"), (1, "out.parquet"), (3, "out.jsonl")])
def test_killed_it_goes_on_and_the_file_is_the_same(
    headed: Path, tmp_path: Path, undisturbed: Path, stop: int, output: str
) -> None:
    shutil.copy(undisturbed / "in.jsonl", tmp_path)
    assert run(headed, tmp_path, stop=stop, output=output).returncode == -signal.SIGKILL
    assert not (tmp_path / output).exists()
    kept = len(list((tmp_path / f"{output}.parts").glob("part-*.arrow")))
    assert kept <= stop
    again = run(headed, tmp_path, output=output)
    assert again.returncode == 0
    assert f"going on after an earlier run: {kept * 50} rows are done" in again.stderr
    assert (tmp_path / output).read_bytes() == (undisturbed / output).read_bytes()
    assert not (tmp_path / f"{output}.parts").exists()


def test_interrupted_it_says_the_command_and_goes_on(headed: Path, tmp_path: Path, undisturbed: Path) -> None:
    shutil.copy(undisturbed / "in.jsonl", tmp_path)
    first = run(headed, tmp_path, stop=2, how="interrupt")
    assert first.returncode == 130
    assert f"the same command goes on: sentiment score {tmp_path / 'in.jsonl'} --model" in first.stderr
    assert "Traceback" not in first.stderr
    assert run(headed, tmp_path).returncode == 0
    assert (tmp_path / "out.jsonl").read_bytes() == (undisturbed / "out.jsonl").read_bytes()


@pytest.mark.parametrize("damage", ["cut", "other", "gone"])
def test_a_damaged_part_is_made_anew(headed: Path, tmp_path: Path, undisturbed: Path, damage: str) -> None:
    shutil.copy(undisturbed / "in.jsonl", tmp_path)
    run(headed, tmp_path, stop=3)
    part = tmp_path / "out.jsonl.parts" / "part-000001.arrow"
    content = part.read_bytes()
    part.write_bytes(content[:-100] if damage == "cut" else content[:500] + b"x" + content[501:])
    if damage == "gone":
        part.unlink()
    assert run(headed, tmp_path).returncode == 0
    assert (tmp_path / "out.jsonl").read_bytes() == (undisturbed / "out.jsonl").read_bytes()


@pytest.mark.parametrize(("change", "said"), [("input", "comments"), ("option", "options"), ("model", "model")])
def test_another_job_starts_afresh_and_says_so(
    headed: Path, tiny: Path, tmp_path: Path, undisturbed: Path, change: str, said: str
) -> None:
    shutil.copy(undisturbed / "in.jsonl", tmp_path)
    run(headed, tmp_path, stop=2)
    if change == "input":
        table(tmp_path / "in.jsonl", word="http")
    more = ["--emotion"] if change == "option" else []
    again = run(tiny if change == "model" else headed, tmp_path, *more)
    assert f"note: the parts of an earlier run are of other {said}: starting afresh" in again.stderr
    assert len((tmp_path / "out.jsonl").read_text().splitlines()) == ROWS


def test_a_second_run_on_the_same_file_refuses(headed: Path, tmp_path: Path) -> None:
    table(tmp_path / "in.jsonl")
    (tmp_path / "out.jsonl.parts").mkdir()
    with FileLock(tmp_path / "out.jsonl.parts" / "lock"):
        second = run(headed, tmp_path)
    assert second.returncode == 1
    assert f"expected no other run that writes {tmp_path / 'out.jsonl'}; found one that does" in second.stderr
    assert run(headed, tmp_path).returncode == 0


def full(*_: object, **__: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def test_a_full_disk_is_said_and_what_is_done_is_kept(
    headed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(job, "WINDOW", 50)
    comments = sentiment.read(table(tmp_path / "in.jsonl"))
    out = tmp_path / "out.jsonl"
    with monkeypatch.context() as room:
        replaced = os.replace
        room.setattr(Path, "replace", lambda self, to: full() if "000003.arrow" in to.name else replaced(self, to))
        with pytest.raises(
            WriteError, match="expected room on the disk; found .* free some, then run the same command"
        ):
            api.score(comments, output=out, model=headed, device="cpu")
    assert [path.name for path in sorted((tmp_path / "out.jsonl.parts").glob("*.arrow"))] == [
        f"part-00000{i}.arrow" for i in range(3)
    ]
    heard = Heard()
    api.score(comments, output=out, model=headed, device="cpu", listener=heard)
    assert heard.notes == ["going on after an earlier run: 150 rows are done"]
    assert len(out.read_text().splitlines()) == ROWS


@pytest.fixture
def small_disk(tmp_path: Path):
    """A file system of half a megabyte, where the machine lets us make one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", str(disk)], capture_output=True)
    if made.returncode:
        pytest.skip("this machine mounts no file system for us")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def test_a_disk_that_is_really_full(headed: Path, small_disk: Path, tmp_path: Path) -> None:
    table(tmp_path / "in.jsonl", rows=9_000)
    first = run(headed, tmp_path, output="disk/out.jsonl")
    assert first.returncode == 1
    assert "expected room on the disk" in first.stderr
    assert "Traceback" not in first.stderr
    assert not (small_disk / "out.jsonl").exists()


def test_a_folder_that_cannot_be_written(headed: Path, tmp_path: Path) -> None:
    comments = sentiment.read(table(tmp_path / "in.jsonl"))
    with pytest.raises(WriteError, match="expected a file that can be written; found /proc/out.jsonl"):
        api.score(comments, output="/proc/out.jsonl", model=headed, device="cpu")


def test_a_job_that_fails_before_its_first_part_leaves_nothing(headed: Path, tmp_path: Path) -> None:
    comments = sentiment.read(table(tmp_path / "in.jsonl"))
    with pytest.raises(ModelError, match="an event of a few words"):
        api.score(comments, output=tmp_path / "out.csv", model=headed, device="cpu", toward="plain " * 70)
    assert [path.name for path in tmp_path.iterdir()] == ["in.jsonl"]


@pytest.mark.parametrize(
    ("output", "said"), [("out.pdf", "one of .tasks.json"), ("no/out.csv", "a folder that exists")]
)
def test_an_output_that_cannot_be_costs_no_scoring(tmp_path: Path, output: str, said: str) -> None:
    comments = sentiment.read(table(tmp_path / "in.jsonl"))
    with pytest.raises(WriteError, match=f"expected {said}"):
        api.score(comments, output=tmp_path / output, model="no/such-model")


def test_a_clock_that_jumps_changes_nothing(
    headed: Path, tmp_path: Path, undisturbed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(job, "WINDOW", 50)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    ticks = iter(range(10**9, 0, -10_000))
    monkeypatch.setattr("time.time", lambda: float(next(ticks)))
    comments = sentiment.read(undisturbed / "in.jsonl", keep_authors=True)
    api.score(comments, output=tmp_path / "out.jsonl", model=headed, device="cpu")
    ours, theirs = ((folder / "out.jsonl").read_text() for folder in (tmp_path, undisturbed))
    assert ours.replace(str(headed), "") == theirs.replace(str(headed), "")


def test_a_file_that_changes_while_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = table(tmp_path / "in.jsonl")
    from sentiment.reading import storage

    dataset = storage.dataset

    def slow(rows):
        made = dataset(rows)
        with path.open("a") as file:
            file.write('\n{"text": "late"}')
        return made

    monkeypatch.setattr("sentiment.reading.storage.dataset", slow)
    with pytest.raises(
        ReadError, match="expected a file that stays as it is; found .*, which changed while it was read"
    ):
        sentiment.read(path)


def asked(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Count the texts that reach the model."""
    from sentiment.scoring.batching import Reader

    counts: list[int] = []
    plain = Reader.run

    def counted(self, engine, texts, **options):
        counts.append(len(set(texts)))
        return plain(self, engine, texts, **options)

    monkeypatch.setattr(Reader, "run", counted)
    return counts


def test_a_text_is_asked_once_over_runs_and_files(
    headed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    first = sentiment.read(table(tmp_path / "a.jsonl", rows=40))
    both = sentiment.read(table(tmp_path / "b.jsonl", rows=60))
    counts = asked(monkeypatch)
    scored = api.score(first, model=headed, device="cpu")
    more = api.score(both, model=headed, device="cpu", emotion=True)
    assert counts == [39, 19]  # 1 and 2 are empty
    assert more["p_negative"][:40] == scored["p_negative"]
    again = api.score(both, model=headed, device="cpu", fresh=True)
    assert counts == [39, 19, 58]
    assert again["label"] == more["label"]


def test_progress_reaches_the_end_also_where_nothing_is_asked(
    headed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    texts = ["good", "bad", "good", "plain TikTok"]
    for known in ([], ["bad"], texts):
        classifier = sentiment.Classifier.load(headed, device="cpu", cache=True)
        classifier.predict(known)
        done: list[int] = []
        classifier.predict(texts, done.append)
        assert sum(done) == 3  # distinct texts


def test_a_report_asks_again_for_nothing(headed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    path = table(tmp_path / "in.jsonl", rows=40)  # too few for themes
    first = sentiment.report(path, model=headed, device="cpu")
    texts = asked(monkeypatch)
    second = sentiment.report(path, model=headed, device="cpu")
    assert second.document["overall"] == first.document["overall"]
    assert texts == []


def test_vectors_are_asked_once_too(headed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    counts = asked(monkeypatch)
    vectors = [sentiment.Classifier.load(headed, device="cpu", cache=True).vectors(["good", "bad"]) for _ in range(2)]
    assert vectors[0].tolist() == vectors[1].tolist()
    assert counts == [2]


def test_a_damaged_cache_costs_time_alone(headed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    comments = sentiment.read(table(tmp_path / "in.jsonl"))
    first = api.score(comments, model=headed, device="cpu")
    (file,) = (tmp_path / "cache" / "sentiment" / "said").glob("*.sqlite")
    for path in file.parent.glob(f"{file.name}*"):
        path.write_bytes(b"damaged" * 1000)
    again = api.score(comments, model=headed, device="cpu")
    assert again.to_dict() == first.to_dict()
    assert Cache(file, 4).get([Cache.key("x")]) == {}


OWN = ["language", "clean", "copy_of", "label", "model", "windows", "toward", "skipped_by", "fold"]


def test_columns_called_like_ours_are_kept_and_all_rows_scored(headed: Path, tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text("\n".join(json.dumps({"text": "good", **dict.fromkeys(OWN, f"own {i}")}) for i in range(3)))
    comments = sentiment.read(path)
    scored = api.score(comments, output=tmp_path / "out.jsonl", model=headed, device="cpu", emotion=True)
    assert set(scored["label"]) <= {"negative", "neutral", "positive"}
    for name in OWN:
        kept = f"own_{name}" if f"own_{name}" in scored.column_names else name
        assert scored[kept] == [f"own {i}" for i in range(3)]


def test_a_scored_file_is_scored_for_more_and_beside_a_new_one(headed: Path, tmp_path: Path) -> None:
    options = {"model": headed, "device": "cpu"}
    old, new = table(tmp_path / "old.jsonl", rows=20), tmp_path / "new.jsonl"
    new.write_text('{"id": "n1", "text": "bad new"}')
    api.score(old, output=tmp_path / "scored.jsonl", **options)
    more = api.score(tmp_path / "scored.jsonl", output=tmp_path / "more.jsonl", emotion=True, **options)
    assert "emotion" in more.column_names
    both = api.score(tmp_path / "scored.jsonl", new, output=tmp_path / "both.jsonl", **options)
    assert [row["id"] for row in both if not (row["label"] or row["skipped"])] == []
