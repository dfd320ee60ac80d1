"""A brief as values: what the page, the Markdown and the JSON all show."""

from __future__ import annotations

from bisum.model.base import Value

VERSION = 1
"""Of the form below; a change that a reader of the JSON must know of raises it."""


class Member(Value, frozen=True, kw_only=True):
    """One article in the brief.

    Attributes:
        id: Of the article; untrusted.
        page: Its page's address within the site.
        title: In Arabic; None where it has no text.
        title_english: None where there is none.
        source: As the input says it.
        published: As the input says it.
        day: The day that this was read as, ISO 8601; None where it couldn't be read.
        bond: ``independent``, ``copy``, ``version`` or ``overlap``.
        other: Index, among the event's articles, of the one that the bond is to; None for
            independent ones.
        share: Percent of the shorter of the two texts that both have; None for independent ones.
        serious: Number of serious findings.
        warnings: Number of warnings.
        notes: Number of notes.
    """

    id: str
    page: str
    title: str | None
    title_english: str | None
    source: str | None
    published: str | None
    day: str | None
    bond: str
    other: int | None
    share: int | None
    serious: int
    warnings: int
    notes: int


class Use(Value, frozen=True, kw_only=True):
    """Where words stand.

    Attributes:
        article: Index among the event's articles.
        anchor: Address on its page: ``q3``, ``p2s0-ar``.
    """

    article: int
    anchor: str


class Doubt(Value, frozen=True, kw_only=True):
    """A finding that concerns a wording's English.

    Attributes:
        article: Index, among the event's articles, of the one that the English is from.
        anchor: Address on its page: ``f0``.
        severity: ``serious`` or ``warning``.
        code: Its kind.
        message: The plain explanation.
    """

    article: int
    anchor: str
    severity: str
    code: str
    message: str


class Wording(Value, frozen=True, kw_only=True):
    """One wording of a statement.

    Attributes:
        arabic: As the first of its articles prints it.
        english: None where there is none.
        is_marked: Whether the English may stand in quotation marks.
        status: Where the English is from; None before translation.
        kind: ``direct``, ``partial`` or ``indirect``.
        is_denied: The speaker denies it: the verb that says so stands outside the words.
        uses: Where it stands, equal but for spelling.
        doubts: The warnings and worse that concern it, the worst first.
    """

    arabic: str
    english: str | None
    is_marked: bool
    status: str | None
    kind: str
    is_denied: bool
    uses: tuple[Use, ...]
    doubts: tuple[Doubt, ...] = ()


class Statement(Value, frozen=True, kw_only=True):
    """What somebody said, once however many articles carry it.

    Attributes:
        wordings: The fullest first.
        others: Other names (Arabic) under which articles on this event give the same words;
            an empty name where an article names nobody.
    """

    wordings: tuple[Wording, ...]
    others: tuple[str, ...] = ()


class BriefSpeaker(Value, frozen=True, kw_only=True):
    """A speaker with what the articles on one event have of them.

    Attributes:
        arabic: The fullest form of the name; None for words whose speaker no article names.
        english: Its English; None where there is none.
        forms: Other Arabic forms that were joined with it.
        english_forms: Other English forms.
        about: Offices and affiliations in Arabic, each once.
        statements: Those that most articles carry first.
    """

    arabic: str | None
    english: str | None
    forms: tuple[str, ...]
    english_forms: tuple[str, ...]
    about: tuple[str, ...]
    statements: tuple[Statement, ...]


class Figure(Value, frozen=True, kw_only=True):
    """A sentence with a number.

    Attributes:
        number: As it is printed.
        start: Offset of the number in ``arabic``.
        end: Offset just after it.
        arabic: The sentence.
        english: Its English; None where there is none.
        uses: The articles in which the same sentence stands.
    """

    number: str
    start: int
    end: int
    arabic: str
    english: str | None
    uses: tuple[Use, ...]


class Difference(Value, frozen=True, kw_only=True):
    """Different numbers of different articles for what seems to be the same."""

    figures: tuple[Figure, ...]


class Event(Value, frozen=True, kw_only=True):
    """Articles that seem to be on the same event.

    Attributes:
        key: Address on the page: ``e0``.
        articles: By date, the earliest first.
        head: Index of the article whose title and lead stand at the top.
        lead: Its first summary sentence in Arabic; None without one.
        lead_english: The same in English.
        n_independent: How many are no copy, version or partial copy of another.
        voices: Those with most statements first.
        differences: Where numbers differ.
        serious: Serious findings in all of its articles.
        warnings: Warnings in them.
        notes: Notes in them.
    """

    key: str
    articles: tuple[Member, ...]
    head: int
    lead: str | None
    lead_english: str | None
    n_independent: int
    voices: tuple[BriefSpeaker, ...]
    differences: tuple[Difference, ...]
    serious: int
    warnings: int
    notes: int


class Brief(Value, frozen=True, kw_only=True):
    """One run in brief.

    Attributes:
        version: Of this form.
        n_articles: Records in the run.
        cautions: The engines' cautions, each once.
        events: With two articles or more; those with most independent articles first.
        singles: Articles that share their event with no other, the newest first.
    """

    version: int
    n_articles: int
    cautions: tuple[str, ...]
    events: tuple[Event, ...]
    singles: tuple[Member, ...]
