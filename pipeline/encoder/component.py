"""The tagger on a pretrained encoder as a spaCy component, in the place of the one that ships."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.pipeline import Pipe
from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import from_bytes, minibatch, to_bytes
from spacy.vocab import Vocab

from kisha.pipeline.encoder.opening import longest, open_encoder, quiet
from kisha.pipeline.encoder.pieces import Pieces, Reader
from kisha.pipeline.errors import no_encoder
from kisha.pipeline.tagger.component import score
from kisha.pipeline.tagger.decoding import Line, LineTagger

LENGTH = 512
# Windows that the encoder reads at once.
_BATCH = 16


class EncoderTagger(LineTagger, Pipe):
    """The tagger on an encoder: between tags only the rules, its units those of ``align``.

    It is trained by ``kisha.models.finetune``, not by ``spacy train``.
    """

    def __init__(self, vocab: Vocab, name: str = "tagger") -> None:
        self.vocab = vocab
        self.name = name
        self.cfg: dict[str, Any] = {"labels": [], "temperature": 1.0, "length": LENGTH}
        self.scorer = score
        self.model: Any = None
        self.tokenizer: Any = None

    def attach(self, model: Any, tokenizer: Any) -> None:
        """Takes an encoder, its classifier in the order of ``Scheme(labels)``; on a GPU if any."""
        import torch

        self.model = model.to("cuda" if torch.cuda.is_available() else "cpu").eval()
        self.tokenizer = tokenizer
        # Rows of a batch are read from their beginning.
        self.tokenizer.padding_side = "right"
        self.cfg["length"] = longest(model, tokenizer, self.cfg["length"])

    @property
    def reader(self) -> Reader:
        """What cuts documents into windows."""
        if self.model is None:
            raise no_encoder(self.name, "the component has no weights yet")
        return Reader(self.tokenizer, self.cfg["length"])

    def __call__(self, doc: Doc) -> Doc:
        """Sets the mentions of a document."""
        self.set_annotations([doc], self.predict([doc]))
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 16) -> Iterator[Doc]:
        """Sets the mentions of many documents, ``batch_size`` of them at a time."""
        handle = self.get_error_handler()
        for docs in minibatch(stream, size=batch_size):  # type: ignore[no-untyped-call]
            try:
                self.set_annotations(docs, self.predict(docs))
            except Exception as error:
                handle(self.name, self, docs, error)
            else:
                yield from docs

    def emit(self, docs: Iterable[Doc]) -> list[list[Line]]:
        """What the encoder says of the units of each document, line by line."""
        reader = self.reader
        read = [reader.pieces(doc) for doc in docs]
        return [
            [
                Line(rows[[u.piece for u in line]], [(u.start, u.end) for u in line])
                for line in pieces.lines
            ]
            for pieces, rows in zip(read, self._rows(reader, read), strict=True)
        ]

    def _rows(self, reader: Reader, read: list[Pieces]) -> list[NDArray[np.float32]]:
        """Log probabilities (pieces, K) of each document's pieces, those of marks too."""
        width = self.model.config.num_labels
        rows = [np.zeros((len(pieces.ids), width), dtype=np.float32) for pieces in read]
        every = [(n, window) for n, pieces in enumerate(read) for window in reader.windows(pieces)]
        every.sort(key=lambda part: part[1].stop - part[1].start)
        skipped = len(reader.marks[0])
        for batch in minibatch(every, size=_BATCH):  # type: ignore[no-untyped-call]
            given = [reader.inputs(read[n], window) for n, window in batch]
            for (n, window), own in zip(batch, self._forward(given), strict=True):
                at = skipped - window.start
                rows[n][window.first : window.last] = own[window.first + at : window.last + at]
        return rows

    def _forward(self, given: list[list[int]]) -> NDArray[np.float32]:
        """Log probabilities (B, T, K) of some windows."""
        import torch

        batch = self.tokenizer.pad({"input_ids": given}, return_tensors="pt", verbose=False)
        with torch.inference_mode():
            logits = self.model(
                input_ids=batch["input_ids"].to(self.model.device),
                attention_mask=batch["attention_mask"].to(self.model.device),
            ).logits
        found: NDArray[np.float32] = logits.float().log_softmax(-1).cpu().numpy()
        return found

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Writes ``cfg``, the weights (safetensors) and the tokenizer to the folder ``path``."""
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "cfg").write_text(json.dumps(self.cfg), encoding="utf-8")
        if self.model is not None:
            with quiet():
                self.model.save_pretrained(folder)
                self.tokenizer.save_pretrained(folder)

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> "EncoderTagger":
        """Reads what ``to_disk`` wrote.

        Raises:
            KishaError: M104, transformers are not installed; M105 or M107, the folder is damaged.
        """
        folder = Path(path)
        self.cfg.update(json.loads((folder / "cfg").read_text("utf-8")))
        self.attach(*open_encoder(str(folder)))
        return self

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """The files of ``to_disk`` in one."""
        with TemporaryDirectory() as folder:
            self.to_disk(folder)
            files: Any = {path.name: path.read_bytes() for path in Path(folder).iterdir()}
        packed: Any = to_bytes({"files": lambda: files}, ())
        return bytes(packed)

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> "EncoderTagger":
        """Reads what ``to_bytes`` gave."""

        def write(files: Any) -> None:
            for name, content in files.items():
                (Path(folder) / name).write_bytes(content)

        with TemporaryDirectory() as folder:
            from_bytes(data, {"files": write}, ())
            return self.from_disk(folder)


def mention_scores(tagger: EncoderTagger, golds: list[Doc]) -> dict[str, Any]:
    """spaCy's own scores of what the tagger finds in annotated documents."""
    found = [gold.copy() for gold in golds]
    tagger.set_annotations(found, tagger.predict(found))
    return score(Example(*pair) for pair in zip(found, golds, strict=True))


@Language.factory(
    "kisha_encoder_tagger",
    assigns=["doc.ents", "token.ent_iob", "token.ent_type", "span._.kisha_score"],
    default_score_weights={"ents_f": 1.0, "ents_p": 0.0, "ents_r": 0.0, "ents_per_type": None},
)
def make_encoder_tagger(nlp: Language, name: str) -> EncoderTagger:
    """The factory of the component, without weights."""
    return EncoderTagger(nlp.vocab, name)
