"""Run the command line: `python -m sentiment`."""

from sentiment.cli.commands import app

app()
