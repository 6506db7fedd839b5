"""Take the pictures of the report in docs/: `python benchmarks/screenshot.py`; needs Chromium on the path.

What is taken: the top of the page on a desktop, on a phone in Azerbaijani, in the dark in Russian, and as it prints;
and, of comments with replies, the first screen with its three answers.
"""

import io
import json
import shutil
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

import sentiment

ROOT = Path(__file__).parents[1]
EVENT = "TikTok was unblocked in Azerbaijan"
COLORS = 200  # enough for charts, text and emoji, and a third of the size
QUESTIONS = "report-questions"
SHOTS = {
    "report": ("en", {"viewport": {"width": 1200, "height": 1500}}, "screen"),
    "report-phone": ("az", {"viewport": {"width": 390, "height": 1500}}, "screen"),
    "report-dark": ("ru", {"viewport": {"width": 1200, "height": 1500}, "color_scheme": "dark"}, "screen"),
    QUESTIONS: ("en", {"viewport": {"width": 1440, "height": 900}}, "screen"),
    "report-print": ("en", {"viewport": {"width": 794, "height": 1123}}, "print"),
}


def answered() -> list[dict[str, object]]:
    """Return the seed's comments and the pairs of a comment and a reply; all of them are invented."""
    pairs = map(json.loads, (ROOT / "benchmarks/data/replies.jsonl").read_text(encoding="utf-8").splitlines())
    rows = list(map(json.loads, (ROOT / "data/comments.jsonl").read_text(encoding="utf-8").splitlines()))
    parents: dict[str, str] = {}
    for n, pair in enumerate(pairs):
        first = parents.setdefault(pair["parent"], f"first-{len(parents)}")
        rows.append({"id": f"reply-{n}", "text": pair["reply"], "parent": first})
    return [*rows, *({"id": own, "text": text} for text, own in parents.items())]


def main() -> None:
    found = sentiment.report(ROOT / "data" / "comments.jsonl", by=["language"], toward=EVENT, event="2023-10-31T12:00")
    questions = sentiment.report(answered(), by=["language"], targets="auto")
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for name, (language, options, media) in SHOTS.items():
            path = Path(folder) / f"{name}.html"
            (questions if name == QUESTIONS else found).translated(language).save(path)
            page = browser.new_context(**options).new_page()
            page.emulate_media(media=media)
            page.goto(path.as_uri())
            picture = Image.open(io.BytesIO(page.screenshot()))
            picture.quantize(COLORS).save(ROOT / "docs" / f"{name}.png", optimize=True)
        browser.close()


if __name__ == "__main__":
    main()
