"""Long work shown while it runs: a bar with pace and time left."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def bar(verb: str, unit: str) -> Iterator[Callable[[int, int], None]]:
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
