"""Every file that this program writes is read back as what it is, or refused as what it is."""

import json
from pathlib import Path
from typing import Any

import pytest
from datasets import Dataset
from typer.testing import CliRunner

import sentiment
from sentiment.cli.commands import app
from sentiment.errors import ReadError
from sentiment.reading import figures, outputs, reader
from sentiment.table.writers import WRITERS
from support import load, scored

EVENTS = ("TikTok is unblocked again", "The ban lasted a month")
LABELS = ("negative", "positive", "neutral")
TABLES = sorted(WRITERS.keys() - {".4cat.csv"})
FIGURES = (
    "report.html", "report.md", "report.json", "report.xlsx", "shares.datawrapper.csv", "labels.4cat.csv",
    "check.json", "explanation.json", "audit.json", "evaluation.json", "inspection.json", "regression.csv",
    "regression.json", "targets.csv", "targets.json", "targets.jsonl", "targets.parquet", "targets.xlsx",
)  # fmt: skip


def table() -> Dataset:
    """A table as `score` leaves it toward two events, one of them asked both ways, with vectors."""
    texts = [f"Nəhayət açıldı {i}, çox sevindim" for i in range(len(LABELS))]
    sides: dict[str, list[Any]] = {"stance": ["favor", "against", "none"], **{f"p_{s}": [1.0, 0.0, 0.0] for s in "fan"}}
    asked: dict[str, list[Any]] = {}
    for number, event in enumerate(EVENTS, 1):
        asked |= {"stance" + f"_{number}": sides["stance"], f"toward_{number}": [event] * 3}
    asked |= {"contrary_1": ["TikTok stays blocked for good"] * 3, "emotion": ["joy", "none", "joy"]}
    vectors = Dataset.from_dict({"vector": [[float(i == j) for j in range(4)] for i in range(3)]})
    own = {"text": texts, "clean": texts, "language": ["az"] * 3, "copy_of": [None] * 3, "platform": [None] * 3}
    found = scored(LABELS, **own, **asked, model=["tiny@abcdef012345"] * 3)
    return found.add_column("vector", vectors["vector"][:])


@pytest.mark.parametrize("suffix", TABLES)
def test_a_table_is_read_back_as_it_was(tmp_path: Path, suffix: str) -> None:
    sentiment.write(table(), tmp_path / f"own{suffix}")
    read, kept = reader.load(tmp_path / f"own{suffix}").comments, table()
    for name in ("id", "text", "label", "p_positive", "stance_2", "toward_2", "contrary_1", "emotion", "language"):
        assert read[name] == kept[name][:], name


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory, tiny: Path) -> Path:
    """Write all that the commands can."""
    folder = tmp_path_factory.mktemp("written")
    lines = [
        {"id": str(i), "text": f"TikTok {'good' if i % 2 else 'bad'} {i}", "group": "ab"[i % 2]} for i in range(40)
    ]
    (folder / "c.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))

    def run(*given: str) -> str:
        result = CliRunner().invoke(app, [name.replace("@", f"{folder}/") for name in given])
        assert result.exit_code == 0, result.output
        return result.output

    run("score", "@c.jsonl", "-o", "@s.parquet", "--model", str(tiny))
    run("sample", "@s.parquet", "-n", "30", "-o", "@a.csv")
    labels = [row | {"gold": LABELS[i % 2]} for i, row in enumerate(reader.load(folder / "a.csv").comments.to_list())]
    sentiment.write(Dataset.from_list(labels), folder / "a.jsonl")
    for name in FIGURES:
        match name.partition("."):
            case ("report" | "shares", _, _):
                run("report", "@s.parquet", "--by", "group", "-o", f"@{name}")
            case ("labels", _, _):
                run("score", "@s.parquet", "-o", f"@{name}")
            case ("check", _, _):
                run("check", "@s.parquet", "--claim", "most are negative", "-o", f"@{name}")
            case ("explanation", _, _):
                run("explain", "@s.parquet", "3", "--model", str(tiny), "-o", f"@{name}")
            case ("audit", _, _):
                run("audit", "@a.jsonl", "-o", f"@{name}")
            case ("evaluation", _, _):
                run("evaluate", "@a.jsonl", "--model", str(tiny), "-o", f"@{name}")
            case ("inspection", _, _):
                run("read", "@c.jsonl", "--inspect", "-o", f"@{name}")
            case ("regression", _, _):
                run("regress", "@s.parquet", "--on", "group", "--audit", "@a.jsonl", "-o", f"@{name}")
            case _:
                said = run("targets", "@s.parquet", "-o", f"@{name}")
                assert said.endswith(f"targets to {folder / name}\n")
    return folder


@pytest.mark.parametrize("name", FIGURES)
def test_figures_are_refused_as_what_they_are(written: Path, name: str) -> None:
    what = {"report": figures.REPORT, "labels": figures.LABELS}.get(name.partition(".")[0], figures.FIGURES)
    with pytest.raises(ReadError) as refused:
        reader.load(written / name)
    assert refused.value.found == f"{name}: {what}"


def test_comments_beside_figures_of_another_program_are_no_report(tmp_path: Path) -> None:
    page = {
        "selection": "all",
        "comments": [{"text": f"Nəhayət açıldı {i}"} for i in range(3)],
        "scored": 0,
        "skipped": 1,
    }
    for name in ("x.json", "y.jsonl"):
        indent = 1 if name == "x.json" else None
        (tmp_path / name).write_text(json.dumps(page, indent=indent), encoding="utf-8")
        assert reader.load(tmp_path / name).comments["text"] == [
            "Nəhayət açıldı 0",
            "Nəhayət açıldı 1",
            "Nəhayət açıldı 2",
        ]


def test_a_report_is_no_article(written: Path) -> None:
    for name in ("report.html", "report.md"):
        with pytest.raises(ReadError, match=figures.REPORT):
            sentiment.read(written / name, article=True)


def test_figures_beside_comments_are_passed_over_and_may_be_written_again(written: Path) -> None:
    assert {path.name for path in outputs.among(str(written))} >= {*FIGURES}
    outputs.refuse(written / "check.json", [str(written)])


@pytest.mark.parametrize("header", ["id,label,toward_1,contrary_1,language,score", "id,stance_1,toward_1,clean,when"])
def test_what_this_program_adds_is_never_what_somebody_said(tmp_path: Path, header: str) -> None:
    cells = ("favor", "TikTok is open again", "TikTok is shut for good", "nobody said so", "5")
    with pytest.raises(ReadError, match="a column with the comments"):
        load(tmp_path, f"{header}\n" + "".join(f"{i},{','.join(cells)}\n" for i in range(4)))


def test_tasks_for_a_labelling_tool_are_rows(tmp_path: Path) -> None:
    tasks = [{"data": {"ref": f"c{i}", "şərh": f"Nəhayət açıldı {i}"}} for i in range(3)]
    found = load(tmp_path, tasks, "tasks.json")
    assert found.comments["text"] == ["Nəhayət açıldı 0", "Nəhayət açıldı 1", "Nəhayət açıldı 2"]
    assert found.comments["ref"] == ["c0", "c1", "c2"]
