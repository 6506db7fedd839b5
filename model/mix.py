"""Mix the encoder of all heads with the one of tone and fit the heads to it: `python model/mix.py DATA SHARE`.

Training all heads together costs tone a little; weights between the two keep most of both (Wortsman et al. 2022, Robust
fine-tuning of zero-shot models). Heads learned on one encoder must be fitted to another one: the encoder stands
still, so the class token of each row is read once. The result is kept in the work folder.
"""

import argparse
import json
import random
from pathlib import Path

import torch
from tokenizers import Tokenizer

import corpus
import reactions
import train
from corpus import Row
from heads import Reader
from measure_heads import measure

EPOCHS, BATCH, RATE, NOISY = 5, 256, 3e-4, 0.15


def mixed(work: Path, share: float) -> Reader:
    """Return the weights of tone moved this far toward the joint ones, with the joint heads."""
    joint = torch.load(work / "together.pt", map_location="cpu", weights_only=True)["model"]
    reader = Reader(train.load_encoder(work / train.TONE))
    tone = reader.state_dict()
    reader.load_state_dict(
        {k: v if k.startswith("heads.") else share * v + (1 - share) * tone[k] for k, v in joint.items()}
    )
    return reader.eval()


@torch.inference_mode()
def class_tokens(reader: Reader, tokenizer: Tokenizer, rows: list[Row]) -> torch.Tensor:
    """Return the encoder's first token (rows, width)."""
    tokens = train.encode(tokenizer, rows)
    order = sorted(range(len(rows)), key=lambda i: len(tokens[i]))
    found = torch.zeros(len(rows), reader.classifier.config.hidden_size)
    for at in range(0, len(order), train.BATCH):
        part = order[at : at + train.BATCH]
        ids, mask = train.pad([tokens[i] for i in part])
        with torch.autocast("cpu", torch.bfloat16):
            encoded = reader.classifier.bert(input_ids=ids, attention_mask=mask)
        found[part] = encoded.last_hidden_state[:, 0].float()
    return found


def fit(reader: Reader, first: torch.Tensor, rows: list[Row]) -> None:
    """Fit every head to the class tokens of its rows."""
    torch.manual_seed(train.SEED)
    rng = random.Random(train.SEED)
    first = first.clone()
    steps = EPOCHS * -(-len(rows) // BATCH)
    optimizer = torch.optim.AdamW(reader.heads.parameters(), lr=RATE, weight_decay=train.WEIGHT_DECAY)
    slope = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: train.slope(min(step, steps), steps))
    reader.heads.train()
    for _ in range(EPOCHS):
        order = rng.sample(range(len(rows)), len(rows))
        for at in range(0, len(order), BATCH):
            part = order[at : at + BATCH]
            logits = {name: head(first[part]) for name, head in reader.heads.items()}
            loss = train.loss_of({"tone": torch.zeros(len(part), 3), **logits}, [rows[i] for i in part])
            loss.backward()
            optimizer.step()
            slope.step()
            optimizer.zero_grad()
    reader.heads.eval()


def mix(data: Path, work: Path, share: float) -> Reader:
    """Return the mixture with heads that fit it; read from `mixed-SHARE.pt` where it was made before."""
    reader, made = mixed(work, share), work / f"mixed-{share}.pt"
    if made.exists():
        reader.load_state_dict(torch.load(made, map_location="cpu", weights_only=True))
        return reader
    tokenizer = Tokenizer.from_file(str(work / train.TONE / "tokenizer.json"))
    tones = corpus.read_sets(data, "train")
    rows = reactions.draw({}, reactions.read_sets(data, "train", tones), 0, NOISY)
    fit(reader, class_tokens(reader, tokenizer, rows), rows)
    torch.save(reader.state_dict(), made)
    return reader


def main() -> None:
    """Mix, fit, measure, save."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("share", type=float, help="how much of the joint encoder, 0 to 1")
    parser.add_argument("--work", type=Path, default=Path(__file__).parent / "work")
    options = parser.parse_args()
    reader = mix(options.data, options.work, options.share)
    tokenizer = Tokenizer.from_file(str(options.work / train.TONE / "tokenizer.json"))
    tones = corpus.read_sets(options.data, "validation")
    sets = reactions.read_sets(options.data, "validation", tones)
    print(json.dumps({"share": options.share, **measure(reader, tokenizer, tones, sets)}), flush=True)


if __name__ == "__main__":
    main()
