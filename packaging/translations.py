"""Keeps the translation catalogues in step with the program's English texts.

usage: python packaging/translations.py COMMAND

  extract        list every text of the program as a catalogue template on standard output
  update [LANG]  bring the catalogues (or one, made if it is new) up to date with the texts, then
                 compile them
  compile        write the .mo file of each .po file that is nearly complete, remove the others:
                 a language without one is not offered, for a mixture of two helps nobody
  check          fail if a .mo file is not what its .po file says, if a translation's fields differ
                 from the English ones, or if a text in the code cannot be found by `extract`;
                 say how much of each language is translated

A text is found where it is a plain string in a call of a translator (`tr("context", "text")`,
`tr.n(...)`) or of `message` and `message_n`, and at the places of `resource_texts.json`.
"""

from __future__ import annotations

import ast
import io
import json
import string
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.catalog import Message as Entry
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
SOURCES = ROOT / "src" / "rehabdesk"
RESOURCES = ROOT / "resources"
CATALOGUES = RESOURCES / "translations"
DOMAIN = "rehabdesk"

#: Texts that are data: file pattern below `resources/`, then where in the JSON document a text is
#: (`[]`: in every item of a list, `*`: under every name) and the context it is looked up with.
RESOURCE_TEXTS: Mapping[str, Mapping[str, str]] = json.loads(
    (ROOT / "packaging" / "resource_texts.json").read_text(encoding="utf-8")
)

#: Names a translator goes by. In the translator itself it is `self`.
TRANSLATORS = frozenset({"tr", "_tr"})
#: Functions and methods by the number of texts they take after the context.
MAKERS: Mapping[str, int] = {"message": 1, "Message": 1, "message_n": 2}
WIDTH = 100
#: The share of texts that has to be translated before a language is offered.
READY_SHARE = 0.9


@dataclass(frozen=True, slots=True)
class Text:
    """A text of the program.

    Attributes:
        context: What it is for.
        text: The English text.
        plural: The English plural, or None.
        file: Where it stands, relative to the top of the clone.
        line: The line there; 0 in resources.
    """

    context: str
    text: str
    plural: str | None
    file: str
    line: int


@dataclass(slots=True)
class Found:
    """What an extraction found.

    Attributes:
        texts: All texts in the order of the files.
        problems: Places where a text is given to a translator in a form that cannot be found.
    """

    texts: list[Text] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


# ---------------------------------------------------------------- extracting


def extract() -> Found:
    """Find every text in the code and in the resources."""
    found = Found()
    for path in sorted(SOURCES.rglob("*.py")):
        texts_of_code(path.read_text(encoding="utf-8"), path.relative_to(ROOT).as_posix(), found)
    for pattern, places in RESOURCE_TEXTS.items():
        for path in sorted(RESOURCES.glob(pattern)):
            document = json.loads(path.read_text(encoding="utf-8"))
            file = path.relative_to(ROOT).as_posix()
            for place, context in places.items():
                for text in texts_at(document, place.split(".")):
                    found.texts.append(Text(context, text, None, file, 0))
    return found


def texts_at(document: object, place: Sequence[str]) -> Iterator[str]:
    """Go through the non-empty texts at a place of a JSON document.

    Args:
        document: The parsed document or a part of it.
        place: The rest of the way: names, `[]` and `*`.
    """
    if not place:
        if isinstance(document, str) and document:
            yield document
        return
    step, rest = place[0], place[1:]
    inner: Iterable[object] = ()
    if step == "[]" and isinstance(document, list):
        inner = document
    elif step == "*" and isinstance(document, dict):
        inner = document.values()
    elif isinstance(document, dict) and step in document:
        inner = (document[step],)
    for one in inner:
        yield from texts_at(one, rest)


def texts_of_code(source: str, file: str, found: Found) -> None:
    """Add the texts of a Python file to what was found."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            count, strict = expected_texts(node.func)
            if count:
                texts_of_call(node, count, file, found, strict=strict)


def expected_texts(called: ast.expr) -> tuple[int, bool]:
    """Return how many texts a call takes after its context, and whether they must be plain.

    0 means that the call is none of a translator.
    """
    name = name_of(called)
    if name == "n" and isinstance(called, ast.Attribute):
        return (2, True) if name_of(called.value) in TRANSLATORS else (0, False)
    if name in TRANSLATORS:
        return 1, True
    if name == "self" and isinstance(called, ast.Name):
        return 1, False
    return MAKERS.get(name, 0), name != "Message"


def name_of(node: ast.expr) -> str:
    """Return the last name of `a.b.c`, or ""."""
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def texts_of_call(call: ast.Call, count: int, file: str, found: Found, *, strict: bool) -> None:
    """Add the texts of one call, or a problem if they are not plain."""
    parts = [choices(argument) for argument in call.args[: count + 1]]
    if len(parts) < count + 1 or not all(parts):
        if strict:
            found.problems.append(f"{file}:{call.lineno}: not a plain text: {ast.unparse(call)}")
        return
    for context in parts[0]:
        if count == 1:
            for text in parts[1]:
                found.texts.append(Text(context, text, None, file, call.lineno))
        else:
            found.texts.append(Text(context, parts[1][0], parts[2][0], file, call.lineno))


def choices(node: ast.expr) -> list[str]:
    """Return the texts an expression can be: a string, or one of two; empty if it is no such."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    if isinstance(node, ast.IfExp):
        first, second = choices(node.body), choices(node.orelse)
        return [*first, *second] if first and second else []
    return []


# ---------------------------------------------------------------- catalogues


def template(texts: Iterable[Text]) -> Catalog:
    """Return texts as a catalogue without translations."""
    catalogue = Catalog(
        project="RehabDesk", fuzzy=False, header_comment="# Translations of RehabDesk."
    )
    for one in sorted(texts, key=lambda text: (text.file, text.line)):
        identity = one.text if one.plural is None else (one.text, one.plural)
        catalogue.add(identity, locations=[(one.file, 1)], context=one.context)
    return catalogue


def catalogue_files(ending: str = "po") -> list[Path]:
    """Return the catalogues there are."""
    return sorted(CATALOGUES.glob(f"*/LC_MESSAGES/{DOMAIN}.{ending}"))


def language_of(path: Path) -> str:
    """Return the language a catalogue is for."""
    return path.parent.parent.name


def read_catalogue(path: Path) -> Catalog:
    """Read a .po file."""
    with path.open("rb") as file:
        return read_po(file, locale=language_of(path), domain=DOMAIN, abort_invalid=True)


def update(languages: Sequence[str]) -> int:
    """Bring catalogues up to date with the program's texts."""
    texts = extract().texts
    for language in languages:
        path = CATALOGUES / language / "LC_MESSAGES" / f"{DOMAIN}.po"
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = template(texts)
        if path.exists():
            catalogue = read_catalogue(path)
            # A date of its own would make every update a change of every file.
            fresh.creation_date = catalogue.creation_date
            catalogue.update(fresh, no_fuzzy_matching=True)
        else:
            catalogue = fresh
            catalogue.locale = Locale.parse(language)
        catalogue.fuzzy = False
        catalogue.version = catalogue.msgid_bugs_address = ""
        catalogue.last_translator = catalogue.language_team = ""
        with path.open("wb") as file:
            write_po(file, catalogue, width=WIDTH, include_lineno=False, ignore_obsolete=True)
    return compile_all()


def compile_all() -> int:
    """Write the .mo file of each catalogue that is ready, and remove those that are not."""
    for path in catalogue_files():
        if share_translated(path) >= READY_SHARE:
            path.with_suffix(".mo").write_bytes(compiled(path))
        else:
            path.with_suffix(".mo").unlink(missing_ok=True)
    return 0


def share_translated(path: Path) -> float:
    """Return the share of a catalogue's texts that are translated, 0 to 1."""
    entries = [entry for entry in read_catalogue(path) if entry.id]
    return sum(map(translated, entries)) / len(entries) if entries else 0.0


def compiled(path: Path) -> bytes:
    """Return what the .mo file of a .po file should be."""
    buffer = io.BytesIO()
    write_mo(buffer, read_catalogue(path))
    return buffer.getvalue()


# ---------------------------------------------------------------- checking


def problems_of(path: Path) -> list[str]:
    """Return what is wrong with a catalogue and its .mo file."""
    language = language_of(path)
    problems = []
    try:
        present = path.with_suffix(".mo").read_bytes()
    except FileNotFoundError:
        present = b""
    wanted = compiled(path) if share_translated(path) >= READY_SHARE else b""
    if bool(present) != bool(wanted) or (wanted and contents(present) != contents(wanted)):
        problems.append(
            f"{language}: the .mo file is not up to date: python packaging/translations.py compile"
        )
    for entry in read_catalogue(path):
        if entry.id and translated(entry):
            problems += [f"{language}: {problem}" for problem in field_problems(entry)]
    return problems


def contents(compiled_catalogue: bytes) -> dict[tuple[str, str], object]:
    """Return the translations of a .mo file, without the header that names its maker."""
    catalogue = read_mo(io.BytesIO(compiled_catalogue))
    return {(entry.context or "", str(entry.id)): entry.string for entry in catalogue if entry.id}


def translated(entry: Entry) -> bool:
    """Tell whether an entry has a translation in all its forms."""
    return all(forms(entry.string))


def forms(texts: str | Sequence[str] | None) -> list[str]:
    """Return the singular and plural forms as a list."""
    return [texts] if isinstance(texts, str) else list(texts or ())


def field_problems(entry: Entry) -> list[str]:
    """Return what is wrong with the fields of a translation."""
    english = forms(entry.id)
    wanted = [fields(text) for text in english]
    allowed = set().union(*wanted)
    problems = []
    for text in forms(entry.string):
        try:
            has = fields(text)
        except ValueError:
            problems.append(f"“{text}” has unpaired braces")
            continue
        if not has <= allowed:
            problems.append(f"“{text}” has fields the English text has not: {has - allowed}")
        # A form for one need not repeat the number.
        elif (min(wanted, key=len) - {"count"}) - has:
            problems.append(f"“{text}” lacks fields of “{english[0]}”")
    return problems


def fields(text: str) -> set[str]:
    """Return the names of a text's fields.

    Raises:
        ValueError: The braces do not pair.
    """
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def check() -> int:
    """Print what is wrong and how much is translated; 1 if something is wrong."""
    found = extract()
    problems = list(found.problems)
    identities = {(text.context, text.text) for text in found.texts}
    for path in catalogue_files():
        problems += problems_of(path)
        done = {
            (entry.context or "", forms(entry.id)[0])
            for entry in read_catalogue(path)
            if entry.id and translated(entry)
        }
        state = "offered" if path.with_suffix(".mo").exists() else "not offered yet"
        counts = f"{len(done & identities)} of {len(identities)} translated"
        print(f"{language_of(path)}: {counts}, {state}")
    for problem in problems:
        print(problem)
    return 1 if problems else 0


def main(arguments: Sequence[str]) -> int:
    """Run one command."""
    command = arguments[0] if arguments else "help"
    if command == "extract":
        write_po(sys.stdout.buffer, template(extract().texts), width=WIDTH, include_lineno=False)
        return 0
    if command == "update":
        return update(arguments[1:] or [language_of(path) for path in catalogue_files()])
    if command == "compile":
        return compile_all()
    if command == "check":
        return check()
    print((__doc__ or "").strip())
    return 0 if command in ("help", "--help", "-h") else 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
