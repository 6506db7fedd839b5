"""Write the tables of README.md, two pages of docs and the model's card from what was measured.

    python benchmarks/readme.py [--evaluation FILE]

What is said of the model comes from its `evaluation.json`, all else from `benchmarks/results`.
"""

import argparse
import json
import re
from functools import partial
from pathlib import Path
from typing import Any

from model_tables import EVALUATION, LANGUAGES, TABLES, evaluation

ROOT = Path(__file__).parents[1]
PAGES = (ROOT / "README.md", ROOT / "docs" / "scale.md", ROOT / "docs" / "method.md", ROOT / "model" / "README.md")
FALSE = "false differences"
FIRST = ("az", "tr", "ru", "en", "kk", "ar")


def accuracy(found: dict[str, Any]) -> str:
    lines = ["| language | labelled texts | macro-F1 | accuracy |", "| --- | ---: | ---: | ---: |"]
    for code in FIRST:
        part = found["languages"][code]
        lines.append(
            f"| {LANGUAGES[code]} | {part['n']:,} | {100 * part['macro_f1']:.1f} | {100 * part['accuracy']:.1f} % |"
        )
    others = [part for code, part in found["languages"].items() if code not in FIRST]
    n, hits = sum(p["n"] for p in others), sum(p["accuracy"] * p["n"] for p in others)
    lines.append(f"| {len(others)} more | {n:,} | | {100 * hits / n:.1f} % |")
    lines.append("")
    clean = next(part for part in found["sets"] if part["set"] == "az_relabelled")
    lines.append(
        f"UMSAB (tweets), mean macro-F1 over {umsab(found)}. Azerbaijani "
        f"comments with clean labels: {100 * clean['macro_f1']:.1f} macro-F1 "
        f"({clean['n']} texts). Expected calibration error: {found['calibration_error']:.3f}."
    )
    return "\n".join(lines)


def umsab(found: dict[str, Any]) -> str:
    measured = sum(part["set"] == "umsab" for part in found["sets"])
    return f"{measured} of its eight languages: {100 * found['umsab_mean_macro_f1']:.1f}"


def speed() -> str:
    found = json.loads((ROOT / "benchmarks" / "results" / "speed.json").read_text())
    lines = [
        f"| {found['comments']:,} comments, {found['machine']} | comments per second | ours is faster |",
        "| --- | ---: | ---: |",
    ]
    ours, *others = found["per_second"].items()
    lines.append(f"| {ours[0]} | {ours[1]:,.0f} | |")
    lines += [f"| {name} | {pace:,.0f} | {found['times'][name]:.1f} times |" for name, pace in others]
    if same := found.get("same_labels_as_fp32"):
        lines += ["", f"Labels the same as torch in fp32: {100 * same['share']:.1f} % of {same['n']:,} comments."]
    return "\n".join(lines)


def startup() -> str:
    found = json.loads((ROOT / "benchmarks" / "results" / "startup.json").read_text())["commands"]
    times = ", ".join(f"`{name}` {part['median_s']:.2f} s" for name, part in found.items())
    return f"Time to the first word: {times}."


def peers(measured: dict[str, Any]) -> str:
    found = result("peers")
    rows = ", ".join(f"{n} {code}" for code, n in found["gold"].items())
    lines = [
        f"| {found['comments']:,} comments, 2 cores | comments per second | first label | memory | macro-F1 en | az |",
        "| --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    for tool, told in found["tools"].items():
        f1 = [f"{100 * told['macro_f1'][code]:.1f}" if code in told["macro_f1"] else "" for code in ("en", "az")]
        cells = (f"{told['per_second']:,.0f}", f"{told['first_s']:.1f} s", f"{told['peak_mb']:,.0f} MB", *f1)
        lines.append(f"| {tool} | {' | '.join(cells)} |")
    lines.append("| twitter-xlm-roberta-base-sentiment (quoted, not run here) | | | | 70.6 | |")
    return "\n".join(
        [
            *lines,
            "",
            f"Macro-F1 on validation rows that the embedded model was not trained on: {rows}. Quoted: test part of "
            "the same English tweets, Barbieri et al. 2022 (UMSAB: 69.4 over eight languages; ours, validation, over "
            f"{umsab(measured)}).",
        ]
    )


def road() -> str:
    found = result("road")
    lines = [
        f"| {found['comments']:,} comments, {found['per_second']:,.0f} a second | seconds | of the whole | a second |",
        "| --- | ---: | ---: | ---: |",
    ]
    for stage, told in found["stages"].items():
        lines.append(f"| {stage} | {told['seconds']:.1f} | {100 * told['share']:.1f} % | {told['per_second']:,} |")
    return "\n".join(lines)


def endurance() -> str:
    lines = [
        "| model | comments | seconds | a second | peak | anonymous |",
        "| --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    for name, told in result("endurance").items():
        for size, part in told["sizes"].items():
            cells = (f"{int(size):,}", f"{part['seconds']:,.0f}", f"{part['per_second']:,.0f}",
                     f"{part['peak_mb']:,} MB", f"{part['anonymous_mb']:,} MB")  # fmt: skip
            lines.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join(lines)


def against() -> str:
    lines = [
        "| work | CPU s before | now | times less | peak before | now | runs |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for work, told in result("against")["works"].items():
        sides = [told[side] if side in told else None for side in ("before", "now")]
        seconds = ["" if side is None else _with_spread(side["cpu_s"]) for side in sides]
        peaks = ["" if side is None else f"{side['peak_mb']['median']:,.0f} MB" for side in sides]
        times = "" if None in sides else f"{sides[0]['cpu_s']['median'] / sides[1]['cpu_s']['median']:.1f}"
        lines.append(f"| {' | '.join([work, *seconds, times, *peaks])} | {told['repeats']} |")
    return "\n".join(lines)


def _with_spread(figure: dict[str, Any]) -> str:
    low, high = figure["spread"]
    return f"{figure['median']:.2f}" + (f" ({low:.2f} to {high:.2f})" if low < high else "")


def growth() -> str:
    lines = [
        "| work | rows | CPU s | rows a CPU second | peak | file | what is written |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for work, sizes in result("growth")["works"].items():
        for rows, told in sizes.items():
            disk = (f"{told[name]:,.1f} MB" for name in ("peak_mb", "file_mb", "output_mb"))
            cells = (f"{int(rows):,}", f"{told['cpu_s']:.1f}", f"{told['rows_per_cpu_s']:,}", *disk)
            lines.append(f"| `{work}` | {' | '.join(cells)} |")
    return "\n".join(lines)


def coverage() -> str:
    sides, lines = (
        _simulated(),
        [
            "| 95 % interval | held | least | width | before: held | least | width |",
            "| --- | ---: | ---: | ---: | ---: | ---: | ---: |",
        ],
    )
    for name in (name for name in sides[0] if not name.startswith(FALSE)):
        cells = [
            f"{100 * figure:.0f}{unit}"
            for told in (side[name] for side in sides)
            for figure, unit in (
                (sum(told["by_label"]) / 3, " %"), (min(told["by_label"]), " %"), (told["width"], "")
            )
        ]  # fmt: skip
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join(lines)


def false_differences() -> str:
    now, before = _simulated()
    lines = ["| false differences, nominal 5 % at most | reports with one | before |", "| --- | ---: | ---: |"]
    for name in (name for name in now if name.startswith(FALSE)):
        cells = [f"{100 * side[name]['by_label'][0]:.0f} %" for side in (now, before)]
        lines.append(f"| {name.removeprefix(FALSE).lstrip(', ')} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _simulated() -> tuple[dict[str, Any], dict[str, Any]]:
    """Return by kind what `coverage.py` found, and what it found without what its files taught."""
    found = result("coverage")
    return found["now"]["kinds"], found["without"]["kinds"]


def cluster() -> str:
    found = result("cluster")
    pace = found["per_second"]
    return (
        f"{found['comments']:,} comments: {pace['local']:,.0f} a second by the local engine on both CPUs; "
        f"{pace['ray']:,.0f} by Ray with one actor of one CPU, its start and the last pass included; "
        f"{100 * found['same_labels']:.1f} % of the labels the same."
    )


def cost(comments: int = 100_000_000, price: float = 0.04) -> str:
    found = result("speed")
    pace = next(iter(found["per_second"].values())) / 2  # ours, of one of the machine's two CPUs
    reading = comments / max(told["rows_per_cpu_s"] for told in result("growth")["works"]["read"].values()) / 3600
    lines = ["| CPUs | labelling | with the driver's part | cost |", "| ---: | ---: | ---: | ---: |"]
    for cpus in (16, 128, 512):
        hours = comments / pace / cpus / 3600
        whole = hours + 2 * reading
        lines.append(f"| {cpus} | {hours:.1f} h | {whole:.1f} h | {whole * cpus * price:,.0f} USD |")
    first = 2e6 / result("road")["per_second"] / 3600
    million = (
        f"A million comments of {found['mean_tokens']:.0f} tokens on average take {1e6 / pace / 3600:.1f} CPU hours to "
        f"label at that pace, {first:.1f} at that of the first table of this page."
    )
    return "\n".join([*lines, "", million])


def result(name: str) -> dict[str, Any]:
    return dict(json.loads((ROOT / "benchmarks" / "results" / f"{name}.json").read_text()))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--evaluation", type=Path, default=EVALUATION, help="of a model; the embedded one if left out")
    measured = evaluation(parser.parse_args().evaluation)
    about = {"accuracy": accuracy, "peers": peers, **TABLES}
    tables = {name: partial(table, measured) for name, table in about.items()}
    measures = (speed, startup, road, endurance, cluster, cost, against, growth, coverage, false_differences)
    tables |= {measure.__name__: measure for measure in measures}
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        for name, table in tables.items():
            if f"<!-- {name} -->" in text:
                block = f"<!-- {name} -->\n{table()}\n<!-- end -->"
                text = re.sub(rf"<!-- {name} -->\n.*?<!-- end -->", lambda _, b=block: b, text, flags=re.DOTALL)
        page.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
