"""Sets documents for paper with typst: tagged PDF, and their pages as SVG for preview and printing.

A document is a template of `resources/typst/` and data. Texts reach the template as JSON and are
set as they are; nothing in them is markup, and no file is named by them. The same document gives
the same bytes: its date is given, and the letters come from a package, not from the system.
"""

from __future__ import annotations

import datetime as dt
import importlib.util
import json
import shutil
import tempfile
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from rehabdesk.domain.errors import KnownError
from rehabdesk.domain.text import Message, message
from rehabdesk.reports.pages import fit_for_qt
from rehabdesk.resources import resource_path

if TYPE_CHECKING:
    from typst import Compiler

#: A value that JSON can hold.
Json = str | int | float | bool | None | list["Json"] | dict[str, "Json"]
#: The accessibility standard a document is made by: PDF/UA-1, ISO 14289-1.
_ACCESSIBLE: Final = "ua-1"
_FONT_PACKAGE = "font_source_sans_pro"
_FONTS = ("Regular", "Semibold", "Bold", "It")
#: Signs that set the direction of the text after them.
_TURNING: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
#: What separates words or lines; a space that must not break stays one.
_LINE_ENDS: Final = frozenset(" \t\n\r\v\f\x1c\x1d\x1e\x1f\x85\u2028\u2029")
_UNREADABLE_PICTURE = "failed to decode image"


class DamagedPictureError(KnownError):
    """A picture in a document cannot be read; without it the document can be made."""


@dataclass(frozen=True, slots=True)
class Document:
    """What is to be set.

    Attributes:
        template: The name of a template of `resources/typst/`.
        data: What the template reads as `data.json`.
        created: The date written into the file, with its offset from UTC.
        files: Pictures the template shows, by the names the data has for them.
    """

    template: str
    data: Mapping[str, Json]
    created: dt.datetime
    files: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Typeset:
    """A document that is set.

    Attributes:
        pages: One PDF file, or one SVG file per page.
        notices: What is not as it should be, though the document can be used.
    """

    pages: tuple[bytes, ...]
    notices: tuple[Message, ...] = ()


def pdf(document: Document) -> Typeset:
    """Set a document as a PDF file, tagged by PDF/UA-1 where its letters allow it.

    Letters that the font does not have are taken from the system; if that has none either, the
    document is made without the promise of the standard, and a notice says so.

    Raises:
        DamagedPictureError: A picture in it cannot be read.
    """
    from typst import TypstError  # noqa: PLC0415 - only where something is printed

    with _desk(document) as desk:
        try:
            return Typeset((_compiled(desk, document),))
        except TypstError as error:
            _refuse_damaged(error)
        try:
            return Typeset((_compiled(desk, document, system_fonts=True),))
        except TypstError as error:
            _refuse_damaged(error)
        content = _compiled(desk, document, system_fonts=True, accessible=False)
        return Typeset((content,), (_missing_letters(),))


def svg_pages(document: Document) -> Typeset:
    """Set a document as drawings of its pages, the same as in its PDF file.

    Raises:
        DamagedPictureError: A picture in it cannot be read.
    """
    return Typeset(tuple(fit_for_qt(page) for page in _pages(document, "svg", None)))


def png_pages(document: Document, ppi: float) -> Typeset:
    """Set a document as pictures of its pages, the same as in its PDF file.

    Args:
        document: The document.
        ppi: Pixels per inch of the sheet.

    Raises:
        DamagedPictureError: A picture in it cannot be read.
    """
    return Typeset(tuple(_pages(document, "png", ppi)))


def _pages(document: Document, form: Literal["svg", "png"], ppi: float | None) -> list[bytes]:
    from typst import TypstError  # noqa: PLC0415 - as above

    with _desk(document) as desk:
        try:
            # Which letters there are is only checked for the standard.
            _compiled(desk, document)
            system_fonts = False
        except TypstError as error:
            _refuse_damaged(error)
            system_fonts = True
        made = desk.compiler(system_fonts=system_fonts).compile(format=form, ppi=ppi)
    return [one or b"" for one in made] if isinstance(made, list) else [made or b""]


def _compiled(
    desk: _Desk, document: Document, *, system_fonts: bool = False, accessible: bool = True
) -> bytes:
    made = desk.compiler(system_fonts=system_fonts).compile(
        format="pdf",
        pdf_standards=_ACCESSIBLE if accessible else None,
        timestamp=document.created,
    )
    return made if isinstance(made, bytes) else b""


def _refuse_damaged(error: RuntimeError) -> None:
    if _UNREADABLE_PICTURE in str(error):
        raise DamagedPictureError(
            message("paper", "A picture in the plan is damaged and cannot be printed.")
        ) from error


def _missing_letters() -> Message:
    return message(
        "paper",
        "Some signs are in no font of this computer, so they are shown as boxes and the file does "
        "not carry the mark for screen readers.",
    )


@dataclass(frozen=True, slots=True)
class _Desk:
    """A temporary folder with everything a document is made of.

    Attributes:
        folder: Holds template, data and pictures.
        main: The template.
    """

    folder: Path
    main: Path

    def compiler(self, *, system_fonts: bool) -> Compiler:
        """Return a compiler for what lies on the desk."""
        from typst import Compiler, Fonts  # noqa: PLC0415 - as above

        fonts = Fonts(
            include_system_fonts=system_fonts,
            include_embedded_fonts=system_fonts,
            font_paths=[str(self.folder / "fonts")],
        )
        return Compiler(input=str(self.main), root=str(self.folder), font_paths=fonts)


@contextmanager
def _desk(document: Document) -> Iterator[_Desk]:
    with tempfile.TemporaryDirectory(prefix="rehabdesk-paper-") as name:
        folder = Path(name)
        for template in resource_path("typst").glob("*.typ"):
            shutil.copyfile(template, folder / template.name)
        text = json.dumps({name: _printable(value) for name, value in document.data.items()})
        (folder / "data.json").write_text(text, encoding="ascii")
        for file, content in document.files.items():
            (folder / file).write_bytes(content)
        _lay_out_fonts(folder / "fonts")
        yield _Desk(folder, folder / document.template)


def printable(text: str) -> str:
    """Return a text without signs that would only disturb a line.

    Ends of lines and tabs become spaces, other control characters go, and so do those that turn
    the direction of everything after them; joiners inside a word stay.
    """
    kept = (" " if one in _LINE_ENDS else one for one in text if one not in _TURNING)
    return "".join(one for one in kept if unicodedata.category(one) not in {"Cc", "Cs"})


def _printable(value: Json) -> Json:
    """Return a value whose texts have no signs that would only disturb a line."""
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, list):
        return [_printable(one) for one in value]
    if isinstance(value, dict):
        return {name: _printable(one) for name, one in value.items()}
    return value


def font_files() -> list[Path]:
    """Return the fonts paper is set in; where the package that has them is missing, fewer."""
    package = importlib.util.find_spec(_FONT_PACKAGE)
    places = (package.submodule_search_locations or ()) if package else ()
    named = [
        Path(place) / "files" / f"SourceSansPro-{style}.ttf" for place in places for style in _FONTS
    ]
    return [file for file in named if file.exists()]


def _lay_out_fonts(folder: Path) -> None:
    """Lay out the four fonts in use; they are copied only where files cannot be linked.

    The package has each of them in two formats, and typst would take whichever the file system
    names first.
    """
    folder.mkdir()
    for file in font_files():
        target = folder / file.name
        try:
            target.symlink_to(file)
        except OSError:
            shutil.copyfile(file, target)
