"""Source and date of every set, as the data's own pages (`DATA/*/SOURCES.md`) state them."""

import re
from pathlib import Path

import pairs
import singles

Facts = dict[str, str | bool]

# Sets that this project labelled or wrote; their pages name no original.
OURS = {
    "az_relabelled": "texts of LocalDoc and app reviews, labelled anew by this project",
    "az_relabelled_2": "texts of LocalDoc, labelled anew by this project",
    "umsab_hi_relabelled": "texts of UMSAB, labelled anew by this project",
    "targets_real": "texts of nine of these sets, labelled by this project",
    "stance_targets_real": "texts of nine of these sets, targets and labels by this project",
    "events": "this project",
}
MADE_IN = "2026"
DERIVED = {"tone_brighter_derived": "emotion_brighter_core"}  # from the emotions of a set by others
_PART = re.compile(r"## ([\w-]+)\n(.*?)(?=\n## |\Z)", re.DOTALL)
_ORIGINAL = re.compile(r"^- Original[^:\n]*: (.+)$", re.MULTILINE)
_LINE = re.compile(r"^\| ((?:`[\w-]+`(?:, )?)+) \|.*\| ([^|]+) \|$", re.MULTILINE)  # names; the source stands last
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def facts_of(data: Path) -> dict[str, Facts]:
    """Return of every set `source`, `date` (of publication; `undated` where its page states none) and `trained`.

    Raises:
        SystemExit: a set has no page: it would pass for ours.
    """
    cited = {}
    for path in sorted(data.glob("*/SOURCES.md")):
        cited |= originals(path.read_text(encoding="utf-8"))
    found: dict[str, Facts] = {}
    for name in known_sets():
        told = cited.get(name, "")
        told = cited.get(told.removeprefix("see "), told)
        if name in DERIVED:
            told = f"{cited[DERIVED[name]].partition('):')[0]}), tone derived by this project"
        if name not in OURS and not told:
            raise SystemExit(f"no source of {name} in {data}/*/SOURCES.md")
        date = MADE_IN if name in OURS else max(_YEAR.findall(told), default="undated")
        found[name] = {"source": OURS.get(name, told), "date": date, "trained": True}
    return found


def originals(page: str) -> dict[str, str]:
    """Return what a page cites for each of its sets: what stands before the first semicolon outside brackets."""
    found = {name: line[1] for name, part in _PART.findall(page) if (line := _ORIGINAL.search(part))}
    for names, source in _LINE.findall(page):
        found |= dict.fromkeys(re.findall(r"`([\w-]+)`", names), source)
    return {name: re.match(r"(?:\([^()]*\)|[^;])*", told)[0].strip() for name, told in found.items()}


def known_sets() -> list[str]:
    """Return the names of all sets."""
    names = [n.split("/")[1] for n in (*singles.TONE, *singles.EMOTION, *singles.IRONY, *pairs.OTHERS)]
    return [*names, "targets_real", "stance_targets_real", "events"]
