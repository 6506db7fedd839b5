"""How a command ends: what it says on standard error, and its exit code."""

import json
import shlex
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from sentiment.errors import SentimentError
from sentiment.filesystem import is_full, unwritten
from sentiment.text import visible

if TYPE_CHECKING:
    from sentiment.reading.log import Reading, Rejection

INTERRUPTED = 130  # as shells say it
PARTIAL = 3  # done, but some rows could not be read


@contextmanager
def told(files: Sequence[str], output: str | Path | None, *, inspect: bool = False) -> "Iterator[list[Reading]]":
    """Tell the user in one line what the user can put right; anything else is a bug and keeps its traceback.

    Gives a list for what was read. Rows that could not be are written down, unless the user only inspects, and the
    command ends with 3.
    """
    readings: list[Reading] = []
    try:
        yield readings
        rejected = [rejection for reading in readings for rejection in reading.rejected]
        where = "leave --inspect out to have them written down" if inspect else _kept(rejected, files, output)
    except SentimentError as error:
        say(f"error: {error}")
        raise typer.Exit(1) from None
    except KeyboardInterrupt:
        say(f"interrupted; {_resumed(output)}")
        raise typer.Exit(INTERRUPTED) from None
    except OSError as error:
        if not is_full(error):
            raise
        say(f"error: {unwritten(Path(error.filename or output or '.'), error)}")
        raise typer.Exit(1) from None
    if rejected:
        first, rows = rejected[0], "row" if len(rejected) == 1 else "rows"
        why = f"first: {first.file}, line {first.line}: {first.reason}"
        say(f"{len(rejected):,} {rows} could not be read; {where}; {why}")
        raise typer.Exit(PARTIAL)


def _resumed(output: str | Path | None) -> str:
    if output is None or not Path(f"{output}.parts").is_dir():
        return "nothing was written"
    return f"what is done is kept in {output}.parts; the same command goes on: {command()}"


def command() -> str:
    """Return what the user typed."""
    return shlex.join(["sentiment", *sys.argv[1:]])


def _kept(rejected: "list[Rejection]", files: Sequence[str], output: str | Path | None) -> str:
    from sentiment.reading import rejects

    return f"written to {rejects.settle(rejected, files, output)}"


def say(line: str) -> None:
    """Write a line on standard error, without what a file's own words could do to a terminal."""
    typer.echo(visible(line), err=True)


def print_or_write(found: dict[str, Any], output: Path | None) -> None:
    """Write figures as JSON, on standard output when no file is named."""
    text = json.dumps(found, ensure_ascii=False, indent=1) + "\n"
    if output is None:
        sys.stdout.write(text)
        return
    try:
        output.write_text(text, encoding="utf-8")
    except OSError as error:
        raise unwritten(output, error) from error
    say(f"wrote {output}")
