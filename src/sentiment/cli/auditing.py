"""The commands about labels by hand: sample, audit."""

from pathlib import Path
from typing import Annotated

import typer

from sentiment.cli.exit import as_json, named, outcome, print_or_write, say
from sentiment.cli.options import Column, Lang, Scored, Since, Timezone, Until, Where, WithoutCopies, columns
from sentiment.filesystem import is_stdout
from sentiment.text import visible


def sample(
    files: Scored,
    n: Annotated[int, typer.Option("-n", help="How many comments to draw.")] = 200,
    by: Annotated[str | None, typer.Option("--by", help="Draw evenly from these groups, named as in report.")] = None,
    seed: Annotated[int, typer.Option("--seed", help="The same seed draws the same comments.")] = 0,
    where: Where = None,
    since: Since = None,
    until: Until = None,
    without_copies: WithoutCopies = False,
    timezone: Timezone = None,
    lang: Lang = "en",
    output: Annotated[
        str, typer.Option("-o", help="audit.xlsx, .csv, another table, or audit.tasks.json for Label Studio.")
    ] = "audit.xlsx",
) -> None:
    """Draw comments to label by hand; the model's labels are left out."""
    from sentiment.table.writers import check

    with outcome(files, output, check=check) as readings:
        from sentiment.api.auditing import sample_into
        from sentiment.cli.hearing import hearing
        from sentiment.summary.method import Method
        from sentiment.table.selection import Selection

        selection = Selection.of(where, since, until, without_copies, timezone)
        method = Method.of(timezone=timezone, selection=selection)
        with hearing(readings) as listener:
            drawn = sample_into(output, files, method, n=n, by=by, seed=seed, lang=lang, listener=listener)
        columns = [name for name in drawn.column_names if name.startswith("gold")]
        say(
            f"wrote {len(drawn)} comments to {named(output)}; fill in the column{'s' * (len(columns) > 1)} "
            f"{' and '.join(columns)}; how far you are: "
            f"sentiment audit {'FILE' if is_stdout(output) else output}"
        )


def audit(
    sheets: Annotated[
        list[str], typer.Argument(help="The sample with your labels, a file for each person.", metavar="SHEETS...")
    ],
    scored: Annotated[
        str | None, typer.Option("--scored", help="What it was drawn from: compares your labels with the model's.")
    ] = None,
    column: Column = None,
    lang: Lang = "en",
    output: Annotated[Path | None, typer.Option("-o", help="audit.json; the terminal if left out.")] = None,
) -> None:
    """Say how far you are with the labels: how many, where to stop, which ones to look at again."""
    with outcome(sheets, output, beside=[scored] if scored else (), check=as_json) as readings:
        from sentiment import api
        from sentiment.cli.hearing import hearing

        with hearing(readings) as listener:
            found = api.audit(*sheets, scored=scored, lang=lang, columns=columns(column), listener=listener)
        if output is None:
            typer.echo("\n".join(map(visible, found["said"])))
        else:
            print_or_write(found, output)
