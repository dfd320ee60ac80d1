"""Fifty ways in which outside text has tried to become markup, script, address or Markdown."""

from __future__ import annotations

from bisum.model.record import (
    EngineCard,
    LedgerRow,
    Provenance,
    Record,
    RecordFinding,
    RecordParagraph,
    RecordSentence,
    RecordSummary,
)
from bisum.model.span import Span
from bisum.model.summary import Ground, SummarySentence

BENIGN = "كلمة plain words"

INJECTIONS = (
    "<script>window.pwned=1</script>",
    "</script><script>window.pwned=1</script>",
    "<ScRiPt src=https://evil.example/x.js></ScRiPt>",
    "<img src=x onerror=window.pwned=1>",
    "<img src=https://evil.example/pixel.gif>",
    "<svg onload=window.pwned=1>",
    "<svg><script>window.pwned=1</script></svg>",
    "<iframe src=javascript:window.pwned=1></iframe>",
    "<iframe srcdoc='<script>parent.pwned=1</script>'></iframe>",
    "<object data=https://evil.example/x></object>",
    "<embed src=https://evil.example/x>",
    "<link rel=stylesheet href=https://evil.example/x.css>",
    "<style>@import 'https://evil.example/x.css';</style>",
    "<style>*{background:url(https://evil.example/x)}</style>",
    "<base href=https://evil.example/>",
    "<meta http-equiv=refresh content='0;url=https://evil.example/'>",
    "<form action=https://evil.example/><input autofocus onfocus=window.pwned=1>",
    "<details open ontoggle=window.pwned=1>",
    "<body onload=window.pwned=1>",
    "<math><mi xlink:href=javascript:window.pwned=1>x</mi></math>",
    "<a href=javascript:window.pwned=1>x</a>",
    "<video><source onerror=window.pwned=1></video>",
    "<template><script>window.pwned=1</script></template>",
    "<noscript><p title='</noscript><img src=x onerror=window.pwned=1>'>",
    "<!--><script>window.pwned=1</script>-->",
    "]]><script>window.pwned=1</script>",
    "<?xml version='1.0'?><script>window.pwned=1</script>",
    '"><script>window.pwned=1</script>',
    "'><script>window.pwned=1</script>",
    '" onmouseover="window.pwned=1',
    "' onfocus='window.pwned=1' autofocus='",
    "` onerror=`window.pwned=1`",
    '" autofocus onfocus="window.pwned=1" x="',
    "javascript:window.pwned=1",
    "JaVaScRiPt:window.pwned=1",
    " javascript:window.pwned=1",
    "java\u200bscript:window.pwned=1",
    "data:text/html,<script>window.pwned=1</script>",
    "vbscript:window.pwned=1",
    "file:///etc/passwd",
    "https:evil.example\\@good.example",
    "{{ 7*7 }}{% for x in y %}{{ x.__class__ }}{% endfor %}",
    "${window.pwned=1}`;window.pwned=1//",
    "</title></textarea></style><script>window.pwned=1</script>",
    "&lt;script&gt;window.pwned=1&lt;/script&gt;",
    "&#60;img src=x onerror=window.pwned=1&#62;",
    "\u202egnp.exe\u2066<b>\u2069 \u202ddetrevni\u202c",
    "[x](javascript:window.pwned=1) ![y](https://evil.example/p.png) <https://evil.example/>",
    "| a | b | `code` **bold** __init__ ~~gone~~ https://evil.example/ www.evil.example a@evil.example",
    "# heading ../../../../etc/passwd\\..\\x __proto__ constructor $HOME 1. one",
    "]: https://evil.example/ [x]: https://evil.example/ 'y' [^1]",
)


def everywhere(text: str, *, id: str | None = None) -> Record:  # noqa: A002 - the record's own word
    """Give a record in which every field that comes from outside, or from a model, is ``text``."""
    whole = (Span(paragraph=0, start=0, end=len(text)),)
    title = (Span(paragraph=None, start=0, end=len(text)),)

    def row(kind: str, spans: tuple[Span, ...], status: str) -> LedgerRow:
        is_lost = status == "lost"
        return LedgerRow(
            article=text,
            paragraph=spans[0].paragraph,
            text=text,
            kind=kind,
            speaker=None if kind == "term" else text,
            cue=text,
            spans=spans,
            role=text,
            affiliation=text,
            relay=text,
            stance=text,
            closed=False,
            rule=text,
            english_text=None if is_lost else text,
            english_marked=not is_lost,
            english_speaker=text,
            english_spans=() if is_lost else spans,
            status=status,
        )

    sentence = RecordSentence(
        start=0, end=len(text), english=text, english_start=0, english_end=len(text), bead=0
    )
    line = SummarySentence(text=text, grounds=(Ground(paragraph=0, sentence=0),), quotes=(0,))
    card = EngineCard(engine=text, model=text, revision=text, sha256=text, licence=text, caution=text)
    return Record(
        version=1,
        id=text if id is None else id,
        title=text,
        title_english=text,
        published=text,
        source=text,
        url=text,
        extra="{}",
        paragraphs=(
            RecordParagraph(
                arabic=text,
                original=text,
                english=text,
                furniture=False,
                dateline_end=2,
                sentences=(sentence,),
            ),
        ),
        quotes=(
            row("direct", whole, "restored"),
            row("partial", whole, "approximate"),
            row("direct", whole, "lost"),
            row("term", whole, "kept"),
        ),
        title_quotes=(row("direct", title, "kept"),),
        indirect=(row("indirect", whole, "approximate"),),
        summary=RecordSummary(english=(line,), arabic=(line,), method=text),
        findings=tuple(
            RecordFinding(code=text, severity=severity, paragraph=p, sentence=s, message=text, evidence=text)
            for severity, p, s in (("serious", 0, 0), ("warning", 0, None), (text, None, None))
        ),
        provenance=Provenance(
            bisum=text,
            signature=text,
            stages=(text,),
            translation=card,
            summary=card,
            device=text,
            dtype=text,
            made_at=text,
        ),
    )
