"""The commands that add up labels: report, check."""

from pathlib import Path
from typing import Annotated

import typer

from sentiment.cli.exit import as_json, command, outcome, print_or_write, say
from sentiment.cli.options import (
    Article,
    Audit,
    Column,
    Contrary,
    ContraryOne,
    Device,
    Emotion,
    Everything,
    Files,
    Fresh,
    Irony,
    KeepAuthors,
    Lang,
    Model,
    NoLimit,
    Platform,
    Since,
    Targets,
    Timezone,
    Toward,
    TowardOne,
    Until,
    Where,
    WithoutCopies,
    columns,
)
from sentiment.filesystem import is_stdout
from sentiment.text import visible


def report(
    files: Files,
    by: Annotated[
        list[str] | None,
        typer.Option(
            "--by",
            help="Column, month, week, day, hour, or two joined by +; group and language if left out; may be repeated.",
        ),
    ] = None,
    audit: Audit = None,
    event: Annotated[
        str | None,
        typer.Option("--event", help="Compare before and after, e.g. 2023-10-31T09:00, or 2023-10-31T13:00+04:00."),
    ] = None,
    where: Where = None,
    since: Since = None,
    until: Until = None,
    without_copies: WithoutCopies = False,
    timezone: Timezone = None,
    toward: Toward = None,
    contrary: Contrary = None,
    targets: Targets = None,
    emotion: Emotion = False,
    irony: Irony = False,
    everything: Everything = False,
    fresh: Fresh = False,
    lang: Lang = "en",
    model: Model = None,
    device: Device = "auto",
    platform: Platform = None,
    column: Column = None,
    article: Article = False,
    keep_authors: KeepAuthors = False,
    no_limit: NoLimit = False,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o", help="report.html, .json, .md, .xlsx, .datawrapper.csv; - is JSON; the terminal if left out."
        ),
    ] = None,
) -> None:
    """Summarize how people reacted: shares with intervals, and the quotes behind them."""
    from sentiment import rendering

    with outcome(files, output, beside=audit, check=rendering.check) as readings:
        from sentiment import api
        from sentiment.cli.hearing import hearing

        with hearing(readings) as listener:
            summary = api.report(
                *files,
                by=by,
                audit=audit,
                event=event,
                lang=lang,
                where=where,
                since=since,
                until=until,
                without_copies=without_copies,
                timezone=timezone,
                toward=toward,
                contrary=contrary,
                targets=targets,
                emotion=emotion,
                irony=irony,
                everything=everything,
                model=model,
                device=device,
                fresh=fresh,
                columns=columns(column),
                keep_authors=keep_authors,
                platform=platform,
                limited=not no_limit,
                article=article,
                command=command(shown=True),
                listener=listener,
            )
        if output is None:
            rendering.show(summary.document)
        elif is_stdout(output):
            print_or_write(summary.document, output)
        else:
            summary.save(output)
            say(f"wrote {output}")


def check(
    files: Files,
    claim: Annotated[str, typer.Option("--claim", help="What is claimed of the comments, e.g. 'mostly satisfied'.")],
    by: Annotated[str | None, typer.Option("--by", help="Column of the groups that the claim names.")] = None,
    audit: Audit = None,
    where: Where = None,
    since: Since = None,
    until: Until = None,
    without_copies: WithoutCopies = False,
    timezone: Timezone = None,
    toward: TowardOne = None,
    contrary: ContraryOne = None,
    lang: Lang = "en",
    model: Model = None,
    device: Device = "auto",
    platform: Platform = None,
    column: Column = None,
    article: Article = False,
    output: Annotated[Path | None, typer.Option("-o", help="check.json; the terminal if left out.")] = None,
) -> None:
    """Say whether the comments bear out a claim: supported, refuted, or cannot tell, and why."""
    with outcome(files, output, beside=audit, check=as_json) as readings:
        from sentiment import api
        from sentiment.cli.hearing import hearing

        with hearing(readings) as listener:
            found = api.check(
                *files,
                claim=claim,
                by=by,
                audit=audit,
                where=where,
                since=since,
                until=until,
                without_copies=without_copies,
                timezone=timezone,
                toward=toward,
                contrary=contrary,
                lang=lang,
                model=model,
                device=device,
                columns=columns(column),
                platform=platform,
                article=article,
                listener=listener,
            )
        if output is None:
            typer.echo("\n".join(map(visible, found["said"])))
        else:
            print_or_write(found, output)
