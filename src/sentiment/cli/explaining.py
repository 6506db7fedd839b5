"""The command that answers why: explain."""

from pathlib import Path
from typing import Annotated

import typer

from sentiment.cli.exit import as_json, outcome, print_or_write
from sentiment.cli.options import Article, Column, Device, Files, Lang, Model, Platform, columns


def explain(
    files: Files,
    comment: Annotated[str, typer.Argument(help="The id of the comment, as reports print it.", metavar="ID")],
    audit: Annotated[
        list[str] | None, typer.Option("--audit", help="Labels by hand: shows the nearest of these; may be repeated.")
    ] = None,
    neighbours: Annotated[int, typer.Option("-n", help="How many of the nearest comments to show.", min=0)] = 5,
    lang: Lang = "en",
    model: Model = None,
    device: Device = "auto",
    platform: Platform = None,
    column: Column = None,
    article: Article = False,
    output: Annotated[Path | None, typer.Option("-o", help="explanation.json; the terminal if left out.")] = None,
) -> None:
    """Show why a comment has its label: the words that carried it, what it is without them, what is near."""
    with outcome(files, output, beside=audit, check=as_json) as readings:
        from sentiment import api, rendering
        from sentiment.cli.hearing import hearing

        with hearing(readings) as listener:
            found = api.explain_comment(
                *files,
                id=comment,
                audit=audit,
                neighbours=neighbours,
                lang=lang,
                model=model,
                device=device,
                columns=columns(column),
                platform=platform,
                article=article,
                listener=listener,
            )
        if output is None:
            rendering.show_explained(found)
        else:
            print_or_write(found, output)
