"""Write the README's tables from the files that scripts measured: `python benchmarks/readme.py`."""

import json
import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
EVALUATION = ROOT / "src" / "sentiment" / "default_model" / "evaluation.json"
LANGUAGES = {"az": "Azerbaijani", "tr": "Turkish", "ru": "Russian", "en": "English", "kk": "Kazakh", "ar": "Arabic"}


def accuracy() -> str:
    found = json.loads(EVALUATION.read_text())
    lines = ["| language | labelled texts | macro-F1 | accuracy |", "| --- | ---: | ---: | ---: |"]
    for code, name in LANGUAGES.items():
        part = found["languages"][code]
        lines.append(f"| {name} | {part['n']:,} | {100 * part['macro_f1']:.1f} | {100 * part['accuracy']:.1f} % |")
    others = [part for code, part in found["languages"].items() if code not in LANGUAGES]
    n, hits = sum(p["n"] for p in others), sum(p["accuracy"] * p["n"] for p in others)
    lines.append(f"| {len(others)} more | {n:,} | | {100 * hits / n:.1f} % |")
    lines.append("")
    lines.append(
        f"UMSAB (tweets in eight languages), mean macro-F1: {100 * found['umsab_mean_macro_f1']:.1f}. Azerbaijani "
        f"comments with clean labels: {100 * found['sets']['az_relabelled']['macro_f1']:.1f} macro-F1 "
        f"({found['sets']['az_relabelled']['n']} texts). Expected calibration error: {found['calibration_error']:.3f}."
    )
    return "\n".join(lines)


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


def main() -> None:
    readme = ROOT / "README.md"
    text = readme.read_text()
    for name, table in {"accuracy": accuracy, "speed": speed, "startup": startup}.items():
        block = f"<!-- {name} -->\n{table()}\n<!-- end -->"
        text = re.sub(rf"<!-- {name} -->\n.*?<!-- end -->", lambda _, block=block: block, text, flags=re.DOTALL)
    readme.write_text(text)


if __name__ == "__main__":
    main()
