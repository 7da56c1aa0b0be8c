"""Encoders from a folder or the hub: safetensors only, never code that comes with them."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from kisha.pipeline.errors import no_encoder, no_safetensors, no_transformers


def open_encoder(name: str, tags: Sequence[str] | None = None, *, seed: int = 0) -> tuple[Any, Any]:
    """The model that classifies pieces, and its tokenizer, by a folder or a name on the hub.

    A folder is read without network, a name too when ``HF_HUB_OFFLINE`` is set.

    Args:
        name: what ``transformers`` opens.
        tags: of a classifier still to be trained; that of ``name`` itself if None.
        seed: of that classifier's first weights.

    Raises:
        KishaError: M104, transformers are not installed; M105, there is no such encoder; M107, its
            weights are no safetensors.
    """
    try:
        import torch
        from transformers import AutoModelForTokenClassification, AutoTokenizer
    except ImportError:
        raise no_transformers() from None
    safe = {"local_files_only": _local(name), "trust_remote_code": False}
    named = _named(tags) if tags else {}
    try:
        with quiet(), torch.random.fork_rng():
            torch.manual_seed(seed)
            tokenizer = AutoTokenizer.from_pretrained(name, **safe)
            model = AutoModelForTokenClassification.from_pretrained(
                name, use_safetensors=True, dtype=torch.float32, **safe, **named
            )
    except (OSError, ValueError) as error:
        reason = str(error).partition("\n")[0].rstrip(" .:")
        if "safetensors" in reason:
            raise no_safetensors(name) from None
        raise no_encoder(name, reason) from None
    if not tokenizer.is_fast:
        raise no_encoder(name, "its tokenizer gives no offsets")
    return model, tokenizer


def longest(model: Any, tokenizer: Any, wanted: int) -> int:
    """How many pieces a window may have, marks counted: ``wanted``, or less if need be."""
    positions = getattr(model.config, "max_position_embeddings", None) or wanted
    return int(min(wanted, tokenizer.model_max_length, positions))


def _named(tags: Sequence[str]) -> dict[str, Any]:
    numbers = {tag: number for number, tag in enumerate(tags)}
    return {"num_labels": len(tags), "id2label": dict(enumerate(tags)), "label2id": numbers}


def _local(name: str) -> bool:
    offline = os.environ.get("HF_HUB_OFFLINE", "").upper() in {"1", "TRUE", "YES", "ON"}
    return offline or Path(name).exists() or name.startswith((".", "/", "~"))


@contextmanager
def quiet() -> Iterator[None]:
    """No bars and tables of weights, no tale of attempts: standard error is the command's own."""
    from huggingface_hub.utils import logging as hub
    from transformers.utils import logging

    levels, bars = (logging.get_verbosity(), hub.get_verbosity()), logging.is_progress_bar_enabled()
    logging.set_verbosity_error()
    hub.set_verbosity_error()
    logging.disable_progress_bar()
    try:
        yield
    finally:
        logging.set_verbosity(levels[0])
        hub.set_verbosity(levels[1])
        if bars:
            logging.enable_progress_bar()
