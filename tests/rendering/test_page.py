"""The page in a browser: what a reader sees, reaches by keyboard, and what leaves it."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from datasets import Dataset

import sentiment
from sentiment import rendering
from sentiment.rendering.translation import LANGUAGES
from support import HOSTILE, LABELS, scored
from support_campaign import campaign
from support_report import audited, clear, told
from support_stance import several

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on the path")]
PHONE, DESKTOP = {"width": 360, "height": 740}, {"width": 1200, "height": 900}


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


def hostile() -> dict:
    """A report whose comments and groups are all hostile."""
    texts = [clear(text) for text in HOSTILE] * 6
    n = len(texts)
    times = [datetime(2023, 10, 20 + i % 9, 9, tzinfo=UTC) for i in range(n)]
    table = scored([LABELS[i % 3] for i in range(n)], group=texts, language=["az", "ru"] * (n // 2))
    place = table.column_names.index("text")
    arrow = table.data.table.set_column(place, "text", [texts])
    arrow = arrow.append_column("time", pa.array(times, pa.timestamp("us", tz="UTC")))
    return sentiment.summarize(Dataset(arrow), by=["group", "language"], floor=2, event="2023-10-24").to_dict()


PAGES = {"audited": audited, "told": told, "hostile": hostile, "campaign": campaign}


@pytest.fixture(params=PAGES)
def path(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / "report.html"
    rendering.save(PAGES[request.param](), path)
    return path


def opened(browser: Any, path: Path, size: dict, **options: Any) -> Any:
    page = browser.new_context(viewport=size, **options).new_page()
    page.asked = []
    page.on("request", lambda request: page.asked.append(request.url))
    page.goto(path.as_uri())
    return page


def test_nothing_leaves_the_page_and_nothing_overflows_a_phone(browser: Any, path: Path) -> None:
    page = opened(browser, path, PHONE)
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    assert page.asked == [path.as_uri()]
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


def test_every_fold_opens_by_keyboard(browser: Any, tmp_path: Path) -> None:
    rendering.save(campaign(), tmp_path / "report.html")
    page = opened(browser, tmp_path / "report.html", DESKTOP)
    folds = page.locator("details").count()
    assert folds == 1  # the figures over time
    for _ in range(page.locator("a, input, summary, [tabindex]").count()):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('details:not([open]) > summary')"):
            page.keyboard.press("Enter")
    assert page.locator("details[open]").count() == folds


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(browser: Any, path: Path, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = opened(browser, path, DESKTOP, color_scheme=scheme, bypass_csp=True)
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    found = Axe().run(page).response["violations"]
    assert [(v["id"], v["nodes"][0]["html"]) for v in found if v["impact"] in {"serious", "critical"}] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_phone_holds_the_report_in_every_language(browser: Any, tmp_path: Path, language: str) -> None:
    sentiment.Summary(audited()).translated(language).save(tmp_path / "report.html")
    page = opened(browser, tmp_path / "report.html", PHONE)
    assert page.evaluate("document.documentElement.lang") == language
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


def test_print_shows_what_is_folded(browser: Any, path: Path) -> None:
    page = opened(browser, path, DESKTOP)
    page.emulate_media(media="print")
    shown = "[...document.querySelectorAll('blockquote:not(.more), details td')]"
    hidden = f"{shown}.filter(one => one.getBoundingClientRect().height === 0).length"
    assert page.evaluate(hidden) == 0


def test_in_print_asides_are_no_larger_than_what_they_stand_beside(browser: Any, path: Path) -> None:
    page = opened(browser, path, DESKTOP)
    page.emulate_media(media="print")
    sizes = "all => all.map(one => parseFloat(getComputedStyle(one).fontSize))"
    (text,) = page.locator(".reaction").evaluate_all(sizes)
    assert max(page.locator(".soft, footer, summary, legend").evaluate_all(sizes)) < text


def test_printed_quotes_of_a_table_say_which_row_they_stand_behind(browser: Any, tmp_path: Path) -> None:
    sides = ["favor", "against", "none"] * 20
    sentiment.summarize(several(sides, sides)).save(tmp_path / "report.html")
    page = opened(browser, tmp_path / "report.html", DESKTOP)
    page.emulate_media(media="print")
    shown = page.locator("summary:visible").all_inner_texts()
    assert shown == ["Quotes: TikTok was unblocked", "Quotes: the ministry"]


@pytest.mark.parametrize("name", ["מומחים", "خبراء"])
def test_a_figure_stands_behind_a_name_that_is_read_from_the_right(browser: Any, tmp_path: Path, name: str) -> None:
    document = audited()
    document["notes"] = [f"by group: {name} 4–63 %"]
    (tmp_path / "report.html").write_text(rendering.page(document), encoding="utf-8")
    page = opened(browser, tmp_path / "report.html", DESKTOP)
    name_right, four, sixty = page.evaluate(
        """() => {
            const name = [...document.querySelectorAll("li bdi")].at(-1), after = name.nextSibling;
            const place = letters => {
                const range = document.createRange(), start = after.data.indexOf(letters);
                range.setStart(after, start); range.setEnd(after, start + letters.length);
                return range.getBoundingClientRect().left;
            };
            return [name.getBoundingClientRect().right, place("4"), place("63")];
        }"""
    )
    assert name_right <= four < sixty


def test_quotes_are_filtered_by_label_and_group_and_none_is_there_twice(browser: Any, tmp_path: Path) -> None:
    rendering.save(campaign(), tmp_path / "report.html")
    page = opened(browser, tmp_path / "report.html", DESKTOP)
    links = page.locator("blockquote a").evaluate_all("all => all.map(one => one.href)")
    assert len(links) == len(set(links)) > 20
    shown = page.locator(".wall blockquote:visible")
    at_first = shown.count()
    page.get_by_role("radio", name="negative").check()
    page.get_by_role("radio", name="Russian").check()
    told = shown.all_inner_texts()
    assert 0 < len(told) < at_first
    assert all("Russian" in text for text in told)
    assert all(("negative" in text) or ("against" in text) or ("no side" in text) for text in told)
    page.get_by_role("radio", name="all").nth(0).check()
    assert shown.count() > len(told)
