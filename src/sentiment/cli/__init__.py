"""The command line: parse, call one public function, print. Verbs named as in the library."""

from sentiment.cli.commands import app

__all__ = ["app"]
