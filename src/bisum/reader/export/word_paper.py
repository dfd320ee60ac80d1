"""Paper: a Word document in the making, with bisum's styles and its page."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bisum.reader.export.directions import directions
from bisum.reader.export.word_pieces import Piece
from bisum.reader.export.word_xml import element, import_docx, relation_attribute, text_element
from bisum.store.files.atomic import replacing

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement

# A4 and its margins, in twentieths of a point.
_PAGE_WIDTH: Final = 11_906
_PAGE_HEIGHT: Final = 16_838
_MARGIN: Final = 1_134
TEXT_WIDTH: Final = _PAGE_WIDTH - 2 * _MARGIN
"""Width of the text in twentieths of a point."""

# Word lays out as its newest versions do, and not as the template's Word 2010.
_COMPATIBILITY_MODE: Final = "15"
# Parts of the template that say nothing about our document.
_UNWANTED: Final = ("/thumbnail", "/stylesWithEffects")


class Paper:
    """A document that grows at its end."""

    def __init__(self) -> None:
        """Open an empty document on A4.

        Raises:
            ConfigError: python-docx isn't installed.
        """
        self.document: Document = import_docx().Document()
        self._bookmarks = itertools.count(1)
        self._end = self.document.element.body.sectPr
        self._set_styles()
        self._set_page()
        self._drop_unwanted()

    def add(self, *parts: BaseOxmlElement) -> None:
        """Put paragraphs and tables at the end."""
        for part in parts:
            self._end.addprevious(part)

    def add_before(self, *parts: BaseOxmlElement) -> None:
        """Put paragraphs and tables before all others."""
        for n, part in enumerate(parts):
            self.document.element.body.insert(n, part)

    def paragraph(self, style: str, pieces: Iterable[Piece], *, is_rtl: bool = False) -> BaseOxmlElement:
        """Give a paragraph, cut into runs that each go one way."""
        properties = element("pPr", element("pStyle", val=style))
        if is_rtl:
            properties.append(element("bidi"))
        made = element("p", properties)
        for part in self._parts(tuple(pieces), is_rtl=is_rtl):
            made.append(part)
        return made

    def save(self, path: Path) -> None:
        """Write the document at one stroke."""
        with replacing(path) as file:
            self.document.save(file)

    def footer(self, words: str) -> None:
        """Put some words and the page's number at the foot of each page."""
        number = element("fldSimple", element("r", text_element("1")), instr="PAGE")
        paragraph = self.paragraph("Footer", (Piece(text=f"{words} · page "),))
        paragraph.append(number)
        foot = self.document.sections[0].footer
        for old in foot.paragraphs:
            old._p.getparent().remove(old._p)  # noqa: SLF001 - python-docx has no other way to the element
        foot._element.append(paragraph)  # noqa: SLF001 - the same

    def _parts(self, pieces: Sequence[Piece], *, is_rtl: bool) -> Iterator[BaseOxmlElement]:
        ways = iter(directions("".join(piece.shown for piece in pieces), is_rtl=is_rtl))
        for piece in pieces:
            for name in piece.anchors:
                number = str(next(self._bookmarks))
                yield element("bookmarkStart", id=number, name=name)
                yield element("bookmarkEnd", id=number)
            runs = _runs(piece, tuple(itertools.islice(ways, len(piece.shown))))
            if piece.address is not None:
                yield self._web_link(piece.address, runs)
            elif piece.link is not None:
                yield element("hyperlink", *runs, anchor=piece.link, history="1")
            else:
                yield from runs

    def _web_link(self, address: str, runs: Iterable[BaseOxmlElement]) -> BaseOxmlElement:
        kinds = import_docx("docx.opc.constants").RELATIONSHIP_TYPE
        relation = self.document.part.relate_to(address, kinds.HYPERLINK, is_external=True)
        link = element("hyperlink", *runs, history="1")
        link.set(relation_attribute(), relation)
        return link

    def _set_styles(self) -> None:
        ours = import_docx("docx.oxml.parser").parse_xml(_resource("word_styles.xml"))
        styles = self.document.styles.element
        for old in list(styles):
            styles.remove(old)
        styles.extend(list(ours))
        kinds = import_docx("docx.opc.constants").RELATIONSHIP_TYPE
        fonts = self.document.part.part_related_by(kinds.FONT_TABLE)
        fonts._blob = _resource("word_fonts.xml")  # noqa: SLF001 - python-docx has no other way to it

    def _set_page(self) -> None:
        twips = import_docx("docx.shared").Twips
        section = self.document.sections[0]
        section.page_width, section.page_height = twips(_PAGE_WIDTH), twips(_PAGE_HEIGHT)
        for side in ("top", "right", "bottom", "left"):
            setattr(section, f"{side}_margin", twips(_MARGIN))
        names = import_docx("docx.oxml.ns").qn
        for setting in self.document.settings.element.iter(names("w:compatSetting")):
            if setting.get(names("w:name")) == "compatibilityMode":
                setting.set(names("w:val"), _COMPATIBILITY_MODE)
        for setting in self.document.settings.element.iter(names("w:themeFontLang")):
            setting.set(names("w:bidi"), "ar-SA")

    def _drop_unwanted(self) -> None:
        part = self.document.part
        for relations in (part.rels, part.package.rels):
            for key, relation in list(relations.items()):
                if relation.reltype.endswith(_UNWANTED):
                    del relations[key]


def _resource(name: str) -> bytes:
    return (resources.files("bisum.reader.export") / name).read_bytes()


def start_page(paragraph: BaseOxmlElement) -> None:
    """Let a paragraph be the first of its page."""
    [properties, *_] = paragraph
    # Its place in the order that Word insists on: right after the style.
    properties.insert(1, element("pageBreakBefore"))


def cell(width: int, *paragraphs: BaseOxmlElement) -> BaseOxmlElement:
    """Give a cell of a table; it holds at least one paragraph."""
    return element("tc", element("tcPr", element("tcW", w=str(width), type="dxa")), *paragraphs)


def row(
    cells: Iterable[BaseOxmlElement], *, is_head: bool = False, is_whole: bool = False
) -> BaseOxmlElement:
    """Give a row of a table; a head comes again on each page, a whole one is on one page."""
    properties = element("trPr")
    if is_head or is_whole:
        properties.append(element("cantSplit"))
    if is_head:
        properties.append(element("tblHeader"))
    return element("tr", properties, *cells)


def table(style: str, title: str, widths: Sequence[int], rows: Iterable[BaseOxmlElement]) -> BaseOxmlElement:
    """Give a table whose columns stand from left to right, its first row a head.

    Args:
        style: Id of a table style.
        title: What a screen reader says it is.
        widths: Of the columns, in twentieths of a point.
        rows: The head first.
    """
    properties = element(
        "tblPr",
        element("tblStyle", val=style),
        element("tblW", w=str(sum(widths)), type="dxa"),
        element("tblLayout", type="fixed"),
        element("tblLook", val="0020", firstRow="1", lastRow="0", firstColumn="0", lastColumn="0"),
        element("tblCaption", val=title),
    )
    grid = element("tblGrid", *(element("gridCol", w=str(width)) for width in widths))
    return element("tbl", properties, grid, *rows)


def _runs(piece: Piece, ways: Sequence[bool]) -> list[BaseOxmlElement]:
    made = []
    at = 0
    for is_rtl, members in itertools.groupby(ways):
        end = at + len(list(members))
        made.append(_run(piece.shown[at:end], piece.style, is_rtl=is_rtl))
        at = end
    return made


def _run(text: str, style: str | None, *, is_rtl: bool) -> BaseOxmlElement:
    run = element("r")
    properties = element("rPr")
    if style is not None:
        properties.append(element("rStyle", val=style))
    if is_rtl:
        properties.extend((element("rtl"), element("lang", bidi="ar-SA")))
    if len(properties):
        run.append(properties)
    for n, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n")):
        if n:
            run.append(element("br"))
        if line:
            run.append(text_element(line))
    return run
