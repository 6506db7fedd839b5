"""The commands that make tables: score, read."""

from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from sentiment.cli.exit import as_json, named, outcome, print_or_write, say
from sentiment.cli.options import (
    Article,
    Column,
    Contrary,
    Device,
    Emotion,
    Everything,
    Files,
    Fresh,
    Irony,
    KeepAuthors,
    Model,
    NoLimit,
    Platform,
    Toward,
    Vectors,
    columns,
)
from sentiment.filesystem import is_stdout


class Engine(StrEnum):
    """What the labelling runs on."""

    local = "local"
    ray = "ray"


def score(
    files: Files,
    output: Annotated[
        str,
        typer.Option(
            "-o", help="scored.parquet, .csv, .xlsx, .sav, map.atlas.parquet ...; - is JSONL; a folder for ray."
        ),
    ],
    toward: Toward = None,
    contrary: Contrary = None,
    emotion: Emotion = False,
    irony: Irony = False,
    everything: Everything = False,
    vectors: Vectors = False,
    fresh: Fresh = False,
    engine: Annotated[Engine, typer.Option("--engine", help="This machine, or a Ray cluster.")] = Engine.local,
    model: Model = None,
    device: Device = "auto",
    platform: Platform = None,
    column: Column = None,
    article: Article = False,
    keep_authors: KeepAuthors = False,
    no_limit: NoLimit = False,
) -> None:
    """Label every comment and write the table."""
    from sentiment.table.writers import check

    on_ray = engine is Engine.ray
    with outcome(files, output, folder=on_ray, check=_any if on_ray else check) as readings:
        from sentiment.api.labelling import score_into, score_on_cluster
        from sentiment.cli.hearing import hearing
        from sentiment.reading.options import ReadOptions
        from sentiment.scoring.asked import Asked
        from sentiment.table.labels import TOWARD

        own = columns(column)
        kinds = {"emotion": emotion, "irony": irony, "everything": everything, "vectors": vectors}
        asked = Asked.of(toward, contrary=contrary, **kinds, own=TOWARD in own)
        options = ReadOptions(own, keep_authors, platform, not no_limit, article)
        label = score_on_cluster if on_ray else partial(score_into, fresh=fresh)
        with hearing(readings) as listener:
            scored = label(output, files, asked, options, model=model, device=device, listener=listener)
        say(f"wrote {len(scored)} rows to {'the folder ' if on_ray else ''}{named(output)}")


def read(
    files: Files,
    inspect: Annotated[bool, typer.Option("--inspect", help="Say what was recognised instead of the rows.")] = False,
    platform: Platform = None,
    column: Column = None,
    article: Article = False,
    keep_authors: KeepAuthors = False,
    no_limit: NoLimit = False,
    output: Annotated[
        str, typer.Option("-o", help="comments.jsonl or another table; - is JSONL; .json with --inspect.")
    ] = "-",
) -> None:
    """Turn comment files into one table with the same columns."""
    from sentiment.table.writers import check, write

    with outcome(files, output, inspect=inspect, check=as_json if inspect else check) as readings:
        from sentiment import rendering
        from sentiment.cli.hearing import hearing
        from sentiment.reading.options import ReadOptions
        from sentiment.reading.reader import load

        options = ReadOptions(columns(column), keep_authors, platform, not no_limit, article)
        with hearing(readings, quiet=inspect) as listener:
            reading = load(*files, options=options)
            listener.read(reading)
        if inspect and is_stdout(output):
            typer.echo(rendering.inspection(reading.to_dict()), nl=False)
        elif inspect:
            print_or_write(reading.to_dict(), Path(output))
        else:
            write(reading.comments, output)
            say(f"read {len(reading.comments)} rows" + ("" if is_stdout(output) else f", wrote {output}"))


def _any(path: Path) -> None:
    """Take any suffix."""
