"""The relation component of a packaged model, trained on the labelled facts of releases."""

import json
import shutil
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import cast

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example

from kisha.corpus import Document
from kisha.corpus.document import Fact
from kisha.models.examples import to_doc
from kisha.models.shipped import RELATIONS_STAGE, weights
from kisha.models.train import free, place
from kisha.pipeline.errors import no_facts, other_language
from kisha.pipeline.relations.extractor import RelationExtractor
from kisha.pipeline.stages import mark_blocks, value_dates


def train(model: str, documents: Sequence[Document], out: Path) -> int:
    """Fits the component of ``model`` to the facts of ``documents``; returns how many those are.

    Mentions, entities and facts are those of the annotation; documents of another language than
    the model's are left out. The rest of the model stays as it is.

    Args:
        model: ``ja``, ``en``, or the folder of a packaged model.
        documents: annotated releases.
        out: folder of the model that comes of it, which may be that of ``model``.

    Raises:
        KishaError: M101, there is no such model; M103, ``out`` holds something else; M109, no
            document is of its language; M112, they hold no fact.
    """
    free(out)
    source = weights(model)
    nlp = spacy.load(source)
    own = [document for document in documents if document.language == nlp.lang]
    if not own:
        raise other_language(str(nlp.lang))
    docs = [annotated(document, nlp) for document in own]
    facts = sum(len(doc._.kisha_facts) for doc in docs)
    if not facts:
        raise no_facts()
    extractor = cast(RelationExtractor, nlp.get_pipe(RELATIONS_STAGE))
    extractor.initialize(lambda: [Example(doc, doc) for doc in docs])

    def fill(folder: Path) -> None:
        shutil.copytree(source, folder)
        extractor.to_disk(folder / RELATIONS_STAGE)
        _note(folder / "meta.json", documents=len(docs), facts=facts)

    place(out, fill)
    return facts


def annotated(document: Document, nlp: Language) -> Doc:
    """``document`` as the component reads it, its facts in ``doc._.kisha_facts``."""
    doc, _ = to_doc(document, nlp)
    doc = cast(Doc, value_dates(mark_blocks(doc)))
    doc._.kisha_facts = tuple(_between(document, {ent.id_ for ent in doc.ents}))
    return doc


def _between(document: Document, entities: Iterable[str]) -> Iterator[Fact]:
    """The facts of ``document`` between those entities."""
    known = set(entities)
    for relation in document.relations:
        if relation.head in known and relation.tail in known:
            yield Fact(relation.head, relation.type, relation.tail)


def _note(meta: Path, **counts: int) -> None:
    described = json.loads(meta.read_text("utf-8"))
    described["relations"] = counts
    meta.write_text(json.dumps(described, ensure_ascii=False, indent=2), "utf-8")
