"""The command regress."""

from pathlib import Path
from typing import Annotated

import typer

from sentiment.cli.exit import outcome, print_or_write, say
from sentiment.cli.options import Audit, Column, Scored, columns
from sentiment.filesystem import is_stdout


def regress(
    files: Scored,
    on: Annotated[str, typer.Option("--on", help="Columns parted by commas, e.g. 'group, time, likes'.")],
    of: Annotated[str, typer.Option("--of", help="tone, stance, or a label such as negative or favor.")] = "tone",
    audit: Audit = None,
    column: Column = None,
    output: Annotated[
        Path | None, typer.Option("-o", help="regression.csv or .json; - is JSON; the terminal if left out.")
    ] = None,
) -> None:
    """Say how tone or stance goes with group, time or likes, put right by labels of yours."""
    from sentiment.rendering import regression

    with outcome(files, output, beside=audit, check=regression.check) as readings:
        from sentiment import api
        from sentiment.cli.hearing import hearing

        with hearing(readings) as listener:
            found = api.regress(*files, on=on, of=of, audit=audit, columns=columns(column), listener=listener)
        if output is None:
            typer.echo(str(found), nl=False)
        elif is_stdout(output):
            print_or_write(found.document, output)
        else:
            found.save(output)
            say(f"wrote {output}")
