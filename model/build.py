"""Make the embedded model from start to end: `python model/build.py DATA`.

Stages leave their results in `model/work/` and are skipped when these exist; training goes on from its last
checkpoint. The finished folder replaces `src/sentiment/default_model/`.
"""

import argparse
import json
import shutil
from collections import defaultdict
from pathlib import Path

import pandas as pd
import torch
from tokenizers import Tokenizer
from transformers import BertForSequenceClassification, BertModel, PreTrainedTokenizerFast

import corpus
import encoder
import evaluate
import mix
import reactions
import train
import vocabulary
from heads import Reader
from sentiment import text as textual
from sentiment.scoring.classifier import Classifier

HERE = Path(__file__).parent
SHARE = 0.9  # of the joint encoder in the released one (LOG.md, 8)
PACKAGED = HERE.parent / "src" / "sentiment" / "default_model"


def prepare_encoder(data: Path, work: Path) -> Path:
    """Unpack the encoder, trim its vocabulary to the training texts and save it in Hugging Face layout."""
    folder = work / "encoder"
    if (folder / "tokenizer.json").exists():
        return folder
    config, state, tokenizer = encoder.load(work)
    texts = vocabulary_texts(data)
    full = Tokenizer.from_str(json.dumps(tokenizer))
    keep = vocabulary.choose(tokenizer, {lang: vocabulary.count_pieces(full, t) for lang, t in texts.items()})
    name = "embeddings.word_embeddings.weight"
    trimmed, state[name] = vocabulary.trim(tokenizer, state[name], keep)
    config.vocab_size = len(keep)
    model = BertModel(config, add_pooling_layer=False)
    model.load_state_dict(state)
    model.save_pretrained(folder)
    changes = split_changes(data, full, Tokenizer.from_str(json.dumps(trimmed)))
    (work / "vocabulary.json").write_text(json.dumps({"pieces": len(keep), "by_set": changes}, indent=1))
    save_tokenizer(trimmed, folder)
    return folder


def vocabulary_texts(data: Path) -> dict[str, list[str]]:
    """Return by language what pieces are counted over: training texts, the Azerbaijani and Turkish also in ASCII."""
    texts: dict[str, list[str]] = defaultdict(list)
    for rows in corpus.read_sets(data, "train").values():
        for row in rows:
            texts[row.lang].append(row.text)
    frame = pd.read_parquet(data / "sentiment" / "az_localdoc.parquet")
    texts["az"] += [textual.clean(t[: corpus.LONGEST]) for t in frame.text[frame.split == "train"]]
    for lang in ("az", "tr"):
        texts[lang] += [textual.to_ascii(t) for t in texts[lang]]
    return texts


def split_changes(data: Path, before: Tokenizer, after: Tokenizer) -> dict[str, dict[str, float]]:
    """Return by set how the trimmed vocabulary splits validation texts: share changed, more tokens."""
    sets = corpus.read_sets(data, "validation")
    texts = {name: [r.text for r in rows] for name, rows in sets.items() if rows}
    return {
        name: {
            "texts_changed": round(vocabulary.changed_share(before, after, t), 4),
            "more_tokens": round(vocabulary.growth(before, after, t), 4),
        }
        for name, t in texts.items()
    }


def save_tokenizer(tokenizer: dict, folder: Path) -> None:
    """Write `tokenizer.json` and the configuration that `transformers` wants beside it."""
    fast = PreTrainedTokenizerFast(
        tokenizer_object=Tokenizer.from_str(json.dumps(tokenizer)),
        bos_token="<s>",
        eos_token="</s>",
        cls_token="<s>",
        sep_token="</s>",
        pad_token="<pad>",
        unk_token="<unk>",
        mask_token="<mask>",
        model_max_length=512,
    )
    fast.save_pretrained(folder)


def export(data: Path, work: Path, reader: Reader) -> None:
    """Calibrate, save in half precision, measure the saved folder, and put it into the package."""
    folder, model = work / "default_model", reader.classifier
    calibration, measured = evaluate.halves(data)
    shutil.rmtree(folder, ignore_errors=True)
    save(model, work / train.TONE, folder)
    shares, _ = Classifier.load(folder, device="cpu").predict([r.text for r in calibration])
    temperature = evaluate.best_temperature(shares, evaluate.gold(calibration))
    with torch.no_grad():
        # Every user of the folder gets calibrated probabilities, `transformers.pipeline` too.
        model.classifier.weight /= temperature
        model.classifier.bias /= temperature
    save(model, work / train.TONE, folder)
    tones = corpus.read_sets(data, "validation")
    heads = evaluate.calibrate_heads(folder, reader, reactions.read_sets(data, "validation", tones))
    evaluate.write(folder / "evaluation.json", evaluate.measure(folder, measured, temperature) | {"heads": heads})
    shutil.copy(HERE / "LICENSE", folder / "LICENSE")
    shutil.rmtree(PACKAGED, ignore_errors=True)
    shutil.copytree(folder, PACKAGED)


def save(model: BertForSequenceClassification, encoder_folder: Path, folder: Path) -> None:
    """Write weights in half precision, config and tokenizer."""
    half = {name: tensor.half().contiguous() for name, tensor in model.state_dict().items()}
    model.save_pretrained(folder, state_dict=half)
    Tokenizer.from_file(str(encoder_folder / "tokenizer.json")).save(str(folder / "tokenizer.json"), pretty=False)
    shutil.copy(encoder_folder / "tokenizer_config.json", folder / "tokenizer_config.json")


def main() -> None:
    """Run every stage."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="folder with sentiment/ and reactions/")
    parser.add_argument("--work", type=Path, default=HERE / "work")
    parser.add_argument("--commercial", action="store_true", help="leave the non-commercial sets out")
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    prepare_encoder(options.data, options.work)
    if not (options.work / train.TONE / "config.json").exists():
        tone = train.train(options.data, options.work, commercial=options.commercial)
        save(tone, options.work / "encoder", options.work / train.TONE)
    train.train_together(options.data, options.work, commercial=options.commercial)
    reader = mix.mix(options.data, options.work, SHARE)
    export(options.data, options.work, reader)


if __name__ == "__main__":
    main()
