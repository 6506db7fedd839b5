"""The command that says what comments are about."""

from typing import Annotated

import typer

from sentiment.cli.exit import named, outcome, say
from sentiment.cli.options import Article, Column, Files, NoLimit, Platform, columns


def targets(
    files: Files,
    n: Annotated[int, typer.Option("-n", help="How many.")] = 20,
    platform: Platform = None,
    column: Column = None,
    article: Article = False,
    no_limit: NoLimit = False,
    output: Annotated[
        str | None, typer.Option("-o", help="targets.csv, .json or another table; the terminal if left out.")
    ] = None,
) -> None:
    """List what the comments are about: names and nouns that recur, with counts and spellings."""
    from sentiment.table.writers import check, write

    with outcome(files, output, check=check) as readings:
        from sentiment.api.targeting import as_table
        from sentiment.api.targeting import targets as found_in
        from sentiment.cli.hearing import hearing
        from sentiment.rendering.target_list import target_list

        with hearing(readings) as listener:
            found = found_in(
                *files,
                n=n,
                columns=columns(column),
                platform=platform,
                limited=not no_limit,
                article=article,
                listener=listener,
            )
        if output is None:
            typer.echo(target_list((t.name, len(t.rows), t.spellings) for t in found), nl=False)
        else:
            write(as_table(found), output)
            say(f"wrote {len(found)} targets to {named(output)}")
