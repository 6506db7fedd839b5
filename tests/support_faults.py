"""Commands run in children that die, or find the disk full, at a point of our choice; run as a program of its own.

A child is forked from a process that has imported everything and done nothing yet, so that one costs a fraction of a
second. The model is a table of words: what is tried here is what happens to files.
"""

import atexit
import contextlib
import hashlib
import importlib
import io
import json
import os
import pkgutil
import random
import resource
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import datasets  # noqa: F401  # imported before the fork, as the others are
import numpy as np
import openpyxl  # noqa: F401
import pyarrow.parquet  # noqa: F401
import scipy.sparse  # noqa: F401
import sklearn.feature_extraction.text  # noqa: F401
import typer  # noqa: F401
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import Whitespace

from sentiment import language
from sentiment.cli.commands import app
from sentiment.scoring import job
from sentiment.scoring.cache import Cache
from sentiment.scoring.classifier import Classifier

CALLS = ("fsync", "replace", "rename", "unlink", "rmdir", "mkdir")  # of os, each a point before it and one after it
WORDS = ("good", "bad", "plain", "TikTok", "<unk>")
Act = Callable[[], None]


class Words:
    """An engine that adds up what each word says of the three labels."""

    name, budget = "words", 1_024
    said = np.array([[-2, 0, 2], [2, 0, -2], [0, 1, 0], [0, 0.5, 0], [0.1, 0, 0.1]], np.float32)

    def run(self, batches: Iterable[tuple[np.ndarray, np.ndarray]]) -> Iterator[np.ndarray]:
        for ids, mask in batches:
            yield (self.said[ids] * mask[:, :, None]).sum(axis=1)


def classifier(*_: object, **given: object) -> Classifier:
    tokenizer = Tokenizer(WordLevel({word: i for i, word in enumerate(WORDS)}, unk_token="<unk>"))
    tokenizer.pre_tokenizer = Whitespace()
    labels = ["negative", "neutral", "positive"]
    return Classifier(name="words", digest="0" * 64, labels=labels, tokenizer=tokenizer, limit=64, pad=4,
                      engine=Words(), cache=bool(given.get("cache")))  # fmt: skip


def table(path: Path, rows: int) -> Path:
    rng = random.Random(rows)
    with path.open("w") as file:
        for i in range(rows):
            text = " ".join(rng.choice(WORDS[:4]) for _ in range(rng.randrange(1, 6))) + f" {i % 50}"
            file.write(json.dumps({"id": f"r{i}", "text": text, "group": f"g{i % 3}"}) + "\n")
    return path


class Point:
    """Counts the calls that change the disk, and acts at one of them."""

    def __init__(self, at: int, act: Act) -> None:
        self.at, self.act, self.seen = at, act, 0

    def reach(self) -> None:
        self.seen += 1
        if self.seen == self.at:
            self.act()

    def watch(self, holder: object, name: str) -> None:
        plain = getattr(holder, name)

        def watched(*given: object, **more: object) -> object:
            self.reach()
            found = plain(*given, **more)
            self.reach()
            return found

        setattr(holder, name, watched)


def child(command: list[str], folder: Path, prepare: Callable[[], Point | None], report: Path | None = None) -> int:
    """Run a command in a fork; return its exit code, or the negative number of the signal that ended it."""
    pid = os.fork()
    if pid:
        return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    code = 70
    atexit._clear()  # what the parent will do at its own end
    try:
        os.environ["XDG_CACHE_HOME"], tempfile.tempdir = str(folder / "cache"), str(folder / "tmp")
        job.WINDOW, Classifier.load = 40, classifier  # type: ignore[assignment]
        sys.argv = ["sentiment", *command]
        said = io.StringIO()
        point = prepare()
        with contextlib.redirect_stderr(said), contextlib.redirect_stdout(said):
            try:
                app(command, standalone_mode=True)
            except SystemExit as end:
                code = int(end.code or 0)
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        (folder / "said").write_text(said.getvalue())
        if report and point:
            report.write_text(str(point.seen))
    except BaseException:  # a traceback is a fault that the parent must see
        import traceback

        code = 70
        (folder / "said").write_text(traceback.format_exc())
    finally:
        with contextlib.suppress(BaseException):
            atexit._run_exitfuncs()
        os._exit(code)


def nothing() -> None:
    return None


def at(place: int, act: Act) -> Callable[[], Point]:
    def prepare() -> Point:
        point = Point(place, act)
        for name in CALLS:
            point.watch(os, name)
        point.watch(Cache, "put")
        return point

    return prepare


def kill() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


class Trial:
    """One command in a folder of its own, and what it leaves when nothing disturbs it."""

    def __init__(self, folder: Path, command: list[str], rows: int, output: str) -> None:
        self.folder, self.command, self.output, self.rows = folder, command, output, rows
        self.reset()
        count = folder.parent / "count"
        code = child(command, folder, at(0, kill), count)
        assert code == 0, (folder / "said").read_text()
        self.points, self.wanted, self.left = int(count.read_text()), self.digest(), self.listing()

    def reset(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
        for name in ("tmp", "cache"):
            (self.folder / name).mkdir(parents=True)
        table(self.folder / "in.jsonl", self.rows)

    def digest(self) -> str | None:
        """Return the digest of the output; None where it is not there."""
        path = self.folder / self.output
        if not path.is_file():
            return None
        data = path.read_bytes()
        return hashlib.sha256(data).hexdigest()

    def listing(self) -> list[str]:
        """Return the files beside the output and in the folder for temporary ones."""
        kept = {"said", "cache", "tmp"}
        names = [path.name for path in self.folder.iterdir() if path.name not in kept]
        return sorted([*names, *(f"tmp/{path.name}" for path in (self.folder / "tmp").iterdir())])

    def after(self) -> str | None:
        """Run the command again undisturbed; return what is wrong with what it leaves."""
        found = self.digest()
        if found not in (None, self.wanted):
            return "a file that is neither whole nor absent"
        code = child(self.command, self.folder, nothing)
        if code != 0:
            return f"exit {code}: {(self.folder / 'said').read_text()[-500:]}"
        if self.digest() != self.wanted:
            return "another file"
        return None if self.listing() == self.left else f"left behind: {sorted({*self.listing()} - {*self.left})}"


def every_point(trial: Trial, act: Act = kill, places: Iterable[int] | None = None) -> dict[str, object]:
    """Kill at each point, run the command again, and say what was lost."""
    faults: list[str] = []
    runs = 0
    for place in places or range(1, trial.points + 1):
        trial.reset()
        code = child(trial.command, trial.folder, at(place, act))
        runs += 1
        if act is kill and code != -signal.SIGKILL:
            faults.append(f"{place}: not reached, exit {code}")
        elif fault := trial.after():
            faults.append(f"{place}: {fault}")
    return {"points": trial.points, "runs": runs, "faults": faults}


def any_moment(trial: Trial, runs: int, number: int = signal.SIGKILL, seed: int = 0) -> dict[str, object]:
    """Send a signal after a random time, up to twice, run the command again, and say what was lost."""
    rng = random.Random(seed)
    started = time.monotonic()
    trial.reset()
    child(trial.command, trial.folder, nothing)
    longest = time.monotonic() - started
    faults: list[str] = []
    ended = 0
    for run in range(runs):
        trial.reset()
        for _ in range(rng.randrange(1, 3)):
            delay = rng.uniform(0, longest)

            def soon(delay: float = delay) -> None:
                signal.signal(signal.SIGALRM, lambda *_: os.kill(os.getpid(), number))
                signal.setitimer(signal.ITIMER_REAL, max(delay, 1e-4))

            code = child(trial.command, trial.folder, soon)
            ended += code in (-number, 128 + number)
            if number != signal.SIGKILL and code == 128 + number and (left := set(trial.listing()) - set(trial.left)):
                beyond = {name for name in left if not name.endswith(".parts")}
                if beyond:
                    faults.append(f"{run}: left behind by a run that was asked to end: {sorted(beyond)}")
        if fault := trial.after():
            faults.append(f"{run}: {fault}")
    return {"runs": runs, "ended": ended, "faults": faults}


def full_disk(trial: Trial, sizes: Iterable[int]) -> dict[str, object]:
    """Let no file grow beyond a size, as a full disk does; then give room, run again, and say what was lost."""
    faults: list[str] = []
    said: dict[str, int] = {}
    runs = 0
    for size in sizes:
        trial.reset()

        def small(size: int = size) -> None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))

        code = child(trial.command, trial.folder, small)
        with contextlib.suppress(FileNotFoundError):
            words = (trial.folder / "said").read_text()
            if "Traceback" in words:
                faults.append(f"{size}: {words[-500:]}")
        runs += 1
        said[str(code)] = said.get(str(code), 0) + 1
        if fault := trial.after():
            faults.append(f"{size}: {fault}")
    return {"runs": runs, "exits": said, "faults": faults}


def trial(root: Path, name: str) -> Trial:
    """Return a command by its name: parts and a table, a report, a file of columns."""
    output, rows, more = {
        "score": ("out.csv", 130, ["--model", "words"]),
        "report": ("out.html", 60, ["--model", "words"]),
        "read": ("out.parquet", 30, []),
    }[name]
    folder = root / name
    command = [name, str(folder / "in.jsonl"), "--keep-authors", *more, "-o", str(folder / output)]
    return Trial(folder, command, rows, output)


def warm() -> None:
    """Import all that a command imports, so that no child has to."""
    import typer._adapters  # noqa: F401

    import sentiment

    for module in pkgutil.walk_packages(sentiment.__path__, "sentiment."):
        if module.name not in ("sentiment.__main__", "sentiment.scoring.ray_cluster"):
            importlib.import_module(module.name)
    language.detect(["good"])
    with contextlib.suppress(SystemExit), contextlib.redirect_stdout(io.StringIO()):
        app(["--version"])


def tried(name: str, how: str, value: int) -> dict[str, object]:
    """Disturb a command, and return how often that was done and what was wrong afterwards.

    Args:
        name: of the command, as `trial` knows it.
        how: `points` (killed at each point, or each `value`-th), `kill` and `term` (after a random time, `value` times)
            or `full` (files as large as `value` bytes, then twice as large, and so on until nothing is refused).
        value: see there.
    """
    with tempfile.TemporaryDirectory(prefix="faults-") as place:
        mine = trial(Path(place), name)
        if how == "points":
            return every_point(mine, places=range(1, mine.points + 1, value))
        if how == "full":
            largest = (mine.folder / mine.output).stat().st_size
            return full_disk(mine, range(0, largest + value, value))
        return any_moment(
            mine, value, {"kill": signal.SIGKILL, "term": signal.SIGTERM, "hup": signal.SIGHUP}[how], value
        )


if __name__ == "__main__":
    warm()
    print(json.dumps(tried(sys.argv[1], sys.argv[2], int(sys.argv[3])), indent=1))
