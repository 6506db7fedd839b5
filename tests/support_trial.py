"""Commands run in children that die, or find the disk full, at a point of our choice.

A child is forked from a process that has imported everything and done nothing yet, so that one costs a fraction of a
second. The model is a table of words: what is tried here is what happens to files.
"""

import atexit
import contextlib
import errno
import hashlib
import importlib
import io
import json
import os
import pkgutil
import random
import re
import resource
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

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
from sentiment.filesystem import is_full
from sentiment.scoring import job
from sentiment.scoring.cache import Cache
from sentiment.scoring.classifier import Classifier
from sentiment.scoring.kept import kept

CALLS = ("fsync", "replace", "rename", "unlink", "rmdir", "mkdir")  # of os, each a point before it and one after it
WORDS = ("good", "bad", "plain", "TikTok", "<unk>")
OLD = b"what stood there before"
ROOM = ("fsync", "mkdir", "replace", "rename")  # of the calls, those that a full disk refuses
KEPT = 5_000  # bytes of each file of a folder that is kept in the cache
SCORED = {"label": "positive", "p_negative": 0, "p_neutral": 0, "p_positive": 1, "model": "words@000000000000"}
_SHARED = re.compile(r"\.lock$|\.sqlite(-wal|-shm)?$")  # files of the cache that are there for whoever comes next
Act = Callable[[], None]
Work = Callable[[], None]


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


def table(path: Path, rows: int, more: Mapping[str, object]) -> Path:
    rng = random.Random(rows)
    with path.open("w") as file:
        for i in range(rows):
            text = " ".join(rng.choice(WORDS[:4]) for _ in range(rng.randrange(1, 6))) + f" {i % 50}"
            file.write(json.dumps({"id": f"r{i}", "text": text, "group": f"g{i % 3}", **more}) + "\n")
    return path


class Point:
    """Counts the calls that change the disk, and acts at one of them, or at each from that one on."""

    def __init__(self, at: int, act: Act, *, lasting: bool = False) -> None:
        self.at, self.act, self.seen, self.lasting = at, act, 0, lasting

    def reach(self, name: str) -> None:
        self.seen += 1
        if self.seen == self.at or (self.lasting and self.seen > self.at > 0 and name in ROOM):
            self.act()

    def watch(self, holder: object, name: str) -> None:
        plain = getattr(holder, name)

        def watched(*given: object, **more: object) -> object:
            self.reach(name)
            found = plain(*given, **more)
            self.reach(name)
            return found

        setattr(holder, name, watched)


def child(work: Work, folder: Path, prepare: Callable[[], Point | None], report: Path | None = None) -> int:
    """Do some work in a fork; return its exit code, or the negative number of the signal that ended it."""
    pid = os.fork()
    if pid:
        return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    code = 70
    atexit._clear()  # what the parent will do at its own end
    try:
        os.environ["XDG_CACHE_HOME"], tempfile.tempdir = str(folder / "cache"), str(folder / "tmp")
        job.WINDOW, Classifier.load = 40, classifier  # type: ignore[assignment]
        said = io.StringIO()
        point = prepare()
        with contextlib.redirect_stderr(said), contextlib.redirect_stdout(said):
            try:
                work()
                code = 0
            except SystemExit as end:
                code = int(end.code or 0)
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        said_by(folder).write_text(said.getvalue())
        if report and point:
            report.write_text(str(point.seen))
    except BaseException:  # a traceback is a fault that the parent must see
        import traceback

        code = 70
        said_by(folder).write_text(traceback.format_exc())
    finally:
        with contextlib.suppress(BaseException):
            atexit._run_exitfuncs()
        os._exit(code)


def said_by(folder: Path) -> Path:
    """Return where the words of a child are: beside its folder, which may be full."""
    return folder.with_suffix(".said")


def command(*given: str) -> Work:
    """Return a command as work."""

    def work() -> None:
        sys.argv = ["sentiment", *given]
        app(list(given), standalone_mode=True)

    return work


def keeping() -> None:
    """Keep a folder of three files in the user's cache, as converted models are."""

    def make(folder: Path) -> None:
        for name in ("model.xml", "model.bin", "heads/tone.bin"):
            (folder / name).parent.mkdir(exist_ok=True)
            write(folder / name, name.encode() * (KEPT // len(name)))

    try:
        kept("models", "key", make)
    except OSError as error:
        raise SystemExit(1 if is_full(error) else 70) from error


def write(path: Path, data: bytes) -> None:
    """Write a file in two goes, between which a process can die."""
    with path.open("wb") as file:
        file.write(data[: len(data) // 2])
        file.flush()
        half()
        file.write(data[len(data) // 2 :])


def half() -> None:
    """Stand between two halves of a file."""


def nothing() -> None:
    return None


def at(place: int, act: Act) -> Callable[[], Point]:
    def prepare() -> Point:
        point = Point(place, act, lasting=act is fill)
        point.watch(sys.modules[__name__], "half")
        for name in CALLS:
            point.watch(os, name)
        point.watch(Cache, "put")
        return point

    return prepare


def kill() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def fill() -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


class Trial:
    """Some work in a folder of its own, and what it leaves when nothing disturbs it."""

    def __init__(
        self, folder: Path, work: Work, rows: int, output: str, more: Mapping[str, object] = MappingProxyType({})
    ) -> None:
        self.folder, self.work, self.output, self.rows, self.more = folder, work, output, rows, more
        self.reset()
        self.before = self.digest()
        count = folder.with_suffix(".count")
        code = child(work, folder, at(0, kill), count)
        assert code == 0, said_by(folder).read_text()
        self.points, self.wanted, self.left = int(count.read_text()), self.digest(), self.listing()

    def reset(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        for path in self.folder.iterdir():  # the folder itself may be where a disk is mounted
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        for name in ("tmp", "cache"):
            (self.folder / name).mkdir()
        table(self.folder / "in.jsonl", self.rows, self.more)
        if "/" not in self.output:
            (self.folder / self.output).write_bytes(OLD)

    def digest(self) -> str | None:
        """Return the digest of the output, a file or a folder; None where it is not there."""
        path = self.folder / self.output
        files = sorted(path.rglob("*")) if path.is_dir() else [path]
        told = [(inner.name, inner.read_bytes()) for inner in files if inner.is_file()]
        return hashlib.sha256(repr(told).encode()).hexdigest() if told else None

    def listing(self) -> list[str]:
        """Return the files beside the output, in the folder for temporary ones, and what is half made in the cache."""
        places = [self.folder, self.folder / "tmp", *(self.folder / "cache").glob("*/*")]
        names = (path.relative_to(self.folder) for place in places if place.is_dir() for path in place.iterdir())
        return sorted(str(name) for name in names if not _SHARED.search(name.name) and len(name.parts) != 3)

    def room(self) -> int:
        """Return how many bytes are taken on the disk that the folder is."""
        disk = os.statvfs(self.folder)
        return (disk.f_blocks - disk.f_bfree) * disk.f_frsize

    def after(self) -> str | None:
        """Run the command again undisturbed; return what is wrong with what it leaves."""
        found = self.digest()
        if found not in (self.before, self.wanted):
            return "neither the old file nor the new one"
        code = child(self.work, self.folder, nothing)
        if code != 0:
            return f"exit {code}: {said_by(self.folder).read_text()[-500:]}"
        if self.digest() != self.wanted:
            return "another file"
        return None if self.listing() == self.left else f"left behind: {sorted({*self.listing()} - {*self.left})}"


def trial(root: Path, name: str) -> Trial:
    """Return work by its name: parts and a table, a report, a file of columns, a folder in the cache, figures."""
    folder = root / name
    if name == "keep":
        return Trial(folder, keeping, 1, "cache/sentiment/models/key")
    output, rows, given, more = {
        "score": ("out.csv", 130, ["--keep-authors", "--model", "words"], {}),
        "report": ("out.html", 60, ["--keep-authors", "--model", "words"], {}),
        "read": ("out.parquet", 30, ["--keep-authors"], {}),
        "explain": ("out.json", 30, ["r3", "--model", "words", "-n", "0"], {}),
        "targets": ("out.csv", 30, [], {}),
        "sample": ("out.csv", 30, ["-n", "9"], SCORED),
        "audit": ("out.json", 30, [], {"gold": "positive", "stratum": "all", "weight": 1}),
    }[name]
    work = command(name, str(folder / "in.jsonl"), *given, "-o", str(folder / output))
    return Trial(folder, work, rows, output, more)


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
