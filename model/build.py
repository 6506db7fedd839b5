"""Make the embedded model: `python model/build.py DATA`.

Stages leave their results in `model/work/` and are skipped when these exist; training goes on from its last
checkpoint. It starts from the weights that were released before, which are in this repository's history.
"""

import argparse
import math
import shutil
import subprocess
from pathlib import Path

from safetensors.torch import save_file
from tokenizers import Tokenizer
from transformers import PreTrainedTokenizerFast

import compact
import encoder
import evaluate
import refit
import stream
import train
from mixes import MIXES
from network import BESIDE, VECTOR_LAYER, Reader, mixed
from rows import HEADS, ROOT
from sentiment.estimation.evaluation import as_json
from sentiment.scoring import heads
from sentiment.scoring.expansion import standard

HERE = Path(__file__).parent
BEFORE = "884d60c"  # the commit of the weights that training starts from
KEPT = "a029a69"  # that of older ones, to whose tone the streams keep: their English and Russian were better
PACKAGED = "src/sentiment/default_model"
# By round, the share of what each stream left, those of earlier rounds among them; the rest is from before. A round
# starts from the last one's mean (LOG.md, 19 and 20).
ROUNDS = (
    {"crossed": 1.0},
    {"wider": 1.0},
    {"widest": 1.0},
    {"wider": 0.3, "widest": 0.3},
    {"real": 1.0},
    {"read": 0.6},
)


def fetch(work: Path, commit: str) -> Path:
    """Take the folder of a commit's weights out of the history, as a standard one."""
    folder = work / commit
    if not folder.exists():
        archive = ["git", "-C", str(ROOT), "archive", "--format=tar", commit, PACKAGED]
        part = work / f"{commit}.part"
        part.mkdir(parents=True, exist_ok=True)
        tar = subprocess.run(archive, check=True, capture_output=True).stdout
        subprocess.run(["tar", "-x", "--strip-components=3", "-C", str(part)], input=tar, check=True)
        part.rename(folder)
    return standard(folder)


def save(reader: Reader, tokenizer: Path, folder: Path) -> None:
    """Write the network in Hugging Face layout, in half precision, its heads beside it."""
    shutil.rmtree(folder, ignore_errors=True)
    model = reader.classifier
    model.config.vector_layer = VECTOR_LAYER
    half = {name: tensor.half().contiguous() for name, tensor in model.state_dict().items()}
    model.save_pretrained(folder, state_dict=half)
    fast = PreTrainedTokenizerFast(
        tokenizer_object=Tokenizer.from_file(str(tokenizer)), bos_token="<s>", eos_token="</s>", cls_token="<s>",
        sep_token="</s>", pad_token="<pad>", unk_token="<unk>", mask_token="<mask>", model_max_length=512,
    )  # fmt: skip
    fast.save_pretrained(folder)
    Tokenizer.from_file(str(tokenizer)).save(str(folder / "tokenizer.json"), pretty=False)
    for name in BESIDE:
        tensors = {k: v.detach() for k, v in reader.heads[name].state_dict().items()}
        heads.save(folder, heads.Head(name, tuple(HEADS[name]), pair=name == "stance"), tensors)
    save_file({k: v.detach().half().contiguous() for k, v in reader.vector.state_dict().items()},
              folder / "heads" / "vector.safetensors")  # fmt: skip
    shutil.copy(HERE / "LICENSE", folder / "LICENSE")
    for path in folder.rglob("*.safetensors"):
        path.chmod(0o644)


def export(reader: Reader, data: Path, work: Path, folder: Path) -> None:
    """Set the temperatures, save the folder and write what was measured into it."""
    tokenizer = Tokenizer.from_file(str(work / "tokenizer.json"))
    found = evaluate.evaluate(reader, tokenizer, data, fold=True)
    save(reader, work / "tokenizer.json", folder)
    measured = as_json(evaluate.assemble(found, reader, tokenizer, data))
    (folder / "evaluation.json").write_text(measured, encoding="utf-8")


def main() -> None:
    """Run every stage."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="folder with sentiment/, reactions/ and more/")
    parser.add_argument("--work", type=Path, default=HERE / "work")
    parser.add_argument("--minutes", type=float, default=math.inf, help="of each stream, at most")
    parser.add_argument("--commercial", action="store_true", help="leave the non-commercial sets out")
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    before = start = fetch(options.work, BEFORE)
    kept = fetch(options.work, KEPT)
    encoder.download(options.work)
    for number, shares in enumerate(ROUNDS):
        trained = {options.work / name / "trained.pt": share for name, share in shares.items()}
        for name, path in zip(shares, trained, strict=True):
            stream.pack(options.data, options.work, name, commercial=options.commercial)
            if not path.exists():
                train.train(start, path.parent, MIXES[name].rate, kept=kept, minutes=options.minutes)
        reader, start = mixed(before, trained), options.work / f"round{number}"
        save(reader, options.work / "tokenizer.json", start)
    tokenizer = Tokenizer.from_file(str(options.work / "tokenizer.json"))
    refit.refit(reader, tokenizer, options.data, commercial=options.commercial)
    folder = options.work / "default_model"
    export(reader, options.data, options.work, folder)
    compact.pack(folder, compact.packed_table(options.work / "e5-small-q4.bin"), ROOT / PACKAGED)


if __name__ == "__main__":
    main()
