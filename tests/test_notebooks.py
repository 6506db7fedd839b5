import json
import re
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

NOTEBOOKS = sorted((Path(__file__).parents[1] / "notebooks").glob("*.ipynb"))


@pytest.mark.weights
@pytest.mark.filterwarnings("default")
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebook_runs(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(notebook, timeout=None, resources={"metadata": {"path": str(path.parent)}})
    client.execute()


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_outputs_are_stripped(path: Path) -> None:
    cells = json.loads(path.read_text())["cells"]
    assert [cell for cell in cells if cell.get("outputs") or cell.get("execution_count")] == []


def test_a_cell_shows_a_bar_with_pace_and_time_left_and_a_summary_once(tmp_path: Path) -> None:
    cells = [
        "from sentiment.api import Listener\nadvance = Listener().work(20, 'texts')\nadvance(5)\nadvance(15)",
        "import sys, sentiment; sys.path.append(tests)\nfrom support import scored\n"
        "summary = sentiment.summarize(scored(['negative', 'positive'] * 20))\nsummary",
    ]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in cells])
    notebook.cells[1].source = notebook.cells[1].source.replace("(tests)", f"({str(Path(__file__).parent)!r})")
    NotebookClient(notebook, timeout=None, resources={"metadata": {"path": str(tmp_path)}}).execute()
    bar, shown = (cell.outputs for cell in notebook.cells)
    assert {output.name for output in bar} == {"stdout"}
    last = "".join(output.text for output in bar).split("\r")[-1]
    assert re.fullmatch(r"100%\|█+\| 20/20 \[[\d:]+<[\d:]+, +[\d.]+ texts/s\]\n", last)
    (summary,) = [output for output in shown if output.output_type != "stream"]  # which holds other libraries' warnings
    assert summary.data["text/html"].count(first_line(summary.data["text/plain"])) == 1


def first_line(glance: str) -> str:
    """Return the beginning of the headline, with which the summary's text begins."""
    return glance.splitlines()[0][:40]
