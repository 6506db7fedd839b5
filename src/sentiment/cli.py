"""The command line: parse, call one public function, print. Six verbs, named as in the library."""

import contextlib
import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sentiment.errors import SentimentError

if TYPE_CHECKING:
    from datasets import Dataset

    from sentiment.classifier import Progress
    from sentiment.reading import Reading

PARTIAL = 3  # done, but some rows could not be read
WEIGHTS_LICENCE = "code Apache-2.0; embedded weights CC BY-NC-SA 4.0"

app = typer.Typer(
    name="sentiment",
    help="What people said, counted honestly: comments in, a reaction summary with intervals and quotes out.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Files = Annotated[
    list[str], typer.Argument(help="Comment files, patterns, or - for standard input.", metavar="FILES...")
]
Labelled = Annotated[list[str], typer.Argument(help="Files with your labels in a column gold.", metavar="FILES...")]
Scored = Annotated[list[str], typer.Argument(help="Files written by sentiment score.", metavar="FILES...")]
Model = Annotated[
    str | None, typer.Option("--model", help="A local folder or a hub id; the embedded model if left out.")
]
Device = Annotated[str, typer.Option("--device", help="auto, cpu, cuda, cuda:1 or mps.")]
Column = Annotated[
    list[str] | None,
    typer.Option("--column", help="Which column is which, e.g. text=Yorum; may be repeated.", metavar="ROLE=NAME"),
]
Platform = Annotated[
    str | None, typer.Option("--platform", help="Where the files are from; none reads plain tables. [guessed]")
]
Article = Annotated[bool, typer.Option("--article", help="The files are news articles: take the quotes in them.")]
NoLimit = Annotated[bool, typer.Option("--no-limit", help="Unpack archives however large.")]
KeepAuthors = Annotated[bool, typer.Option("--keep-authors", help="Keep names as they are instead of hashing them.")]


@app.callback(invoke_without_command=True)
def main(
    show_version: Annotated[bool, typer.Option("--version", help="Print version and licences.")] = False,
) -> None:
    """Set up output so that no console dies on an emoji."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    if show_version:
        typer.echo(f"sentiment {version('sentiment')} ({WEIGHTS_LICENCE})")
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
    model: Model = None,
    device: Device = "auto",
    platform: Platform = None,
    column: Column = None,
    article: Article = False,
    keep_authors: KeepAuthors = False,
    no_limit: NoLimit = False,
    output: Annotated[
        Path | None, typer.Option("-o", help="report.html, .json or .md; the terminal if left out.")
    ] = None,
) -> None:
    """Summarize how people reacted: shares with intervals, and the quotes behind them."""
    with _told(output) as told:
        from sentiment import render
        from sentiment.summary import summarize

        hand = _read(audit, None, told) if audit else None
        options = {"platform": platform, "article": article, "keep_authors": keep_authors, "limited": not no_limit}
        scored = _score(_read(files, column, told, **options), model, device)
        summary = summarize(scored, by=by or ["group", "language"], audit=hand, event=event)
        if output is None:
            render.show(summary.document)
        else:
            summary.save(output)
            _say(f"wrote {output}")


@app.command()
def score(
    files: Files,
    output: Annotated[str, typer.Option("-o", help="scored.parquet, .csv, .tsv, .jsonl, .json or .xlsx; - is JSONL.")],
    model: Model = None,
    device: Device = "auto",
    platform: Platform = None,
    column: Column = None,
    article: Article = False,
    keep_authors: KeepAuthors = False,
    no_limit: NoLimit = False,
) -> None:
    """Label every comment and write the table."""
    with _told(output) as told:
        from sentiment.output import write

        options = {"platform": platform, "article": article, "keep_authors": keep_authors, "limited": not no_limit}
        scored = _score(_read(files, column, told, **options), model, device)
        write(scored, output)
        _say(f"wrote {len(scored)} rows to {output}")


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
    with _told(output) as told:
        from sentiment import audit
        from sentiment.output import write

        scored = _read(files, None, told)
        drawn = audit.sample(scored, n, by=by, seed=seed)
        write(drawn, output)
        for remark in audit.remarks(scored, drawn, n):
            _say(f"note: {remark}")
        _say(f"wrote {len(drawn)} comments to {output}; fill in the column gold")


@app.command()
def evaluate(
    files: Labelled,
    model: Model = None,
    device: Device = "auto",
    platform: Platform = None,
    column: Column = None,
    output: Annotated[Path | None, typer.Option("-o", help="evaluation.json; the terminal if left out.")] = None,
) -> None:
    """Measure a model on comments that you labelled yourself."""
    with _told(output) as told:
        from sentiment import analysis

        with _progress() as started:
            found = analysis.evaluate(
                _read(files, column, told, platform=platform), model=model, device=device, started=started
            )
        _print_or_write(found, output)


@app.command()
def train(
    files: Labelled,
    output: Annotated[Path, typer.Option("-o", help="Folder for the new model.")],
    base: Annotated[
        str | None, typer.Option("--base", help="Model to start from; the embedded one if left out.")
    ] = None,
    epochs: Annotated[int, typer.Option("--epochs", help="Passes over the labelled comments.", min=1)] = 3,
    platform: Platform = None,
    column: Column = None,
) -> None:
    """Fine-tune a model on comments that you labelled; use it afterwards with --model."""
    with _told(output) as told:
        from sentiment import analysis

        with _bar("training", "steps") as show:
            labelled = _read(files, column, told, platform=platform)
            found = analysis.train(labelled, output, base=base, epochs=epochs, progress=show)
        overall = found["overall"]
        _say(f"wrote {output}; macro-F1 {overall['macro_f1']:.2f} on {overall['n']} comments kept aside")


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
    with _told(output) as told:
        from sentiment import render
        from sentiment.output import write

        options = {"platform": platform, "article": article, "keep_authors": keep_authors, "limited": not no_limit}
        comments = _read(files, column, told, **options)
        if inspect and output == "-":
            typer.echo(render.inspection(told[0].to_dict()), nl=False)
        elif inspect:
            _print_or_write(told[0].to_dict(), Path(output))
        else:
            write(comments, output)
            _say(f"read {len(comments)} rows" + ("" if output == "-" else f", wrote {output}"))


@contextlib.contextmanager
def _told(output: str | Path | None = None) -> "Iterator[list[Reading]]":
    """Tell the user in one line what the user can put right; anything else is a bug and keeps its traceback.

    Gives a list for what was read. Rows that could not be are written beside the output, and the command ends with 3.
    """
    read: list[Reading] = []
    try:
        yield read
        rejected = [rejection for reading in read for rejection in reading.rejected]
        if rejected:
            place = Path("comments" if output in {None, "-"} else str(output)).with_suffix(".rejected.jsonl")
            replace(read[0], rejected=tuple(rejected)).save_rejected(place)
            _say(f"{len(rejected)} rows could not be read; they are in {place}")
    except SentimentError as error:
        _say(f"error: {error}")
        raise typer.Exit(1) from None
    if rejected:
        raise typer.Exit(PARTIAL)


def _say(line: str) -> None:
    typer.echo(line, err=True)


def _columns(column: list[str] | None) -> dict[str, str]:
    from sentiment import source

    columns = {}
    for pair in column or []:
        role, equals, name = pair.partition("=")
        if not equals or not name or role not in source.NAMES:
            raise typer.BadParameter(f"{pair!r} is not ROLE=NAME with one of {', '.join(source.NAMES)}")
        columns[role] = name
    return columns


def _read(files: list[str], column: list[str] | None, told: "list[Reading]", **options: Any) -> "Dataset":
    from sentiment import source

    told.append(source.load(*files, columns=_columns(column), **options))
    return told[-1].comments


def _score(comments: "Dataset", model: str | None, device: str) -> "Dataset":
    from sentiment import analysis

    with _progress() as started:
        return analysis.score(comments, model=model, device=device, started=started)


@contextlib.contextmanager
def _progress() -> "Iterator[Callable[[int], Progress]]":
    """Give a callback that starts a bar of distinct texts."""
    with _bar("scoring", "texts") as show:

        def started(total: int) -> "Progress":
            done = 0

            def advance(n: int) -> None:
                nonlocal done
                done += n
                show(done, total)

            return advance

        yield started


@contextlib.contextmanager
def _bar(verb: str, unit: str) -> Iterator[Callable[[int, int], None]]:
    """Show a bar with pace and time left on standard error; nothing where that is not a terminal."""
    if not sys.stderr.isatty():
        yield lambda done, total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    pace = TextColumn("{task.fields[pace]}")
    columns = (TextColumn(verb), BarColumn(), MofNCompleteColumn(), pace, TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(verb, total=None, pace="")

        def show(done: int, total: int) -> None:
            speed = progress.tasks[0].finished_speed or progress.tasks[0].speed
            progress.update(task, completed=done, total=total, pace=f"{speed:,.0f} {unit}/s" if speed else "")

        yield show


def _print_or_write(found: dict[str, Any], output: Path | None) -> None:
    text = json.dumps(found, ensure_ascii=False, indent=1) + "\n"
    if output is None:
        sys.stdout.write(text)
        return
    from sentiment.errors import WriteError

    try:
        output.write_text(text, encoding="utf-8")
    except OSError as error:
        raise WriteError("a file that can be written", f"{output}: {error.strerror}", "choose another place") from error
    _say(f"wrote {output}")
