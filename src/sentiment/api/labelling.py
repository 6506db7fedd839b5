"""Comments in, the labelled table out."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from sentiment.api.listener import QUIET, Listener
from sentiment.errors import DataError
from sentiment.filesystem import whole_folder
from sentiment.reading.intake import table
from sentiment.reading.memory import Source
from sentiment.reading.options import ReadOptions
from sentiment.scoring import heads
from sentiment.scoring import model_folder as models
from sentiment.scoring.asked import Asked
from sentiment.scoring.engine import require
from sentiment.scoring.joining import is_scored
from sentiment.scoring.preparation import prepare as prepared_of
from sentiment.table.comments import Comments, arrow, as_dataset, carried, values
from sentiment.table.exchange import ATLAS
from sentiment.table.labels import CONTRARY, EMOTION, IRONY, STANCE, STANCES, TOWARD, VECTOR, stance_suffixes
from sentiment.table.writers import check, write

if TYPE_CHECKING:
    from datasets import Dataset

    from sentiment.scoring.classifier import Classifier


def prepare(*comments: Source) -> "Dataset":
    """Add `clean` (what the model reads), `language` (BCP-47 or `und`) and `copy_of` to a table.

    `copy_of` is the id of the first comment with the same words, null for that first one. Rows with nothing to score
    have null in all three; a comment of links, handles and punctuation alone is `skipped` as one with no words.

    Args:
        comments: as `read` takes them, or the table that it returns.

    Raises:
        ReadError: these are no comments.
    """
    return as_dataset(prepared_of(table(*comments)))


def score(
    *comments: Source,
    output: str | Path | None = None,
    toward: str | Sequence[str] | None = None,
    contrary: str | Sequence[str] | None = None,
    emotion: bool = False,
    irony: bool = False,
    everything: bool = False,
    vectors: bool = False,
    model: str | Path | None = None,
    device: str = "auto",
    fresh: bool = False,
    columns: Mapping[str, str] | None = None,
    keep_authors: bool = False,
    platform: str | None = None,
    limited: bool = True,
    article: bool = False,
    listener: Listener = QUIET,
) -> "Dataset":
    """Label every comment; a table that has all that is asked for comes back as it is.

    Args:
        comments: as `read` takes them, or the table that it returns.
        output: a file to write, in the format of its suffix (`-` is JSONL on standard output). The work is then done in
            windows that are kept beside it: cut off, the same call goes on where it was.
        toward: an event in a few words, or several; adds the stance toward each.
        contrary: of the event, or of each in their order; the model is asked of every comment about it too, and the
            stance is the mean of both answers, the sides under the contrary changed.
        emotion: label the emotion too.
        irony: say how likely irony is.
        everything: both, and what heads of your own say.
        vectors: add `vector`, what a comment is about in numbers, to be compared by their cosine; a map
            (`.atlas.parquet`) needs it, and has it made.
        model: None is the embedded model; else a local folder or a hub id, which alone opens a network connection.
        device: `auto`, `cpu`, `cuda`, `cuda:1` or `mps`.
        fresh: ask the model again also for texts that an earlier run asked it for.
        columns: which column is which of the row, as `read` takes it.
        keep_authors: keep names instead of hashing them.
        platform: the export that the files are, when the guess is wrong; `none` reads plain tables.
        limited: refuse archives that unpack to far more than their size.
        article: the files are news articles; their quotes are the rows.
        listener: hears how comments were read, and how the work goes on.

    Returns:
        The table with `label`, `p_<label>` (from 0 to 1), `windows`, `model` and what was asked for added; a row that
        cannot be scored says why in `skipped`. No row is dropped.

    Raises:
        ReadError: these are no comments.
        ModelError: there is no such model or device, or it has no head for what is asked.
        WriteError: the output cannot be written, or another run writes it.
    """
    asked = Asked.of(
        toward,
        contrary=contrary,
        emotion=emotion,
        irony=irony,
        everything=everything,
        vectors=vectors,
        own=TOWARD in (columns or {}),
    )
    options = ReadOptions(columns or {}, keep_authors, platform, limited, article)
    if output is None:
        require(device)
        read = table(*comments, options=options, hear=listener.read)
        return as_dataset(labelled(read, asked, model=model, device=device, fresh=fresh, listener=listener))
    return as_dataset(
        score_into(output, comments, asked, options, model=model, device=device, fresh=fresh, listener=listener)
    )


def score_into(
    output: str | Path,
    comments: Sequence[Source],
    asked: Asked,
    options: ReadOptions,
    *,
    model: str | Path | None,
    device: str,
    fresh: bool,
    listener: Listener,
) -> Comments:
    """Label comments into a file as `score` does, and return them without importing what makes a Dataset of them.

    Args:
        output: the file, as `score` takes it.
        comments: as `read` takes them.
        asked: what to label; vectors also where the file is a map.
        options: how to read them.
        model: as `score` takes it, and all that follows.
        device: the same.
        fresh: the same.
        listener: the same.
    """
    require(device)
    asked = replace(asked, vectors=asked.vectors or str(output).lower().endswith(ATLAS))
    check(output)
    read = table(*comments, options=options, hear=listener.read)
    unlabelled, asked = _to_label(read, asked, model, listener)
    if unlabelled is None:
        write(read, output)
        return read
    from sentiment.scoring.classifier import load_asked
    from sentiment.scoring.job import job

    with job(unlabelled, output, load_asked(model, asked, device=device, cache=not fresh), listener.note) as work:
        scored = work.run(listener.work(len(read), "rows"))
        write(scored, output, scratch=work.folder)
    return scored


def score_on_cluster(
    output: str | Path,
    comments: Sequence[Source],
    asked: Asked,
    options: ReadOptions,
    *,
    model: str | Path | None = None,
    device: str = "auto",
    listener: Listener = QUIET,
) -> Comments:
    """Label by the workers of a Ray cluster into a folder of Parquet files, with the columns that `score` adds.

    Args:
        output: a new folder. Windows that are done are kept beside it: cut off, the same call goes on where it was.
        comments: as `read` takes them.
        asked: what to label.
        options: how to read them.
        model: as `score` takes it.
        device: of the workers.
        listener: as `score` takes it.

    Returns:
        The table as it was read; the labels stand in the folder, which one machine may not hold.

    Raises:
        DataError: Ray is not installed.
        WriteError: the folder exists already.
    """
    read = table(*comments, options=options, hear=listener.read)
    unlabelled, asked = _to_label(read, asked, model, listener)
    if unlabelled is None:
        with whole_folder(Path(output)) as folder:
            write(read, folder / "scored.parquet")
        return read
    from sentiment.scoring import ray_cluster

    ray_cluster.label(
        unlabelled,
        output,
        told=listener.note,
        asked=asked,
        model=model,
        device=device,
        done=listener.work(len(read), "rows"),
    )
    return read


def labelled(
    comments: Comments,
    asked: Asked,
    *,
    model: str | Path | None = None,
    device: str = "auto",
    fresh: bool = False,
    vectors: bool = False,
    listener: Listener = QUIET,
) -> Comments:
    """Return the table prepared and labelled; one that has all that is asked for comes back as it is.

    With `vectors` one that has to be labelled gets vectors too, which then cost nothing.
    """
    unlabelled, asked = _to_label(comments, asked, model, listener)
    if unlabelled is None:
        return comments
    from sentiment.scoring.classifier import load_asked

    prepared = prepared_of(unlabelled)
    distinct = len({text for text in prepared["clean"] if text})
    asked = replace(asked, vectors=asked.vectors or vectors)
    return load_asked(model, asked, device=device, cache=not fresh).score(prepared, listener.work(distinct, "texts"))


def _to_label(
    comments: Comments, asked: Asked, model: str | Path | None, listener: Listener
) -> tuple[Comments | None, Asked]:
    """Return the table as it is to be labelled, None if it is already, and what is asked of it."""
    asked = _with_own(asked, comments, model)
    if _is_labelled(comments, asked, model):
        return None, asked
    return _without_other_events(comments, asked, listener), asked


def _with_own(asked: Asked, comments: Comments, model: str | Path | None) -> Asked:
    """Ask for the stance toward each row's own event, where rows have one, none is named for all, and the model can.

    Raises:
        DataError: it is asked for, and no row names an event.
    """
    named = TOWARD in comments.column_names and any(values(comments, TOWARD))
    if asked.own and not named:
        raise DataError("events in the column of toward", "none", "name the column that has them: --column toward=NAME")
    if asked.own or asked.toward or not named:
        return asked
    able = STANCE in comments.column_names or any(head.name == STANCE for head in heads.read(models.resolve(model)))
    return replace(asked, own=able)


def _without_other_events(comments: Comments, asked: Asked, listener: Listener) -> Comments:
    """Return the table without the stances that it has where events are named: none may stay beside the new ones.

    A column `toward` or `contrary` that is the user's own, with which no stance came, is kept by another name.
    """
    if not asked.toward:
        return comments
    suffixes = stance_suffixes(comments.column_names)
    for needed in (TOWARD, CONTRARY):
        if needed in comments.column_names and STANCE not in comments.column_names:
            comments = _called_otherwise(comments, needed, listener)
    of_each = (STANCE, TOWARD, CONTRARY, *(f"p_{side}" for side in STANCES))
    stale = {name + suffix for suffix in suffixes for name in of_each}
    return carried(comments, arrow(comments).drop_columns(sorted(stale.intersection(comments.column_names))))


def _called_otherwise(comments: Comments, needed: str, listener: Listener) -> Comments:
    """Return the table with a column of the user's own under another name, and tell it."""
    names = (f"own_{needed}" + f" ({number})" * (number > 1) for number in count(1))
    called = next(name for name in names if name not in comments.column_names)
    listener.note(f"the file's own column {needed!r} is kept as {called!r}: its name is needed")
    return carried(comments, arrow(comments).rename_columns({needed: called}))


def _is_labelled(comments: Comments, asked: Asked, model: str | Path | None) -> bool:
    """Tell whether a table is labelled with all that is asked for; stance only if it is toward the same events."""
    wanted = [EMOTION] * asked.emotion + ["p_ironic"] * asked.irony + [VECTOR] * asked.vectors + [STANCE] * asked.own
    if asked.everything:
        own = [head.name for head in heads.read(models.resolve(model)) if not head.pair]
        wanted += ["p_ironic" if name == IRONY else name for name in own]
    return is_scored(comments, wanted, asked)


def at_hand(scored: Comments, *, model: str | Path | None = None, device: str = "auto") -> "Classifier | None":
    """Return the model that labelled a table, if it is the embedded one or the one named; its digest must be the same.

    What a table says of its model is never opened as a path.
    """
    named = values(scored, "model") - {None} if "model" in scored.column_names else set()
    if len(named) != 1:
        return None
    identity = named.pop()
    name, _, _ = identity.rpartition("@")
    if name != models.DEFAULT and (model is None or name != models.named(model)):
        return None
    from sentiment.scoring.classifier import Classifier

    own = VECTOR in scored.column_names  # the engine that made them, which may run still, rather than a second one
    classifier = Classifier.load(None if name == models.DEFAULT else model, device=device, cache=True, vectors=own)
    return classifier if classifier.identity == identity else None
