"""How a command ends: what it says on standard error, and its exit code."""

import json
import os
import shlex
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer
from typer.core import TyperGroup

from sentiment.errors import SentimentError, WriteError, lacking
from sentiment.filesystem import is_full, is_stdout, unwritten, written
from sentiment.text import visible

if TYPE_CHECKING:
    from sentiment.reading.log import Reading, Rejection

SIGNALLED = 128  # and the number of the signal, as shells say it
STOPS = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
PARTIAL = 3  # done, but some rows could not be read


class Stopped(KeyboardInterrupt):
    """The system, or a terminal that was closed, asked the program to end."""

    def __init__(self, number: int) -> None:
        """Remember the number of the signal."""
        super().__init__()
        self.number = number


@contextmanager
def outcome(
    files: Sequence[str],
    output: str | Path | None,
    *,
    inspect: bool = False,
    folder: bool = False,
    beside: Sequence[str] | None = (),
    check: Callable[[Path], object] = lambda path: None,
) -> "Iterator[list[Reading]]":
    """Tell the user in one line what the user can put right; anything else is a bug and keeps its traceback.

    Gives a list for what was read. Rows that could not be are written down, unless the user only inspects, and the
    command ends with 3. An output that cannot be written is refused before anything is read.

    Args:
        files: that are read.
        output: where the result goes; None and `-` are standard output.
        inspect: nothing but an inspection is asked for.
        folder: the output is a folder.
        beside: what else is read, such as labels by hand, whose place the output must not take either.
        check: raises where the output is of no format that can be written.
    """
    readings: list[Reading] = []
    try:
        _ready([*files, *(beside or ())], output, folder)
        if output is not None and not is_stdout(output):
            check(Path(output))
        with _stoppable():
            yield readings
        if sys.stdout is not None:
            sys.stdout.flush()  # whoever reads it may be gone
        rejected = [rejection for reading in readings for rejection in reading.rejected]
        is_kept = bool(files) and not inspect
        where = _kept(rejected, files, output) if is_kept else "leave --inspect out to have them written down"
    except SentimentError as error:
        say(f"error: {error}")
        raise typer.Exit(1) from None
    except ModuleNotFoundError as error:
        if (said := lacking(error)) is None:
            raise
        say(f"error: {said}")
        raise typer.Exit(1) from None
    except KeyboardInterrupt as error:
        number = error.number if isinstance(error, Stopped) else signal.SIGINT
        say(f"{'stopped' if isinstance(error, Stopped) else 'interrupted'}; {_resumed(output)}")
        raise typer.Exit(SIGNALLED + number) from None
    except BrokenPipeError:  # as of `| head`, which has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit from None
    except OSError as error:
        if not is_full(error):
            raise
        say(f"error: {unwritten(Path(error.filename or output or '-'), error)}")
        raise typer.Exit(1) from None
    if rejected:
        first, rows = rejected[0], "row" if len(rejected) == 1 else "rows"
        why = f"first: {first.file}, line {first.line}: {first.reason}"
        say(f"{len(rejected):,} {rows} could not be read; {where}; {why}")
        raise typer.Exit(PARTIAL)


class Commands(TyperGroup):
    """All commands; where there is no room even for the words of their help, one line says so."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Find a command; whoever names a file in its place is told what to type."""
        if args and args[0] not in self.commands and os.path.exists(args[0]):
            ctx.fail(f"expected a command; found the file {args[0]}; try: sentiment report {shlex.quote(args[0])}")
        return super().resolve_command(ctx, args)

    def main(self, *given: Any, **more: Any) -> Any:
        """Run a command."""
        # typer reads options by pydantic, which else asks every package that is installed whether it is a plugin.
        os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
        try:
            return super().main(*given, **more)
        except OSError as error:
            if not is_full(error):
                raise
            say(f"error: {unwritten(Path('-'), error)}")
            raise SystemExit(1) from None


def open_descriptors() -> None:
    """Give descriptors 0 to 2, where the caller closed them, to nothing, lest a file that is opened become one."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # the lowest that is free
    if sys.stderr is None:  # a closed output is refused where it would be written; what is said may go unheard
        sys.stderr = Path(os.devnull).open("w", encoding="utf-8")


def _ready(files: Sequence[str], output: str | Path | None, folder: bool) -> None:
    """Refuse what cannot be written before anything is read."""
    from sentiment.reading import outputs

    if sys.stdout is None and is_stdout(output):
        raise WriteError("an open standard output", "a closed one", "name a file with -o")
    outputs.refuse(output, files, folder=folder)


@contextmanager
def _stoppable() -> Iterator[None]:
    """Let a request to end unwind the program, so that it clears away what it was writing."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(number: int, frame: Any) -> None:
        signal.signal(number, signal.SIG_DFL)  # who asks twice does not want to wait
        raise Stopped(number)

    before = {number: signal.getsignal(number) for number in STOPS}
    for number in (number for number, known in before.items() if known == signal.SIG_DFL):  # nohup ignores one
        signal.signal(number, stop)
    try:
        yield
    finally:
        for number, known in before.items():
            signal.signal(number, known)


def _resumed(output: str | Path | None) -> str:
    if output is None or not Path(f"{os.path.realpath(output)}.parts").is_dir():
        return "nothing was written"
    return f"what is done is kept in {output}.parts; the same command goes on: {command()}"


def command(*, shown: bool = False) -> str:
    """Return what the user typed; for others to read, without the folders that files lie in."""
    given = sys.argv[1:]
    return shlex.join(["sentiment", *(map(_nameless, given) if shown else given)])


def _nameless(argument: str) -> str:
    """Return an argument without the folders of a path: they often bear the name of a person."""
    option, equals, value = argument.partition("=") if argument.startswith("-") else ("", "", argument)
    is_path = Path(value).is_absolute() or value[:1] == "~" or (os.sep in value and os.path.lexists(value))
    return f"{option}{equals}{Path(value).name}" if is_path and value else argument


def _kept(rejected: "list[Rejection]", files: Sequence[str], output: str | Path | None) -> str:
    from sentiment.reading import rejects

    return f"written to {rejects.settle(rejected, files, output)}"


def say(line: str) -> None:
    """Write a line on standard error, without what a file's own words could do to a terminal."""
    if sys.stderr is not None:
        with suppress(OSError):  # a terminal that is gone; the exit code says it
            typer.echo(visible(line), err=True)


def as_json(output: Path) -> None:
    """Refuse a name that promises another format than that of figures.

    Raises:
        WriteError: it does not end in .json.
    """
    if output.suffix.lower() != ".json":
        raise WriteError("a name that ends in .json, as these figures are written", output.name, "choose one with -o")


def named(output: str | Path) -> str:
    """Return what a sentence calls the place that a result went to."""
    return "standard output" if is_stdout(output) else str(output)


def print_or_write(found: Mapping[str, Any], output: Path) -> None:
    """Write figures as JSON, on standard output where that is named."""
    text = json.dumps(found, ensure_ascii=False, indent=1) + "\n"
    if is_stdout(output):
        sys.stdout.write(text)
        return
    with written(output) as part:
        part.write_text(text, encoding="utf-8", errors="replace")
    say(f"wrote {output}")
