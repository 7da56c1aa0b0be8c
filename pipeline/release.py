"""The release as one object: its title, date, issuers, agreement, codes and contacts."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from kisha.corpus import Document, Release
from kisha.corpus.document import Fact
from kisha.pipeline import addresses
from kisha.pipeline.record import heading
from kisha.pipeline.record.agreements import agreements
from kisha.pipeline.record.codes import codes
from kisha.pipeline.record.contacts import phones
from kisha.pipeline.record.issuers import issuers
from kisha.pipeline.record.lines import ends
from kisha.pipeline.record.speakers import speakers
from kisha.pipeline.source import Source
from kisha.pipeline.view import View


def with_release(
    document: Document, view: View, *, source: Source, model: Mapping[str, Any]
) -> Document:
    """``document`` with the record of its release and the origin of both."""
    return replace(
        document,
        release=release_of(document, view),
        source=source.path,
        sha256=source.sha256,
        encoding=source.encoding,
        model={"name": f"{model['lang']}_{model['name']}", "version": model["version"]},
    )


def release_of(document: Document, view: View) -> Release:
    """The record of a release, read off its lines (of ``view``) and facts (of ``document``).

    The ids of both are told alike by their mentions, which are the same.
    """
    ids = {e.id: mention.entity for e, mention in zip(view.ents, document.mentions, strict=True)}
    parts = ends(view)
    issuing = issuers(view, parts)
    own = {entity: id for id, entity in ids.items()}
    facts = (Fact(own[r.head], r.type, own[r.tail]) for r in document.relations)
    kinds, parties = agreements(view, parts, issuing, facts)
    contacts = [*addresses.mails(view.text), *phones(view.text)]
    return Release(
        title=heading.title(parts),
        date=heading.date(view, parts),
        issuers=tuple(ids[id] for id in issuing),
        securities_codes={ids[id]: code for id, code in codes(view)},
        contacts=tuple(dict.fromkeys(contacts)),
        urls=tuple(addresses.urls(view.text)),
        parties=tuple(ids[id] for id in parties),
        agreements=tuple(kinds),
        places=tuple(heading.places(view, parts)),
        spokespersons=tuple(ids[id] for id in speakers(view)),
    )
