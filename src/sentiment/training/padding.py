"""Texts to the tensors that a model learns from."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import torch
    from tokenizers import Tokenizer


def padded(
    tokenizer: "Tokenizer", texts: Sequence[str | tuple[str, str]], *, limit: int, pad: int
) -> "dict[str, torch.Tensor]":
    """Return token ids and mask (texts, longest) of texts, or of pairs, of which the longer part is cut first.

    Args:
        tokenizer: neither cuts nor pads, before and after.
        texts: of one batch.
        limit: tokens, special ones included, of the longest.
        pad: token id to fill with.
    """
    import torch

    tokenizer.enable_truncation(limit, strategy="longest_first")
    tokenizer.enable_padding(pad_id=pad)
    encoded = tokenizer.encode_batch(texts)
    tokenizer.no_truncation()
    tokenizer.no_padding()
    ids, mask = [e.ids for e in encoded], [e.attention_mask for e in encoded]
    return {"input_ids": torch.tensor(ids), "attention_mask": torch.tensor(mask)}
