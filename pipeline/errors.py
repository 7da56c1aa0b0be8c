"""What can go wrong between a path and its facts, each with a code and a remedy."""

from pathlib import Path

from kisha.corpus.errors import KishaError

MAX_BYTES = 8 * 1024 * 1024
# spaCy refuses longer texts; a release has a few thousand characters.
MAX_CHARS = 1_000_000


def not_found(path: object) -> KishaError:
    """A path that is neither a file nor a folder, nor matches as a pattern."""
    return KishaError("R101", f"{path}: no such file or folder.", "Check the path.")


def no_releases(path: object) -> KishaError:
    """A folder in which nothing can be read."""
    return KishaError("R102", f"{path}: no releases in this folder.", "Releases are .txt files.")


def no_permission(path: object) -> KishaError:
    """A file that may not be opened."""
    return KishaError("R103", f"{path}: no permission to read it.", "Grant it, or leave it out.")


def empty(path: object) -> KishaError:
    """A file without a single visible character."""
    return KishaError("R104", f"{path}: empty.", "Fetch or export it again.")


def binary(path: object) -> KishaError:
    """A file that is no text."""
    return KishaError("R105", f"{path}: binary, not text.", "Convert it to text first.")


def unknown_encoding(path: object) -> KishaError:
    """Bytes that none of the known encodings explains."""
    return KishaError(
        "R106",
        f"{path}: neither UTF-8, UTF-16, CP932, EUC-JP nor ISO-2022-JP.",
        "Save it as UTF-8.",
    )


def too_large(path: object) -> KishaError:
    """A file above the limits that keep one document from eating the machine."""
    return KishaError(
        "R107",
        f"{path}: more than {MAX_BYTES:,} bytes or {MAX_CHARS:,} characters.",
        "Split it by release.",
    )


def unreadable(path: object, reason: object) -> KishaError:
    """Any other refusal of the operating system."""
    return KishaError("R108", f"{path}: cannot be read: {reason}.", "Check the disk and the path.")


def failed(path: object, reason: BaseException) -> KishaError:
    """A document that broke a stage: a bug of ours, kept to that document."""
    return KishaError(
        "P101",
        f"{path}: {type(reason).__name__}: {reason}.",
        "Please report it; --debug shows the traceback.",
    )


def no_model(name: str) -> KishaError:
    """A model that is neither shipped, nor a folder, nor an installed package."""
    return KishaError("M101", f"no model {name!r}.", "Train it: kisha train ner ja (or en).")


def no_model_folder(path: object) -> KishaError:
    """A folder to put a model in that holds something else."""
    return KishaError("M103", f"{path}: holds files and no model.", "Choose another --out.")


def other_vectors(name: str, expected: str, found: str) -> KishaError:
    """Word vectors that are not those that the model was trained with."""
    return KishaError(
        "M102",
        f"the installed word vectors of {name} ({found}) are not the model's ({expected}).",
        "Install the versions of pyproject.toml, or train the model anew.",
    )


def no_transformers() -> KishaError:
    """Something that needs a pretrained encoder was asked for, and its libraries are not there."""
    return KishaError(
        "M104", "Encoders need transformers.", "Install them: pip install 'kisha[transformers]'."
    )


def no_encoder(name: str, reason: object) -> KishaError:
    """An encoder that cannot be opened."""
    return KishaError(
        "M105",
        f"{name}: no encoder: {reason}.",
        "Name a folder that holds one, or with a network a model of the Hugging Face hub.",
    )


def no_safetensors(name: str) -> KishaError:
    """An encoder whose weights could run code when they are opened."""
    return KishaError(
        "M107",
        f"{name}: its weights are no safetensors.",
        "Convert them (save_pretrained does), or choose another encoder.",
    )


def no_wheel(name: str, reason: object) -> KishaError:
    """A model of which pip could build no wheel."""
    return KishaError(
        "M106",
        f"{name}: no wheel: {reason}.",
        "pip fetches setuptools for it: see that there is a network.",
    )


def trained_on_dev(id: str) -> KishaError:
    """A document to train on that scores models."""
    return KishaError(
        "M108", f"{id} is a document of dev or gold.", "What scores a model must not train it."
    )


def other_language(language: str) -> KishaError:
    """Documents to train on, none of them in the language of the model."""
    return KishaError(
        "M109", f"no document of --data is {language}.", "Train the other language's model."
    )


def other_shape(path: object) -> KishaError:
    """A model to start from whose weights don't fit the recipe."""
    return KishaError(
        "M110",
        f"{path}: of another language or shape than the recipe.",
        "Train without --start, or by the --config that made it.",
    )


def no_names(path: object) -> KishaError:
    """A folder of name tables that holds none."""
    return KishaError("M111", f"{path}: no name tables (*.tsv).", "Copy those of corpus/names.")


def no_facts() -> KishaError:
    """Documents to learn relations from that hold none."""
    return KishaError("M112", "no facts to learn from.", "Label some: docs/retraining.md.")


def would_overwrite(path: object) -> KishaError:
    """A file that may hold what a person has corrected."""
    return KishaError("W102", f"{path} is there already.", "Choose another --out.")


def no_output(path: Path, reason: object) -> KishaError:
    """An output folder that cannot be written."""
    return KishaError("W101", f"{path}: cannot write there: {reason}.", "Choose another --out.")


def bad_ruling(path: object, line: int) -> KishaError:
    """A row of decided pairs that has not two names."""
    return KishaError(
        "L101", f"{path}: line {line} has not two names or ids.", "Part them by one tab."
    )


def bad_record(path: object, line: int, kind: str) -> KishaError:
    """A line that is no document or no registry entry."""
    return KishaError(
        "L102", f"{path}: line {line} is no {kind}.", "Give a file as kisha wrote it."
    )


def same_id(id: str) -> KishaError:
    """Two documents of one id, of which links could not say which they mean."""
    return KishaError(
        "L103", f"two documents have the id {id!r}.", "Rename one of the files, and run it again."
    )


def contrary_rulings(one: str, other: str) -> KishaError:
    """A pair that is both forbidden and said to be the same."""
    return KishaError(
        "L104", f"{one!r} and {other!r} are both forbidden and the same.", "Remove one of the rows."
    )


def same_names(one: str, other: str) -> KishaError:
    """A forbidden pair that no rule could part."""
    return KishaError(
        "L106",
        f"{one!r} and {other!r} are one name: case, width and spacing don't count.",
        "Forbid names that differ, or ids of the registry.",
    )


def no_entry(id: str) -> KishaError:
    """A decided pair that names an entry which the registry has not."""
    return KishaError(
        "L105", f"no entry {id!r} in the registry.", "Give the registry that has it by --registry."
    )
