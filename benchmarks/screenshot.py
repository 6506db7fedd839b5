"""Take the README's picture of the report: `python benchmarks/screenshot.py`; needs Chromium on the path."""

import subprocess
import tempfile
from pathlib import Path

import sentiment

ROOT = Path(__file__).parents[1]
QUIET = ["--disable-gpu", "--no-sandbox", "--no-first-run", "--disable-background-networking", "--hide-scrollbars"]


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "report.html"
        sentiment.analyze(ROOT / "data" / "comments.jsonl", by=["language"]).save(page)
        picture = ROOT / "docs" / "report.png"
        command = ["chromium", "--headless", *QUIET, f"--user-data-dir={folder}/profile", "--window-size=860,1180"]
        subprocess.run([*command, f"--screenshot={picture}", page.as_uri()], check=True, capture_output=True)


if __name__ == "__main__":
    main()
