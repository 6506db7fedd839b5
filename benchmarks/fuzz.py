"""Fuzz the readers with coverage as the guide: pip install atheris; python benchmarks/fuzz.py [SECONDS] [FOLDER]

Every input is read under each of a few suffixes and must end in rows or in a ReadError. The corpus begins with the
samples of the tests and grows in FOLDER (a temporary one if left out), so that a later run goes on from there. An
input that fails is written to FOLDER/crash-* with its traceback on standard error; turn it into a test.
"""

import shutil
import sys
import tempfile
import warnings
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["sentiment"]):
    from sentiment.article import quotes
    from sentiment.errors import ReadError
    from sentiment.reading import recognition
    from sentiment.reading import rows as builder
    from sentiment.reading.formats.excel import members
    from sentiment.reading.log import Log

DATA = Path(__file__).parents[1] / "tests" / "data"
SUFFIXES = (".csv", ".json", ".jsonl", ".txt", "")
LONGEST = 20_000  # bytes of an input


def read(data: bytes) -> None:
    """Read an input; its first byte chooses the suffix."""
    path = SCRATCH / f"x{SUFFIXES[data[0] % len(SUFFIXES)]}" if data else SCRATCH / "x"
    path.write_bytes(data[1:])
    try:
        for member in members(str(path)):
            found, log = recognition.recognise(member), Log(member.name)
            rows = builder.build(
                found.rows(log), log, finished=found.finished, given={}, salt="s", written=member.written
            )
            assert all(isinstance(row["id"], str) for row in rows)
    except ReadError:
        pass
    quotes(data[1:].decode("utf-8", "replace"))


def main(seconds: int, folder: Path) -> None:
    """Fill the corpus and fuzz."""
    folder.mkdir(parents=True, exist_ok=True)
    for sample in (path for path in DATA.rglob("*") if path.is_file() and ".expected." not in path.name):
        place = next((i for i, suffix in enumerate(SUFFIXES) if suffix and sample.suffix == suffix), len(SUFFIXES) - 1)
        (folder / sample.name).write_bytes(bytes([place]) + sample.read_bytes()[: LONGEST - 1])
    options = [f"-max_total_time={seconds}", f"-max_len={LONGEST}", f"-artifact_prefix={folder}/", "-timeout=30"]
    atheris.Setup([sys.argv[0], *options, str(folder)], read)
    atheris.Fuzz()


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    SCRATCH = Path(tempfile.mkdtemp(prefix="sentiment-fuzz-"))
    try:
        main(
            int(sys.argv[1]) if len(sys.argv) > 1 else 120,
            Path(sys.argv[2] if len(sys.argv) > 2 else SCRATCH / "corpus"),
        )
    finally:
        shutil.rmtree(SCRATCH, ignore_errors=True)
