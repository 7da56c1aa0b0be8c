"""Word vectors out of a pretrained encoder: what it makes of each word of its vocabulary alone.

A small table then stands for what the encoder knows of common words, at no cost when a text is
read. Each word goes through the whole encoder by itself; the mean over its pieces,
with the encoder's own marks of beginning and end, is centred and reduced by principal components.
Needs ``kisha[transformers]``.
"""

import hashlib
import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.util import registry
from spacy.vectors import Vectors

from kisha.pipeline.errors import other_vectors

WORDS, VECTORS = "words.txt", "vectors.npy"
_WORD = re.compile(r"[a-z][a-z'-]+")
_BATCH = 512
_SHIPPED = Path(__file__).parent / "en_vectors"


@registry.callbacks("kisha.distilled_vectors.v1")  # type: ignore[untyped-decorator]
def attach_distilled(sha256: str) -> Callable[[Language], Language]:
    """What ``[nlp.after_creation]`` of a config names: gives the pipeline the vectors that ship.

    Args:
        sha256: of the bytes of ``vectors.npy`` and ``words.txt``, one after the other.

    Raises:
        KishaError: M102, the installed vectors are others.
    """

    def attach(nlp: Language) -> Language:
        rows, words = (_SHIPPED.joinpath(name).read_bytes() for name in (VECTORS, WORDS))
        found = hashlib.sha256(rows + words).hexdigest()
        if found != sha256:
            raise other_vectors(_SHIPPED.name, sha256[:12], found[:12])
        keys = [nlp.vocab.strings.add(word) for word in words.decode().splitlines()]
        data = np.load(BytesIO(rows), allow_pickle=False).astype(np.float32)
        nlp.vocab.vectors = Vectors(
            strings=nlp.vocab.strings, data=data, keys=keys, name=_SHIPPED.name
        )
        return nlp

    return attach


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
