"""Draft: an article as its file gives it, and the checks that make an Article of it."""

from __future__ import annotations

import re
from typing import Final

from bisum.errors import ArticleError
from bisum.model.article import Article, Paragraph
from bisum.model.base import Value
from bisum.text import lines, n_arabic_letters, normalise

READ: Final = "read"

# Code points. The longest paragraph of 1,959 news articles has under 5,000; a text of
# 200,000 without a line end is a book or a dump, and no model is to wait for it.
MAX_PARAGRAPH_CHARS: Final = 200_000
# Code points over all paragraphs and the title: twice a long novel.
MAX_ARTICLE_CHARS: Final = 2_000_000
# A page for each is held in memory at once; the longest article seen has some hundreds.
MAX_PARAGRAPHS: Final = 20_000
# Of all letters. A news text full of foreign names has 60 % and more; an English text
# that cites an Arabic word or two stays below.
MIN_ARABIC_SHARE: Final = 0.05

_LETTER: Final = re.compile(r"[^\W\d_]")
_SHOWN_CHARS: Final = 60
_PAGE: Final = re.compile(r"\s*<(?:!doctype\s+html|html|head|body)\b[^>]{0,60}", re.IGNORECASE)
_TAG: Final = re.compile(r"</(?:p|div|span|td|li|h[1-6])>", re.IGNORECASE)
_MAX_TAGS: Final = 2  # an article may cite a tag or two


class Draft(Value, frozen=True, kw_only=True):
    """The fields of one article, as they came in.

    Attributes:
        id: Not yet checked.
        title: None where the input has none.
        text: The whole text, to be cut into lines; None where ``paragraphs`` are given.
        paragraphs: Their order is their numbers; None where ``text`` is given.
        published: As the input says it.
        source: As the input says it.
        url: As the input says it.
        extra: The other fields as one JSON object.
        place: ``file`` or ``file:line``.
    """

    id: str
    title: str | None = None
    text: str | None = None
    paragraphs: tuple[str, ...] | None = None
    published: str | None = None
    source: str | None = None
    url: str | None = None
    extra: str = "{}"
    place: str


class Flaw(Value, frozen=True, kw_only=True):
    """The reason why no article could be read at a place.

    Attributes:
        place: ``file`` or ``file:line``.
        reason: What was found, what was expected and what to do.
        id: The article's id where that much could be read.
    """

    place: str
    reason: str
    id: str | None = None


def shorten(text: str) -> str:
    """Quote text for a message: escaped, and cut where it is long."""
    return repr(text) if len(text) <= _SHOWN_CHARS else f"{text[:_SHOWN_CHARS]!r}…"


def finish(draft: Draft) -> Article:
    """Normalise a draft and check that it is an Arabic article.

    Raises:
        ArticleError: It is empty, too long, not Arabic, or its id can't be used.
    """
    raw = tuple(lines(draft.text)) if draft.text is not None else draft.paragraphs or ()
    _check_sizes(raw, draft.title or "")
    _check_plain("\n".join(raw))
    paragraphs = tuple(_paragraph(paragraph) for paragraph in raw)
    _check_arabic("\n".join(paragraph.text for paragraph in paragraphs))
    title = _paragraph(draft.title) if draft.title is not None else None
    try:
        return Article(
            id=draft.id,
            title=title if title is not None and title.text else None,
            paragraphs=paragraphs,
            published=draft.published,
            source=draft.source,
            url=draft.url,
            extra=draft.extra,
            place=draft.place,
        )
    except ValueError as error:
        reason = f"{error}; give the article another id"
        raise ArticleError(READ, reason) from error


def _paragraph(raw: str) -> Paragraph:
    text = normalise(raw)
    return Paragraph(text=text, original=raw if raw != text else None)


def _check_sizes(paragraphs: tuple[str, ...], title: str) -> None:
    if len(paragraphs) > MAX_PARAGRAPHS:
        reason = (
            f"it has {len(paragraphs)} paragraphs, at most {MAX_PARAGRAPHS} are taken; cut it into articles"
        )
        raise ArticleError(READ, reason)
    for name, text in (("title", title), *((f"paragraph {n}", p) for n, p in enumerate(paragraphs))):
        if len(text) > MAX_PARAGRAPH_CHARS:
            found = f"{name} has {len(text)} characters, at most {MAX_PARAGRAPH_CHARS} are taken"
            reason = f"{found}: {shorten(text)}; give each paragraph a line of its own"
            raise ArticleError(READ, reason)
    n_chars = len(title) + sum(map(len, paragraphs))
    if n_chars > MAX_ARTICLE_CHARS:
        reason = f"it has {n_chars} characters, at most {MAX_ARTICLE_CHARS} are taken; cut it into articles"
        raise ArticleError(READ, reason)


def _check_plain(text: str) -> None:
    found = _PAGE.match(text)
    tags = _TAG.findall(text) if found is None else [found.group().strip()]
    if found is None and len(tags) <= _MAX_TAGS:
        return
    reason = (
        f"it is the source of a web page (it has {shorten(tags[0])}), expected its text; "
        f"take the article's text out of the page, a paragraph a line"
    )
    raise ArticleError(READ, reason)


def _check_arabic(text: str) -> None:
    if not text.strip():
        reason = "it holds no text but white space; expected at least one paragraph of Arabic"
        raise ArticleError(READ, reason)
    n_arabic, n_letters = n_arabic_letters(text), len(_LETTER.findall(text))
    if n_arabic == 0 or n_arabic < MIN_ARABIC_SHARE * n_letters:
        reason = (
            f"{n_arabic} of its {n_letters} letters are Arabic, expected at least {MIN_ARABIC_SHARE:.0%}: "
            f"{shorten(text.strip())}; bisum reads Arabic articles only"
        )
        raise ArticleError(READ, reason)
