"""The command line: parse, call one public function, print. Verbs named as in the library."""

import gc
import sys
from typing import Annotated

import typer

from sentiment.cli import auditing, explaining, labelling, learning, regressing, reporting, targeting
from sentiment.cli.exit import Commands, open_descriptors, outcome
from sentiment.errors import DISTRIBUTION

UNSEEN = 50_000  # objects made before rubbish is looked for; at Python's 700 that takes a tenth of a small report
WEIGHTS_LICENCE = "code Apache-2.0; embedded weights CC BY-NC-SA 4.0"

app = typer.Typer(
    name="sentiment",
    cls=Commands,
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
    gc.set_threshold(UNSEEN)
    open_descriptors()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    if show_version:
        from importlib.metadata import version

        with outcome((), None):
            typer.echo(f"sentiment {version(DISTRIBUTION)} ({WEIGHTS_LICENCE})")
        raise typer.Exit


for verb in (
    reporting.report, labelling.score, auditing.sample, auditing.audit, learning.evaluate, reporting.check,
    explaining.explain, targeting.targets, regressing.regress, learning.train, labelling.read,
):  # fmt: skip
    app.command()(verb)
