"""The commands: each parses, calls one public function, prints."""

import sys
from enum import StrEnum
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import typer

from sentiment.cli.exit import command, open_descriptors, print_or_write, say, told
from sentiment.cli.options import (
    Article,
    Column,
    Device,
    Emotion,
    Everything,
    Files,
    Fresh,
    Irony,
    KeepAuthors,
    Labelled,
    Model,
    NoLimit,
    Platform,
    Scored,
    Task,
    Toward,
    TowardOne,
    Vectors,
    columns,
)
from sentiment.errors import DISTRIBUTION
from sentiment.text import visible


class Engine(StrEnum):
    """What the labelling runs on."""

    local = "local"
    ray = "ray"


WEIGHTS_LICENCE = "code Apache-2.0; embedded weights CC BY-NC-SA 4.0"

app = typer.Typer(
    name="sentiment",
    help="What people said, counted honestly: comments in, a reaction summary with intervals and quotes out.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback(invoke_without_command=True)
def main(
    show_version: Annotated[bool, typer.Option("--version", help="Print version and licences.")] = False,
) -> None:
    """Set up output so that no console dies on an emoji."""
    open_descriptors()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    if show_version:
        typer.echo(f"sentiment {version(DISTRIBUTION)} ({WEIGHTS_LICENCE})")
        raise typer.Exit


@app.command()
def report(
    files: Files,
    by: Annotated[
        list[str] | None,
        typer.Option(
            "--by", help="Column, or month, week, day, hour, or two joined by +; may be repeated. [group, language]"
        ),
    ] = None,
    audit: Annotated[
        list[str] | None, typer.Option("--audit", help="The sample with your labels in gold; may be repeated.")
    ] = None,
    event: Annotated[
        str | None, typer.Option("--event", help="Compare before and after, e.g. 2023-10-31T09:00 (UTC).")
    ] = None,
    toward: Toward = None,
    emotion: Emotion = False,
    irony: Irony = False,
    everything: Everything = False,
    fresh: Fresh = False,
    lang: Annotated[str, typer.Option("--lang", help="Language of the report: en, az, tr or ru.")] = "en",
    model: Model = None,
    device: Device = "auto",
    platform: Platform = None,
    column: Column = None,
    article: Article = False,
    keep_authors: KeepAuthors = False,
    no_limit: NoLimit = False,
    output: Annotated[
        Path | None, typer.Option("-o", help="report.html, .json, .md or .xlsx; the terminal if left out.")
    ] = None,
) -> None:
    """Summarize how people reacted: shares with intervals, and the quotes behind them."""
    from sentiment import rendering

    with told(files, output, check=rendering.check) as readings:
        from sentiment import api
        from sentiment.cli.hearing import hearing

        with hearing(readings) as listener:
            summary = api.report(
                *files,
                by=by,
                audit=audit,
                event=event,
                lang=lang,
                toward=toward,
                emotion=emotion,
                irony=irony,
                everything=everything,
                model=model,
                device=device,
                fresh=fresh,
                columns=columns(column),
                keep_authors=keep_authors,
                platform=platform,
                limited=not no_limit,
                article=article,
                command=command(shown=True),
                listener=listener,
            )
        if output is None:
            rendering.show(summary.document)
        else:
            summary.save(output)
            say(f"wrote {output}")


@app.command()
def score(
    files: Files,
    output: Annotated[
        str,
        typer.Option("-o", help="scored.parquet, .csv, .tsv, .jsonl, .json or .xlsx; - is JSONL; a folder for ray."),
    ],
    toward: Toward = None,
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
    with told(files, output, folder=on_ray, check=_any if on_ray else check) as readings:
        from sentiment import api
        from sentiment.cli.hearing import hearing

        label = api.score_on_cluster if on_ray else partial(api.score, fresh=fresh)
        with hearing(readings) as listener:
            scored = label(
                *files,
                output=output,
                toward=toward,
                emotion=emotion,
                irony=irony,
                everything=everything,
                vectors=vectors,
                model=model,
                device=device,
                columns=columns(column),
                keep_authors=keep_authors,
                platform=platform,
                limited=not no_limit,
                article=article,
                listener=listener,
            )
        say(f"wrote {len(scored)} rows to {'the folder ' if engine is Engine.ray else ''}{output}")


@app.command()
def sample(
    files: Scored,
    n: Annotated[int, typer.Option("-n", help="How many comments to draw.")] = 200,
    by: Annotated[str | None, typer.Option("--by", help="Draw evenly from these groups, named as in report.")] = None,
    seed: Annotated[int, typer.Option("--seed", help="The same seed draws the same comments.")] = 0,
    output: Annotated[
        str, typer.Option("-o", help="audit.csv, .xlsx, another table, or audit.tasks.json for Label Studio.")
    ] = "audit.csv",
) -> None:
    """Draw comments to label by hand; the model's labels are left out."""
    from sentiment.table.writers import check, write

    with told(files, output, check=check) as readings:
        from sentiment import api
        from sentiment.cli.hearing import hearing

        with hearing(readings) as listener:
            drawn = api.sample(*files, n=n, by=by, seed=seed, listener=listener)
        write(drawn, output)
        say(f"wrote {len(drawn)} comments to {output}; fill in the column gold")


@app.command()
def evaluate(
    files: Labelled,
    model: Model = None,
    task: Task = None,
    toward: TowardOne = None,
    device: Device = "auto",
    platform: Platform = None,
    column: Column = None,
    output: Annotated[Path | None, typer.Option("-o", help="evaluation.json; the terminal if left out.")] = None,
) -> None:
    """Measure a model on comments that you labelled yourself."""
    with told(files, output) as readings:
        from sentiment import api, rendering
        from sentiment.cli.hearing import hearing

        with hearing(readings) as listener:
            found = api.evaluate(
                *files,
                model=model,
                task=task,
                toward=toward,
                device=device,
                columns=columns(column),
                platform=platform,
                listener=listener,
            )
        if output is None:
            typer.echo(rendering.evaluation(found), nl=False)
        else:
            print_or_write(found, output)


@app.command()
def check(
    files: Files,
    claim: Annotated[str, typer.Option("--claim", help="What is claimed of the comments, e.g. 'mostly satisfied'.")],
    by: Annotated[str | None, typer.Option("--by", help="Column of the groups that the claim names.")] = None,
    audit: Annotated[
        list[str] | None, typer.Option("--audit", help="The sample with your labels in gold; may be repeated.")
    ] = None,
    toward: TowardOne = None,
    lang: Annotated[str, typer.Option("--lang", help="Language of the answer: en, az, tr or ru.")] = "en",
    model: Model = None,
    device: Device = "auto",
    platform: Platform = None,
    column: Column = None,
    article: Article = False,
    output: Annotated[Path | None, typer.Option("-o", help="check.json; the terminal if left out.")] = None,
) -> None:
    """Say whether the comments bear out a claim: supported, refuted, or cannot tell, and why."""
    with told(files, output) as readings:
        from sentiment import api
        from sentiment.cli.hearing import hearing

        with hearing(readings) as listener:
            found = api.check(
                *files,
                claim=claim,
                by=by,
                audit=audit,
                toward=toward,
                lang=lang,
                model=model,
                device=device,
                columns=columns(column),
                platform=platform,
                article=article,
                listener=listener,
            )
        if output is None:
            typer.echo("\n".join(map(visible, found["said"])))
        else:
            print_or_write(dict(found), output)


@app.command()
def train(
    files: Labelled,
    output: Annotated[Path, typer.Option("-o", help="Folder for the new model.")],
    base: Annotated[
        str | None, typer.Option("--base", help="Model to start from; the embedded one if left out.")
    ] = None,
    epochs: Annotated[int, typer.Option("--epochs", help="Passes over the labelled comments.", min=1)] = 3,
    task: Task = None,
    toward: TowardOne = None,
    encoder: Annotated[bool, typer.Option("--encoder", help="With --task: train the encoder too; slower.")] = False,
    platform: Platform = None,
    column: Column = None,
) -> None:
    """Fine-tune a model on comments that you labelled; use it afterwards with --model."""
    with told(files, output, folder=True) as readings:
        from sentiment import api
        from sentiment.cli.hearing import hearing

        with hearing(readings) as listener:
            found = api.train(
                *files,
                output=output,
                base=base,
                epochs=epochs,
                task=task,
                toward=toward,
                encoder=encoder,
                columns=columns(column),
                platform=platform,
                listener=listener,
            )
        overall = found["overall"]
        say(f"wrote {output}; macro-F1 {overall['macro_f1']:.2f} on {overall['n']} comments kept aside")


@app.command()
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

    with told(files, output, inspect=inspect, check=_any if inspect else check) as readings:
        from sentiment import rendering
        from sentiment.cli.hearing import hearing
        from sentiment.reading.options import ReadOptions
        from sentiment.reading.reader import load

        options = ReadOptions(columns(column), keep_authors, platform, not no_limit, article)
        reading = load(*files, options=options)
        with hearing(readings, quiet=inspect) as listener:
            listener.read(reading)
        if inspect and output == "-":
            typer.echo(rendering.inspection(reading.to_dict()), nl=False)
        elif inspect:
            print_or_write(reading.to_dict(), Path(output))
        else:
            write(reading.comments, output)
            say(f"read {len(reading.comments)} rows" + ("" if output == "-" else f", wrote {output}"))


def _any(path: Path) -> None:
    """Take any suffix."""
