"""Brief -> Markdown, in which nothing from outside acts as markup."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bisum.display.words import count
from bisum.reader.article.legend import severity_of, status_of
from bisum.reader.article.plain import spelled
from bisum.reader.brief.contents import (
    Brief,
    BriefSpeaker,
    Difference,
    Event,
    Member,
    Statement,
    Use,
    Wording,
)
from bisum.reader.brief.page import BONDS, LINKS
from bisum.reader.markdown import escape


def brief_markdown(brief: Brief) -> str:
    """Give the brief as Markdown; links lead from the run's ``site`` folder to the articles' pages."""
    return "\n".join(_lines(brief)) + "\n"


def _lines(brief: Brief) -> Iterator[str]:
    for caution in brief.cautions:
        yield f"> **Caution:** {escape(caution)}"
        yield ""
    yield "# Brief"
    yield ""
    yield (
        f"{count(len(brief.events), 'event')} in {count(brief.n_articles, 'article')}; "
        f"{count(len(brief.singles), 'article')} on events of their own."
    )
    for event in brief.events:
        yield from _event(event)
    if brief.singles:
        yield ""
        yield "## On events of their own"
        yield ""
        for member in brief.singles:
            yield f"- [{_title(member)}]({member.page}), {_origin(member)}{_doubts(member)}"


def _event(event: Event) -> Iterator[str]:
    yield ""
    yield f"## {_title(event.articles[event.head])}"
    yield ""
    yield f"{count(len(event.articles), 'article')}, {event.n_independent} independent{_doubts(event)}"
    for lead in (event.lead_english, event.lead):
        if lead:
            yield ""
            yield escape(lead)
    yield ""
    yield "### Articles"
    yield ""
    for member in event.articles:
        link = f"[{_title(member)}]({member.page})"
        yield f"- {link}, {_origin(member)}: {_bond(member, event)}{_doubts(member)}"
    if event.differences:
        yield ""
        yield "### Different numbers"
        for difference in event.differences:
            yield from _difference(difference, event)
    if event.voices:
        yield ""
        yield "### Who said what"
        for voice in event.voices:
            yield from _voice(voice, event)


def _bond(member: Member, event: Event) -> str:
    if member.other is None:
        return BONDS[member.bond]
    link = LINKS[member.bond]
    other = _origin(event.articles[member.other])
    return f"{BONDS[member.bond]} {link} {other} ({member.share} % of the shorter text)"


def _difference(difference: Difference, event: Event) -> Iterator[str]:
    yield ""
    yield "These articles give different numbers. Whether they count the same thing is for a reader to say."
    yield ""
    for figure in difference.figures:
        before, after = figure.arabic[: figure.start], figure.arabic[figure.end :]
        yield f"- {escape(before)} **{escape(figure.number)}** {escape(after)}"
        yield f"  - {escape(figure.english) if figure.english else 'No English for this sentence.'}"
        yield f"  - {_places(figure.uses, event)}"


def _voice(voice: BriefSpeaker, event: Event) -> Iterator[str]:
    name = "Not named in the article"
    if voice.arabic is not None:
        name = f"{escape(voice.english) if voice.english else 'no English form'} ({escape(voice.arabic)})"
    yield ""
    yield f"#### {name}"
    yield ""
    for part in voice.about:
        yield f"- {escape(part)}"
    forms = (*voice.forms, *voice.english_forms)
    if forms:
        yield f"- Also as {', '.join(escape(form) for form in forms)}"
    for statement in voice.statements:
        yield from _statement(statement, event)


def _statement(statement: Statement, event: Event) -> Iterator[str]:
    for n, wording in enumerate(statement.wordings):
        yield f"- {'In other words: ' if n else ''}{_english(wording)}"
        is_quoted = wording.kind != "indirect"
        yield f"  - {'«' if is_quoted else ''}{escape(wording.arabic)}{'»' if is_quoted else ''}"
        yield f"  - {_places(wording.uses, event)}"
    if statement.others:
        names = ", ".join(escape(name) if name else "nobody named" for name in statement.others)
        yield f"  - Articles on this event give these words under another name too: {names}"


def _english(wording: Wording) -> str:
    status = status_of(wording.status).word
    kind = ", reported and not quoted" if wording.kind == "indirect" else ""
    if not wording.english:
        return f"No English words were found ({escape(status)}{kind})."
    words = escape(wording.english)
    doubts = "".join(f"; {escape(f'{severity_of(one.severity).shape} {one.code}')}" for one in wording.doubts)
    denied = "Denied: " if wording.is_denied else ""
    return f"{denied}{f'“{words}”' if wording.is_marked else words} ({escape(status)}{kind}{doubts})"


def _places(uses: Sequence[Use], event: Event) -> str:
    found = []
    for use in uses:
        member = event.articles[use.article]
        bond = f" ({BONDS[member.bond]})" if member.bond in {"copy", "version"} else ""
        found.append(f"[{_origin(member)}]({member.page}#{use.anchor}){bond}")
    return " · ".join(found)


def _title(member: Member) -> str:
    shown = " / ".join(filter(None, (member.title_english, member.title)))
    return escape(shown or spelled(member.id))


def _origin(member: Member) -> str:
    source = escape(member.source) if member.source else "source not given"
    return f"{source}, {escape(member.day or member.published or 'no date')}"


def _doubts(of: Member | Event) -> str:
    found = [
        f"{n} {word}"
        for word, n in (("serious", of.serious), ("warning", of.warnings), ("note", of.notes))
        if n
    ]
    return f" ({', '.join(found)})" if found else ""
