"""Documents whose expectations stand inside the text, for tests that a reader can check."""

from kisha.corpus import Document
from kisha.corpus.formats import inline


def markup(text: str, *facts: str, id: str = "release") -> Document:
    """The document of a text in the inline format, with its facts and date values.

    >>> markup("[株式会社アマツ](ORG e1)は、[2019年](DATE e2)に設立。", "e1 FOUNDED_IN e2").text
    '株式会社アマツは、2019年に設立。'
    """
    below = "".join(f"{fact}\n" for fact in facts)
    return inline.loads(f"{text}\n{inline.FACTS}\n{below}", id=id)
