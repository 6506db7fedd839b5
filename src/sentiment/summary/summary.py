"""The summary as an object: its figures as attributes, every format a method away."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sentiment import rendering
from sentiment.errors import DataError, MissingFileError, ReadError, first_line
from sentiment.estimation.estimators import Estimate
from sentiment.rendering.document import VERSION, Audit, Document, Quote, stances_of
from sentiment.rendering.translation import phrases
from sentiment.summary.adding_up import worded
from sentiment.summary.entries import estimate, estimates
from sentiment.summary.tidy import theme_rows, tidy

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, repr=False)
class Summary:
    """A reaction summary. Made by `sentiment.report` and `sentiment.summarize`, or read back by `Summary.load`.

    Attributes:
        document: the JSON contract (docs/summary.md), which every renderer shows and nothing else; the other attributes
            read it.
    """

    document: Document

    @classmethod
    def load(cls, path: str | Path) -> "Summary":
        """Read a summary back from the JSON that `save` wrote; every format can be made of it again.

        Args:
            path: a .json file of `sentiment report FILES -o report.json`.

        Raises:
            MissingFileError: there is no such file.
            ReadError: it is no summary.
            DataError: it is of another version of the contract.
        """
        try:
            found = json.loads(Path(path).read_text(encoding="utf-8"))
        except FileNotFoundError as error:
            raise MissingFileError("a summary as JSON", f"nothing at {path}", "check the path with ls") from error
        except (OSError, ValueError) as error:
            hint = "make one: sentiment report FILES -o report.json"
            raise ReadError("a summary as JSON", f"{path}: {first_line(error)}", hint) from error
        keys = Document.__required_keys__ - {"version"}
        if not isinstance(found, dict) or not keys & set(found):
            hint = "make one: sentiment report FILES -o report.json"
            raise ReadError("a summary as JSON", f"{path} without its keys", hint)
        if found.get("version") != VERSION or not keys <= set(found):
            hint = "make the report anew from the comments"
            raise DataError(f"a summary of version {VERSION}", f"{path} of {found.get('version', 'none')}", hint)
        return cls(found)  # type: ignore[arg-type]

    @property
    def headline(self) -> str:
        """One or two sentences, in the language of the summary."""
        return self.document["headline"]

    @property
    def notes(self) -> list[str]:
        """What a careful reader must know, the heaviest first."""
        return list(self.document["notes"])

    @property
    def overall(self) -> dict[str, Estimate]:
        """The share of each label over all scored comments."""
        return estimates(self.document["overall"])

    @property
    def net(self) -> Estimate | None:
        """Positive minus negative share, from -1 to 1; None for a model without these labels."""
        return estimate(self.document["net"]) if self.document["net"] else None

    @property
    def stance(self) -> dict[str, Estimate] | None:
        """The share of each stance toward the event; None where none was named, or several: see `stances`."""
        return estimates(self.document["stance"]["overall"]) if self.document["stance"] else None

    @property
    def stances(self) -> dict[str, dict[str, Estimate]]:
        """Event -> stance -> share, in the order named; the event is "" where each comment has its own."""
        return {own["event"] or "": estimates(own["overall"]) for own in stances_of(self.document)}

    @property
    def groups(self) -> dict[str, dict[str, dict[str, Estimate]]]:
        """Column -> value -> label -> share."""
        columns = self.document["groups"].items()
        return {column: {value: estimates(e) for value, e in values.items()} for column, values in columns}

    @property
    def quotes(self) -> dict[str, list[Quote]]:
        """Label -> comments that stand for it."""
        return self.to_dict()["quotes"]

    @property
    def audit(self) -> Audit | None:
        """How the model did on the comments that people labelled; None where nobody did."""
        return self.to_dict()["audit"]

    def to_frame(self, kind: str = "shares") -> "pd.DataFrame":
        """Return every share as a tidy table, one row a share.

        Args:
            kind: `shares`, or `themes`: how much of each group, period, and group in a period each theme is.

        Returns:
            Of `themes` the columns `theme` (its words), `column`, `group`, `period` (null for all), `count`, `share`,
            `low`, `high`, `n` (comments of the part) and `method`; of `shares`:
            Columns `part` (overall, net, a column that the comments are grouped by, time, event, stance, emotion ...),
            `group` (of the part; empty where it has none), `label`, `share`, `low`, `high` (from 0 to 1, of a
            difference from -1 to 1; NaN where there is nothing to count), `n` (comments) and `method`.

        Raises:
            DataError: there is no table of this kind.
        """
        import pandas as pd

        if kind == "themes":
            names = ["theme", "column", "group", "period", "count", "share", "low", "high", "n", "method"]
            return pd.DataFrame(theme_rows(self.document), columns=names)
        if kind != "shares":
            raise DataError("a table of shares or themes", kind, "say to_frame('themes')")
        columns = ["part", "group", "label", "share", "low", "high", "n", "method"]
        frame = pd.DataFrame(tidy(self.document), columns=columns)
        return frame.astype({"share": float, "low": float, "high": float, "n": int})

    def translated(self, lang: str) -> "Summary":
        """Return the same summary for readers of another language: en, az, tr or ru.

        Raises:
            DataError: there is no such language.
        """
        copy = self.to_dict()
        copy["lang"] = phrases(lang).language
        return Summary(worded(copy))

    def chart(self, kind: str = "overall") -> Any:
        """Return an interactive chart, for a notebook; needs the package altair.

        Of an event that the model does not read (`contrary` in the document) no share is drawn; the title says so.

        Args:
            kind: `overall`, `time`, `stance` or a column that the summary is grouped by.

        Raises:
            DataError: the summary has nothing of this kind.
        """
        return rendering.interactive(self.document, kind)

    def to_dict(self) -> Document:
        """Return the document, a copy that may be changed."""
        copy: Document = json.loads(json.dumps(self.document))
        return copy

    def save(self, path: str | Path) -> None:
        """Write the report in the format of the suffix: .html, .json, .md, .xlsx or .datawrapper.csv.

        Raises:
            WriteError: the suffix is none of these, or the file cannot be written.
        """
        rendering.save(self.document, Path(path))

    def __repr__(self) -> str:
        """Return a screenful: headline, overall shares, the heaviest notes, and what else there is."""
        return rendering.glance(self.document)

    def __str__(self) -> str:
        """Return what the terminal shows, without colours."""
        return rendering.terminal(self.document)

    def _repr_html_(self) -> str:
        return rendering.notebook(self.document)
