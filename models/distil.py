"""Word vectors out of a pretrained encoder: what it makes of each word of its vocabulary alone.

A small table then stands for what the encoder knows of common words, at no cost when a text is
read. Each word goes through the whole encoder by itself; the mean over its pieces is centred and
reduced by principal components. Needs ``kisha[transformers]``.
"""

import re
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

WORDS, VECTORS = "words.txt", "vectors.npy"
_WORD = re.compile(r"[a-z][a-z'-]+")
_BATCH = 512


def distil(encoder: str, out: Path, *, dimensions: int = 128) -> int:
    """Writes ``words.txt`` and ``vectors.npy`` (words, dimensions; float16) to the folder ``out``.

    Args:
        encoder: a name or folder that ``AutoModel`` opens; safetensors only.
        out: created if need be.
        dimensions: of the result.

    Returns:
        How many words there are.
    """
    import torch
    from transformers import AutoModel, AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(encoder)
    model = AutoModel.from_pretrained(encoder, use_safetensors=True).eval()
    vocabulary = sorted(tokenizer.get_vocab().items(), key=lambda item: item[1])
    words = [word for word, _ in vocabulary if _WORD.fullmatch(word)]
    rows = []
    with torch.no_grad():
        for start in range(0, len(words), _BATCH):
            batch = tokenizer(words[start : start + _BATCH], return_tensors="pt", padding=True)
            hidden = model(**batch).last_hidden_state
            inside = batch["attention_mask"].unsqueeze(-1)
            rows.append(((hidden * inside).sum(1) / inside.sum(1)).numpy())
    out.mkdir(parents=True, exist_ok=True)
    np.save(out / VECTORS, reduced(np.vstack(rows), dimensions).astype(np.float16))
    (out / WORDS).write_text("\n".join(words) + "\n", encoding="utf-8")
    return len(words)


def reduced(rows: NDArray[np.float32], dimensions: int) -> NDArray[np.float32]:
    """The rows at unit length, centred, on their principal components, at unit variance."""
    unit = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    unit = unit - unit.mean(axis=0)
    _, _, axes = np.linalg.svd(unit, full_matrices=False)
    projected = unit @ axes[:dimensions].T
    found: NDArray[np.float32] = projected / projected.std()
    return found
