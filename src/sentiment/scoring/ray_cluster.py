"""The labelling of tables that one machine does not hold, by Ray: the same columns and labels as on a laptop."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sentiment.errors import missing_package
from sentiment.filesystem import new_folder, whole_folder
from sentiment.scoring.asked import NOTHING_ELSE, Asked
from sentiment.scoring.classifier import load_asked
from sentiment.scoring.joining import COPY, FOLD, join, window
from sentiment.scoring.preparation import prepare
from sentiment.table.comments import ArrowComments, Comments, arrow
from sentiment.table.copies import originals

SHARD = 50_000  # rows of a file that a task reads
BATCH = 4_096  # rows that an actor labels at once
ROW = "place in the table"
STAGED, SCORED = "_staged", "_scored"  # folders of shards in the making
Table = Any  # pyarrow.Table, which has no types
Made = tuple[str | Path | None, Asked, str]  # what a worker is made of: model, what is asked, device


def label(
    comments: Comments,
    output: str | Path,
    *,
    told: Callable[[str], None] = lambda sentence: None,
    asked: Asked = NOTHING_ELSE,
    model: str | Path | None = None,
    device: str = "auto",
) -> Path:
    """Label a table by the workers of a Ray cluster into a folder of Parquet files.

    Ray Data reads shards, a pool of actors labels them, each with the model loaded once, and tasks write Parquet. A
    worker that dies is replaced, and what it had in hand is labelled again. Copies are found over the whole table: the
    digests of the words, eight bytes a row, come to the driver, and what is a copy of what goes back.

    Args:
        comments: as `read` returns them, read by the driver.
        output: a new folder, on storage that all workers see.
        told: called with sentences for the user.
        asked: what to label beside the tone.
        model: as `Classifier.load` takes it.
        device: likewise.

    Raises:
        DataError: Ray is not installed.
        WriteError: the folder exists already.
    """
    ray = _ray()
    new_folder(output)
    # A model that is not there fails here, and is converted once for all workers.
    load_asked(model, asked, device=device)
    started_here = not ray.is_initialized()
    if started_here:
        ray.init(log_to_driver=False, configure_logging=True, logging_level="error", include_dashboard=False)
    try:
        with whole_folder(Path(output)) as folder:
            _label(ray, comments, folder, told, (model, asked, device))
            _resolve(ray, folder)
    finally:
        if started_here:
            ray.shutdown()
    return Path(output)


def _label(ray: Any, comments: Comments, folder: Path, told: Callable[[str], None], worker: Made) -> None:
    """Write the labelled shards, in whatever order the workers finish them."""
    ray.data.DataContext.get_current().enable_progress_bars = False
    shards = _stage(comments, folder / STAGED)
    workers = max(1, int(ray.cluster_resources().get("CPU", 1)) - 1)
    gpus = int(ray.cluster_resources().get("GPU", 0))
    told(f"{len(shards)} shards for {gpus or workers} workers")
    scored = ray.data.read_parquet([str(path) for path in shards], override_num_blocks=len(shards)).map_batches(
        Worker,
        fn_constructor_args=worker,
        batch_format="pyarrow",
        batch_size=BATCH,
        concurrency=(1, gpus or max(1, workers // 2)),
        num_gpus=1 if gpus else 0,
        num_cpus=0 if gpus else 1,
        max_restarts=-1,
        max_task_retries=-1,
    )
    scored.write_parquet(str(folder / SCORED))


class Worker:
    """An actor: the model loaded once, and batches labelled as they come."""

    def __init__(self, model: str | Path | None, asked: Asked, device: str) -> None:
        """Load the model."""
        self._classifier = load_asked(model, asked, device=device)

    def __call__(self, batch: Table) -> Table:
        """Return a batch prepared and labelled, with the digest of each comment's words."""
        import pyarrow as pa

        said = window(prepare(ArrowComments(batch.drop_columns([ROW]))), self._classifier)
        table = join(batch.drop_columns([ROW]), said, pa.nulls(len(batch), pa.string()))
        return table.append_column(ROW, batch[ROW]).append_column(FOLD, said[FOLD])


def _stage(comments: Comments, folder: Path) -> list[Path]:
    """Write the table in shards that workers read; each row knows its place."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    folder.mkdir(parents=True)
    paths = []
    for start in range(0, len(comments), SHARD) or [0]:
        table = arrow(comments).slice(start, SHARD)
        table = table.append_column(ROW, pa.array(range(start, start + len(table)), pa.int64()))
        paths.append(folder / f"{start // SHARD:06}.parquet")
        pq.write_table(table, paths[-1])
    return paths


def _resolve(ray: Any, folder: Path) -> None:
    """Write the shards in their final order, with `copy_of` over all of them."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.dataset as ds

    scored = ds.dataset(folder / SCORED, format="parquet")
    known = scored.to_table(columns=[ROW, FOLD])
    known = known.sort_by(ROW)  # a row's place in it is now its number
    rows, first = originals(known[FOLD])
    shared = ray.put((rows, first, _ids(scored, np.unique(first))))

    def finish(table: Table) -> Table:
        rows, first, names = ray.get(shared)
        mine = table[ROW].to_numpy()
        at = np.searchsorted(rows, mine)
        hits = np.isin(mine, rows)
        own = [names[int(first[i])] if hit else None for i, hit in zip(at, hits, strict=True)]
        table = table.set_column(table.column_names.index(COPY), COPY, pa.array(own, pa.string()))
        return table.sort_by(ROW).drop_columns([ROW, FOLD])

    done = ray.data.read_parquet(str(folder / SCORED)).map_batches(finish, batch_format="pyarrow", batch_size=None)
    done.write_parquet(str(folder))
    for part in (SCORED, STAGED):
        shutil.rmtree(folder / part, ignore_errors=True)


def _ids(scored: Any, rows: Any) -> dict[int, str]:
    """Return row -> id of some rows."""
    import pyarrow.compute as pc

    table = scored.to_table(columns=[ROW, "id"], filter=pc.field(ROW).isin(rows))
    return dict(zip(table[ROW].to_pylist(), table["id"].to_pylist(), strict=True))


def _ray() -> Any:
    try:
        import ray
        import ray.data
    except ImportError as error:
        raise missing_package("ray", "ray") from error
    return ray
