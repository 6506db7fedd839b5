"""The commands about a model: evaluate, train."""

from pathlib import Path
from typing import Annotated

import typer

from sentiment.cli.exit import as_json, outcome, print_or_write, say
from sentiment.cli.options import Column, Device, Labelled, Model, Platform, Task, TowardOne, columns


def evaluate(
    files: Labelled,
    model: Model = None,
    task: Task = None,
    toward: TowardOne = None,
    device: Device = "auto",
    platform: Platform = None,
    column: Column = None,
    output: Annotated[Path | None, typer.Option("-o", help="evaluation.json; the terminal if left out.")] = None,
) -> None:
    """Measure a model on comments that you labelled yourself."""
    with outcome(files, output, check=as_json) as readings:
        from sentiment import api, rendering
        from sentiment.cli.hearing import hearing

        with hearing(readings) as listener:
            found = api.evaluate(
                *files,
                model=model,
                task=task,
                toward=toward,
                device=device,
                columns=columns(column),
                platform=platform,
                listener=listener,
            )
        if output is None:
            typer.echo(rendering.evaluation(found), nl=False)
        else:
            print_or_write(found, output)


def train(
    files: Labelled,
    output: Annotated[Path, typer.Option("-o", help="Folder for the new model.")],
    base: Annotated[
        str | None, typer.Option("--base", help="Model to start from; the embedded one if left out.")
    ] = None,
    epochs: Annotated[int, typer.Option("--epochs", help="Passes over the labelled comments.", min=1)] = 3,
    task: Task = None,
    toward: TowardOne = None,
    encoder: Annotated[bool, typer.Option("--encoder", help="With --task: train the encoder too; slower.")] = False,
    platform: Platform = None,
    column: Column = None,
) -> None:
    """Fine-tune a model on comments that you labelled; use it afterwards with --model."""
    with outcome(files, output, folder=True) as readings:
        from sentiment import api
        from sentiment.cli.hearing import hearing

        with hearing(readings) as listener:
            found = api.train(
                *files,
                output=output,
                base=base,
                epochs=epochs,
                task=task,
                toward=toward,
                encoder=encoder,
                columns=columns(column),
                platform=platform,
                listener=listener,
            )
        overall = found["overall"]
        say(f"wrote {output}; macro-F1 {overall['macro_f1']:.2f} on {overall['n']} comments kept aside")
