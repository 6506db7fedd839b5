"""What several verbs of the command line take alike."""

from typing import Annotated

import typer

from sentiment.errors import SentimentError

Files = Annotated[
    list[str], typer.Argument(help="Comment files, patterns, or - for standard input.", metavar="FILES...")
]
Labelled = Annotated[list[str], typer.Argument(help="Files with your labels in a column gold.", metavar="FILES...")]
Scored = Annotated[list[str], typer.Argument(help="Files written by sentiment score.", metavar="FILES...")]
Lang = Annotated[str, typer.Option("--lang", help="Language of what is written: en, az, tr or ru.")]
Audit = Annotated[
    list[str] | None, typer.Option("--audit", help="The sample with your labels in gold; may be repeated.")
]
Model = Annotated[
    str | None, typer.Option("--model", help="A local folder or a hub id; the embedded model if left out.")
]


def device_named(name: str) -> str:
    """Refuse the name of a device that there is none of, before anything is read."""
    from sentiment.scoring.asked import check_device

    try:
        check_device(name)
    except SentimentError as error:
        raise typer.BadParameter(str(error)) from None
    return name


Device = Annotated[str, typer.Option("--device", help="auto, cpu, cuda, cuda:1 or mps.", callback=device_named)]
Column = Annotated[
    list[str] | None,
    typer.Option("--column", help="Which column is which, e.g. text=Yorum; may be repeated.", metavar="ROLE=NAME"),
]
Platform = Annotated[
    str | None,
    typer.Option("--platform", help="Where the files are from; none reads plain tables; guessed if left out."),
]
Article = Annotated[bool, typer.Option("--article", help="The files are news articles: take the quotes in them.")]
Where = Annotated[
    list[str] | None,
    typer.Option(
        "--where", help="Count only rows with this, e.g. group=commenter, likes>=10; may be repeated.", metavar="EXPR"
    ),
]
Since = Annotated[str | None, typer.Option("--since", help="Count only comments from this moment on.", metavar="TIME")]
Until = Annotated[
    str | None, typer.Option("--until", help="Count only comments before this moment, or to this day.", metavar="TIME")
]
WithoutCopies = Annotated[bool, typer.Option("--without-copies", help="Count the first comment of each text alone.")]
Timezone = Annotated[
    str | None,
    typer.Option(
        "--timezone", help="Of days, hours and times without one, e.g. Asia/Baku; UTC if left out.", metavar="ZONE"
    ),
]
Toward = Annotated[
    list[str] | None,
    typer.Option(
        "--toward", help="An event in a few words; adds the stance toward it. May be repeated.", metavar="EVENT"
    ),
]
Targets = Annotated[
    str | None,
    typer.Option("--targets", help="auto: what the comments are about, and the side they take on it.", metavar="auto"),
]
_CONTRARY = typer.Option(
    "--contrary", help="The event's contrary: the stance is what is said of both.", metavar="EVENT"
)
Contrary = Annotated[list[str] | None, _CONTRARY]
TowardOne = Annotated[
    str | None, typer.Option("--toward", help="The event of the stances, in a few words.", metavar="EVENT")
]
ContraryOne = Annotated[str | None, _CONTRARY]
Emotion = Annotated[bool, typer.Option("--emotion", help="Add the emotion.")]
Irony = Annotated[bool, typer.Option("--irony", help="Add how likely irony is.")]
Everything = Annotated[bool, typer.Option("--all", help="--emotion, --irony, and what heads of your own say.")]
Vectors = Annotated[bool, typer.Option("--vectors", help="Add what each comment is about, as a vector of numbers.")]
Task = Annotated[
    str | None,
    typer.Option(
        "--task",
        help="stance, emotion, irony or a name of your own; labels in gold_TASK, or gold; the tone if left out.",
    ),
]
Fresh = Annotated[bool, typer.Option("--fresh", help="Ask the model again for texts that an earlier run asked it for.")]
NoLimit = Annotated[bool, typer.Option("--no-limit", help="Unpack archives however large.")]
KeepAuthors = Annotated[bool, typer.Option("--keep-authors", help="Keep names as they are instead of hashing them.")]


def columns(pairs: list[str] | None) -> dict[str, str]:
    """Read what follows `--column`: which column of the table is which of the file."""
    from sentiment.reading.reader import NAMES

    found = {}
    for pair in pairs or []:
        role, equals, name = pair.partition("=")
        if not equals or not name or role not in NAMES:
            raise typer.BadParameter(f"{pair!r} is not ROLE=NAME with one of {', '.join(NAMES)}")
        found[role] = name
    return found
