"""What is printed for the eye, in 80 columns, or as many as a terminal has; in colours where the output is one."""

import io
import shutil
import sys
from collections.abc import Callable
from typing import Any

WIDTH = 80
Printed = Callable[[Any], None]  # what prints on a console of rich


def plain(printed: Printed) -> str:
    """Return as plain text what is printed."""
    from rich.console import Console

    file = io.StringIO()
    # In a notebook rich would display what it prints, line by line, instead of writing it to the file.
    printed(Console(file=file, width=WIDTH, color_system=None, legacy_windows=False, force_jupyter=False))
    return file.getvalue()


def show(printed: Printed) -> None:
    """Print to standard output."""
    if not sys.stdout.isatty():  # rich would end the program where `| head` has seen enough
        sys.stdout.write(plain(printed))
        return
    from rich.console import Console

    printed(Console(width=min(shutil.get_terminal_size().columns, WIDTH), highlight=False, force_jupyter=False))
