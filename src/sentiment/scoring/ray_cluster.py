"""The labelling of large tables by Ray: the windows, the labels and the figures of a laptop, on many machines."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sentiment.errors import missing_package
from sentiment.filesystem import new_folder, whole_folder
from sentiment.scoring.asked import NOTHING_ELSE, Asked
from sentiment.scoring.classifier import load_asked
from sentiment.scoring.job import Done, Job, job
from sentiment.scoring.joining import window
from sentiment.scoring.preparation import prepare
from sentiment.table.comments import ArrowComments, Comments, Table, arrow

SHARD = 50_000  # rows of a file of the output
AHEAD = 2  # windows that a worker has in hand: the one it labels, and the next


def label(
    comments: Comments,
    output: str | Path,
    *,
    told: Callable[[str], None] = lambda sentence: None,
    asked: Asked = NOTHING_ELSE,
    model: str | Path | None = None,
    device: str = "auto",
    done: Done = lambda rows: None,
) -> Path:
    """Label a table by the workers of a Ray cluster into a folder of Parquet files, in the order of the table.

    The driver hands out the windows of `job`, actors label them, each with the model loaded once, and the driver keeps
    what they say: cut off, the same call goes on where it was. A worker that dies is replaced, and what it had in hand
    is labelled again. Since windows are those of one machine, so is every figure.

    Args:
        comments: as `read` returns them, read by the driver.
        output: a new folder.
        told: called with sentences for the user.
        asked: what to label beside the tone.
        model: as `Classifier.load` takes it; workers see a folder by the same path.
        device: likewise.
        done: called with the number of rows finished since the last call.

    Raises:
        DataError: Ray is not installed.
        WriteError: the folder exists already, cannot be written, or another run writes it.
    """
    ray = _ray()
    new_folder(output)
    # A model that is not there fails here, and is converted once for all workers.
    classifier = load_asked(model, asked, device=device)
    with job(comments, output, classifier, told) as work:
        missing = work.missing(done)
        if missing:
            with _running(ray):
                workers = _workers(ray, len(missing), (model, asked, device))
                told(f"{len(missing):,} windows of comments for {len(workers):,} workers")
                for start, table in _labelled(ray, work, missing, workers):
                    work.keep(start, table)
                    done(work.rows(start))
        _write(work.assembled(), Path(output))
    return Path(output)


class Worker:
    """An actor: the model loaded once, and windows labelled as they come."""

    def __init__(self, model: str | Path | None, asked: Asked, device: str) -> None:
        """Load the model."""
        self._classifier = load_asked(model, asked, device=device)

    def label(self, rows: Table) -> Table:
        """Return what is said of some rows."""
        return window(prepare(ArrowComments(rows)), self._classifier)


@contextmanager
def _running(ray: Any) -> Iterator[None]:
    """Join the cluster that is named, or start Ray here until the block ends; leave one that runs as it is."""
    if ray.is_initialized():
        yield
        return
    ray.init(log_to_driver=False, configure_logging=True, logging_level="error", include_dashboard=False)
    try:
        yield
    finally:
        ray.shutdown()


def _workers(ray: Any, most: int, made_of: tuple[str | Path | None, Asked, str]) -> Sequence[Any]:
    """Return actors, one for each GPU that is free, or for each CPU where there is no GPU."""
    free = ray.available_resources()
    unit = "GPU" if free.get("GPU") else "CPU"
    needs = {"num_gpus": 1, "num_cpus": 0} if unit == "GPU" else {"num_cpus": 1}
    actor = ray.remote(Worker).options(**needs, max_restarts=-1, max_task_retries=-1)
    return [actor.remote(*made_of) for _ in range(min(most, max(1, int(free.get(unit, 1)))))]


def _labelled(ray: Any, work: Job, starts: Sequence[int], workers: Sequence[Any]) -> Iterator[tuple[int, Table]]:
    """Yield where a window begins and what is said of it, as workers finish."""
    waiting, running = iter(starts), {}

    def hand_to(worker: Any) -> None:
        if (start := next(waiting, None)) is not None:
            running[worker.label.remote(arrow(work.window(start)))] = start, worker

    for worker in [*workers] * AHEAD:
        hand_to(worker)
    while running:
        (finished,), _ = ray.wait(list(running))
        start, worker = running.pop(finished)
        hand_to(worker)
        yield start, ray.get(finished)


def _write(comments: Comments, output: Path) -> None:
    """Write files whose names, too, are in the order of the rows."""
    import pyarrow.parquet as pq

    with whole_folder(output) as folder:
        for start in range(0, len(comments), SHARD) or [0]:
            pq.write_table(arrow(comments).slice(start, SHARD), folder / f"{start // SHARD:06}.parquet")


def _ray() -> Any:
    try:
        import ray
    except ImportError as error:
        raise missing_package("ray", "ray") from error
    return ray
