"""Article and Segments: what came in, and where its sentences are."""

from __future__ import annotations

import hashlib

import msgspec

from bisum.model.base import Product, Value
from bisum.model.correction import text_digest
from bisum.model.span import Span

MAX_ID_BYTES = 512


class Paragraph(Value, frozen=True, kw_only=True):
    """One paragraph of an article, or its title.

    Attributes:
        text: Normalised text, in which all offsets count; may be empty, since a
            paragraph that came blank keeps its number.
        original: The text as it came in where that differs, else None.
    """

    text: str
    original: str | None = None


class Article(Value, frozen=True, kw_only=True):
    """One Arabic article, normalised.

    Attributes:
        id: Given, or the file's stem; any text of 1 to 512 bytes of UTF-8 without
            control characters. It is untrusted: never a file name.
        title: None where the input has none beside the text.
        paragraphs: At least one holds text.
        published: When it was published, as the input says it.
        source: Who published it.
        url: Where it stands; untrusted.
        extra: All other fields of the input as one JSON object.
        place: Where it was read, ``file`` or ``file:line``; no part of its identity.

    Raises:
        ValueError: The id is empty, too long or holds control characters.
    """

    id: str
    title: Paragraph | None = None
    paragraphs: tuple[Paragraph, ...]
    published: str | None = None
    source: str | None = None
    url: str | None = None
    extra: str = "{}"
    place: str = ""

    def __post_init__(self) -> None:
        n_bytes = len(self.id.encode("utf-8", "surrogatepass"))
        if not self.id.strip() or n_bytes > MAX_ID_BYTES:
            msg = f"an id has 1 to {MAX_ID_BYTES} bytes and more than white space, got {n_bytes} bytes"
            raise ValueError(msg)
        if any(ord(letter) < 32 or 0x7F <= ord(letter) < 0xA0 for letter in self.id):
            msg = f"an id holds no control characters, got {self.id!r}"
            raise ValueError(msg)

    def text_of(self, span: Span) -> str:
        """Give the text under a span of this article or of its title.

        Raises:
            ValueError: The span lies outside the article.
        """
        return span.cut(self.passage(span.paragraph))

    def passage(self, paragraph: int | None) -> str:
        """Give the text of a paragraph, or of the title for None.

        Raises:
            ValueError: There is no such paragraph, or no title.
        """
        if paragraph is None:
            if self.title is None:
                msg = f"article {self.id!r} has no title"
                raise ValueError(msg)
            return self.title.text
        if paragraph >= len(self.paragraphs):
            msg = f"article {self.id!r} has {len(self.paragraphs)} paragraphs, asked for {paragraph}"
            raise ValueError(msg)
        return self.paragraphs[paragraph].text

    @property
    def digest(self) -> str:
        """A BLAKE2b digest of all that the input says, 32 hex digits; ``place`` is left out."""
        whole = msgspec.json.encode(msgspec.structs.replace(self, place=""))
        return hashlib.blake2b(whole, digest_size=16).hexdigest()

    @property
    def text_digest(self) -> str:
        """A digest of title and paragraphs alone, which a person's corrections hold on to."""
        title = None if self.title is None else self.title.text
        return text_digest(title, (paragraph.text for paragraph in self.paragraphs))


class Marked(Value, frozen=True, kw_only=True):
    """The text between a pair of quotation marks.

    Attributes:
        spans: The text inside, marks and outer spaces left out: one span, or one a
            paragraph where the pair runs over several.
        opening: The opening mark as printed.
        closing: The closing mark as printed, None where it is missing: then the text
            runs to the end of its paragraph.
        parent: Index of the pair that holds this one, None at the outer level.
    """

    spans: tuple[Span, ...]
    opening: str
    closing: str | None
    parent: int | None = None

    def __post_init__(self) -> None:
        if not self.spans:
            msg = "a marked text has at least one span"
            raise ValueError(msg)


class Sentence(Value, frozen=True, kw_only=True):
    """One sentence, or the part of one that stands as a segment of its own.

    Attributes:
        start: Offset of its first code point in its paragraph.
        end: Offset just after its last.
        marked: Indices into ``Segments.marked`` (``title_marked`` for the title) of the
            pairs of marks whose text it shares.
    """

    start: int
    end: int
    marked: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            msg = f"sentence must satisfy 0 <= start < end, got [{self.start}, {self.end})"
            raise ValueError(msg)


class Passage(Value, frozen=True, kw_only=True):
    """The sentences of one paragraph or of the title.

    Attributes:
        sentences: In reading order, without overlap; what lies between two is white
            space. Empty for a blank paragraph.
        is_furniture: It belongs to the web page and not to the article («اظهر المزيد»):
            translated, but left out of summaries.
        dateline: The range of a dateline («واشنطن - رويترز») at its start, else None.
    """

    sentences: tuple[Sentence, ...]
    is_furniture: bool = False
    dateline: tuple[int, int] | None = None


class Segments(Product, frozen=True, kw_only=True):
    """Where the sentences and the marked texts of an article are.

    Attributes:
        paragraphs: One a paragraph of the article.
        title: None where the article has no title.
        marked: All pairs of quotation marks in the paragraphs, by where they open.
        title_marked: Those of the title.
    """

    paragraphs: tuple[Passage, ...]
    title: Passage | None = None
    marked: tuple[Marked, ...] = ()
    title_marked: tuple[Marked, ...] = ()

    @property
    def n_sentences(self) -> int:
        """How many sentences the article and its title have."""
        passages = (*self.paragraphs, *((self.title,) if self.title else ()))
        return sum(len(passage.sentences) for passage in passages)
