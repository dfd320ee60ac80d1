# ruff: noqa: E501 - sentences and their marks read best in one line
"""A small notation for invented records, and the articles that the reader's tests and pictures use.

Arabic and English sentences carry their marks inline: ``{q0:words}`` stands for quotation 0,
``{s0:name}`` for the mention of its speaker, ``{t0:…}`` for a quotation of the title and
``{i0:…}`` for reported speech; they may nest. All people, places and events are invented.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import msgspec

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

MADE_AT = "2026-11-21T09:30:00Z"
CAUTION = (
    "This small model is for trying out bisum, not for analysis: check every sentence against the Arabic."
)
_TOKEN = re.compile(r"\{([a-z]+\d+):|\}")


def strip(marked: str) -> tuple[str, list[tuple[str, int, int]]]:
    """Give the plain text and where each mark stands."""
    plain, open_marks, found, at = "", [], [], 0
    for token in _TOKEN.finditer(marked):
        plain += marked[at : token.start()]
        at = token.end()
        if token.group(1):
            open_marks.append((token.group(1), len(plain)))
        else:
            key, start = open_marks.pop()
            found.append((key, start, len(plain)))
    return plain + marked[at:], found


def put(places: dict[str, list[Span]], key: str, span: Span) -> None:
    """Note a place; pieces of one paragraph, in sentences that follow each other, make one span."""
    before = places.setdefault(key, [])
    if before and before[-1].paragraph == span.paragraph:
        before[-1] = msgspec.structs.replace(before[-1], end=span.end)
    else:
        before.append(span)


class Para(msgspec.Struct):
    """A paragraph: sentences of both sides; English None means that an earlier one carries it."""

    arabic: Sequence[str]
    english: Sequence[str | None] | None
    furniture: bool = False
    dateline: str | None = None
    tail: str = ""


def paragraph(number: int, para: Para, places: dict, english_places: dict) -> RecordParagraph:
    """Join the sentences and note where all marks stand."""
    arabic, english, sentences, bead = "", "", [], -1
    for n, marked in enumerate(para.arabic):
        text, marks = strip(marked)
        arabic += " " if arabic else ""
        for key, start, end in marks:
            put(places, key, Span(paragraph=number, start=len(arabic) + start, end=len(arabic) + end))
        span = (len(arabic), len(arabic) + len(text))
        arabic += text
        line = para.english[n] if para.english is not None else None
        if line is None:
            sentences.append((span, None, None, None, bead if para.english is not None else None))
            continue
        bead += 1
        text, marks = strip(line)
        english += " " if english else ""
        for key, start, end in marks:
            put(
                english_places,
                key,
                Span(paragraph=number, start=len(english) + start, end=len(english) + end),
            )
        sentences.append((span, text, len(english), len(english) + len(text), bead))
        english += text
    english += para.tail
    return RecordParagraph(
        arabic=arabic,
        original=None,
        english=english if para.english is not None else None,
        furniture=para.furniture,
        dateline_end=len(para.dateline) if para.dateline else None,
        sentences=tuple(
            RecordSentence(
                start=span[0],
                end=span[1],
                english=text,
                english_start=start,
                english_end=end,
                bead=bead,
                log_probability=-0.4 if text else None,
            )
            for span, text, start, end, bead in sentences
        ),
    )


def cut(spans: Iterable[Span], texts: Sequence[str | None], title: str | None) -> str:
    return "\n".join(
        span.cut((title if span.paragraph is None else texts[span.paragraph]) or "") for span in spans
    )


def record(
    *,
    id: str,  # noqa: A002 - the record's own word
    paragraphs: Sequence[Para],
    title: str | None = None,
    title_english: str | None = None,
    quotes: Sequence[dict] = (),
    title_quotes: Sequence[dict] = (),
    indirect: Sequence[dict] = (),
    english: Sequence[tuple] = (),
    arabic: Sequence[tuple] = (),
    line_english: tuple | None = None,
    line_arabic: tuple | None = None,
    findings: Sequence[tuple] = (),
    published: str | None = "2026-03-14",
    source: str | None = "صحيفة الميناء",
    url: str | None = None,
    caution: str | None = CAUTION,
) -> Record:
    """Build a record from the notation."""
    places: dict[str, list[Span]] = {}
    english_places: dict[str, list[Span]] = {}
    made = tuple(paragraph(n, para, places, english_places) for n, para in enumerate(paragraphs))
    plain_title = plain_title_english = None
    if title is not None:
        plain_title, marks = strip(title)
        for key, start, end in marks:
            places.setdefault(key, []).append(Span(paragraph=None, start=start, end=end))
    if title_english is not None:
        plain_title_english, marks = strip(title_english)
        for key, start, end in marks:
            english_places.setdefault(key, []).append(Span(paragraph=None, start=start, end=end))

    def row(letter: str, n: int, given: dict) -> LedgerRow:
        spans = tuple(places[f"{letter}{n}"])
        targets = tuple(english_places.get(f"{letter}{n}", ()))
        named = places.get(f"s{n}") if letter == "q" else None
        fields = {"confidence": 0.9, "rule": "verb-subject", **given}
        speaker = fields.pop("speaker", None)
        return LedgerRow(
            article=id,
            paragraph=spans[0].paragraph,
            text=cut(spans, [p.arabic for p in made], plain_title),
            speaker=speaker,
            cue=fields.pop("cue", None),
            spans=spans,
            speaker_span=named[0] if named else None,
            english_text=cut(targets, [p.english for p in made], plain_title_english) if targets else None,
            english_marked=fields.get("status") in {"kept", "restored"},
            english_spans=targets,
            **fields,
        )

    def sentences(given: Sequence[tuple]) -> tuple[SummarySentence, ...]:
        return tuple(
            SummarySentence(
                text=text,
                grounds=tuple(Ground(paragraph=p, sentence=s) for p, s in grounds),
                quotes=tuple(cited),
                left_out=tuple(left_out),
            )
            for text, grounds, cited, *left_out in given
        )

    return Record(
        version=1,
        id=id,
        title=plain_title,
        title_english=plain_title_english,
        published=published,
        source=source,
        url=url,
        extra="{}",
        paragraphs=made,
        quotes=tuple(row("q", n, given) for n, given in enumerate(quotes)),
        title_quotes=tuple(row("t", n, given) for n, given in enumerate(title_quotes)),
        indirect=tuple(row("i", n, given) for n, given in enumerate(indirect)),
        summary=RecordSummary(
            english=sentences(english),
            arabic=sentences(arabic),
            method="extractive",
            line_english=line_english and sentences([line_english])[0],
            line_arabic=line_arabic and sentences([line_arabic])[0],
        ),
        findings=tuple(
            RecordFinding(
                code=code, severity=severity, paragraph=p, sentence=s, message=message, evidence=seen
            )
            for code, severity, p, s, message, seen in findings
        ),
        provenance=Provenance(
            bisum="0.1.0",
            signature="3f" * 16,
            stages=("segment=1", "quotes=1", "translate=fake"),
            translation=EngineCard(
                engine="causal",
                model="gemma-3-270m with ar-en-gemma",
                sha256="a5" * 32,
                licence="Gemma terms of use",
                caution=caution,
            ),
            device="cpu",
            dtype="float32",
            made_at=MADE_AT,
        ),
    )


def water() -> Record:
    """Every status, findings of each severity, furniture, a title quotation, an indirect one."""
    return record(
        id="water-2026-03",
        title="رئيسة البلدية: «لن نرفع أسعار المياه» قبل الصيف".replace(
            "«لن نرفع أسعار المياه»", "«{t0:لن نرفع أسعار المياه}»"
        ),
        title_english="Mayor: “{t0:We will not raise water prices}” before summer",
        url="https://almeena.example/2026/03/water",
        title_quotes=[
            {
                "kind": "direct",
                "speaker": "رئيسة البلدية",
                "cue": ":",
                "status": "kept",
                "english_speaker": "the mayor",
            }
        ],
        paragraphs=[
            Para(
                [
                    "مرسى العنب - وكالة الميناء: أعلنت {s0:سلمى الدروبي}، رئيسة بلدية مرسى العنب، أن المجلس البلدي «{q0:لن يرفع أسعار المياه قبل نهاية الصيف}».",
                    "وجاء الإعلان بعد جلسة استمرت 6 ساعات في قاعة البلدية.",
                ],
                [
                    "Marsa al-Inab - Port Agency: Salma al-Droubi, mayor of Marsa al-Inab, announced that the city council “{q0:will not raise water prices before the end of summer}”.",
                    "The announcement came after a session of 6 hours in the town hall.",
                ],
                dateline="مرسى العنب - وكالة الميناء:",
            ),
            Para(
                [
                    "وأضافت الدروبي: «{q1:الخزانات ممتلئة إلى 85 في المئة، ولا سبب يدعو أي أسرة إلى القلق}».",
                    "لكن {s2:هاني برغوث}، ممثل المزارعين في المجلس، وصف القرار بأنه «{q2:هدنة قصيرة مع العطش}».",
                    "وقال برغوث إن {i0:القنوات القديمة تفقد ثلث مياهها في الطريق إلى الحقول}.",
                ],
                [
                    "Al-Droubi added that {q1:the reservoirs are 85 percent full and there is no reason for any family to worry}.",
                    "But Hani Barghouth, the farmers' representative on the council, described the decision as {q2:a short truce with thirst of the kind the fields know}.",
                    "Barghouth said that {i0:the old canals lose a third of their water on the way to the fields}.",
                ],
            ),
            Para(
                [
                    "وتقول خطة «{q3:الصنبور العادل}» التي أقرها المجلس إن الأسر الصغيرة ستدفع أقل.",
                    "وسأل أحد الحاضرين ساخراً: «{q4:ومن يدفع ثمن الأنابيب المثقوبة؟}».",
                    "ولم يرد أحد من أعضاء المجلس على السؤال.",
                ],
                [
                    "The “{q3:Fair Tap}” plan that the council approved says that small households will pay less.",
                    "One of those present asked mockingly who.",
                    "None of the council's 16 members answered the question.",
                ],
            ),
            Para(
                [
                    "ونقل برغوث عن مهندس في دائرة المياه قوله: «{q5:قال لنا الوزير حرفياً «{q6:أصلحوا ما تستطيعون} » ثم غادر}».".replace(
                        "} » ثم", "}» ثم"
                    ),
                    "ومن المقرر أن يجتمع المجلس مرة ثانية في 2 نيسان (أبريل).",
                ],
                [
                    "Barghouth quoted an engineer in the water department as saying: “{q5:The minister told us literally ‘{q6:repair what you can}’ and then left}”.",
                    "The council is to meet a second time on 2 April.",
                ],
            ),
            Para(["اظهر المزيد"], ["Show more"], furniture=True),
            Para(["شارك هذا المقال مع أصدقائك"], ["Share this article with your friends"], furniture=True),
        ],
        quotes=[
            {
                "kind": "partial",
                "speaker": "سلمى الدروبي",
                "cue": "أعلنت",
                "status": "kept",
                "english_speaker": "Salma al-Droubi",
                "role": "رئيسة بلدية مرسى العنب",
                "stance": "neutral",
            },
            {
                "kind": "direct",
                "speaker": "سلمى الدروبي",
                "cue": "وأضافت",
                "status": "restored",
                "english_speaker": "Salma al-Droubi",
                "stance": "neutral",
            },
            {
                "kind": "partial",
                "speaker": "هاني برغوث",
                "cue": "وصف",
                "status": "approximate",
                "english_speaker": "Hani Barghouth",
                "role": "ممثل المزارعين في المجلس",
                "stance": "claim",
            },
            {"kind": "term", "status": "kept"},
            {
                "kind": "direct",
                "speaker": "أحد الحاضرين",
                "cue": "وسأل",
                "status": "lost",
                "english_speaker": None,
                "confidence": 0.6,
            },
            {
                "kind": "direct",
                "speaker": "مهندس في دائرة المياه",
                "cue": "قوله",
                "status": "kept",
                "english_speaker": "an engineer in the water department",
                "relay": "هاني برغوث",
            },
            {
                "kind": "direct",
                "speaker": "الوزير",
                "cue": "قال",
                "status": "kept",
                "english_speaker": "the minister",
                "parent": 5,
            },
        ],
        indirect=[
            {
                "kind": "indirect",
                "speaker": "هاني برغوث",
                "cue": "وقال",
                "status": "approximate",
                "english_speaker": "Hani Barghouth",
            }
        ],
        english=[
            (
                "Salma al-Droubi, mayor of Marsa al-Inab, announced that the city council “will not raise water prices before the end of summer”.",
                [(0, 0)],
                [0],
            ),
            (
                "Hani Barghouth said that the old canals lose a third of their water on the way to the fields.",
                [(1, 2)],
                [],
                "who runs the waterworks",
            ),
        ],
        line_english=("Water prices in Marsa al-Inab will not go up before the end of summer.", [(0, 0)], []),
        arabic=[
            (
                "أعلنت سلمى الدروبي، رئيسة بلدية مرسى العنب، أن المجلس البلدي «لن يرفع أسعار المياه قبل نهاية الصيف».",
                [(0, 0)],
                [0],
            ),
            ("وقال هاني برغوث إن القنوات القديمة تفقد ثلث مياهها في الطريق إلى الحقول.", [(1, 2)], []),
        ],
        findings=[
            (
                "quote-lost",
                "serious",
                2,
                1,
                "The quotation has no English words: the translation broke off before it.",
                "ومن يدفع ثمن الأنابيب المثقوبة؟",
            ),
            (
                "number-added",
                "warning",
                2,
                2,
                "The English has a number that the Arabic does not have.",
                "16",
            ),
            (
                "marks-restored",
                "note",
                1,
                0,
                "The translation dropped the quotation marks; they were put back.",
                "",
            ),
        ],
    )


def one_block() -> Record:
    """A whole article as one long paragraph, as agencies print it: it must be cut into steps."""
    pairs = [
        (
            "قال {s0:الدكتور نادر القيسي}، مدير مرصد الطيور في جزيرة النخل، إن أسراب اللقلق وصلت هذا العام «{q0:قبل موعدها بثلاثة أسابيع}».",
            "Dr. Nader al-Qaisi, director of the bird observatory on Nakhl Island, said the stork flocks arrived this year “{q0:three weeks before their time}”.",
        ),
        (
            "وأحصى المرصد 4200 طائر في يومين، وهو أعلى رقم منذ بدء العد قبل 31 عاماً.",
            "The observatory counted 4,200 birds in two days, the highest number since counting began 31 years ago.",
        ),
        (
            "وأوضح القيسي أن «{q1:الرياح الجنوبية الدافئة حملت الأسراب فوق البحر.}",
            "Al-Qaisi explained that “{q1:warm southerly winds carried the flocks over the sea.}",
        ),
        ("{q1:ولم نر مثل هذا من قبل}».", "{q1:We have not seen anything like it before}”."),
        (
            "ويعتمد المرصد على 60 متطوعاً يراقبون الساحل من الفجر إلى الغروب.",
            "The observatory relies on 60 volunteers who watch the coast from dawn to dusk.",
        ),
        (
            "وقالت المتطوعة {s2:ريم الصباغ} لموقع Nakhl Today إنها «{q2:لم تنم منذ وصول السرب الأول}».",
            "Volunteer Reem al-Sabbagh told the website Nakhl Today that she “{q2:has not slept since the first flock arrived}”.",
        ),
        (
            "ودعت جمعية «{q3:أجنحة الساحل}» الصيادين إلى إطفاء أضواء القوارب ليلاً.",
            "The “{q3:Wings of the Coast}” association called on fishermen to turn off boat lights at night.",
        ),
        (
            "وحذر رئيس الجمعية {s4:فؤاد المهيري} من أن «{q4:ضوءاً واحداً يكفي لإسقاط سرب كامل في الماء}».",
            "The association's president, Fouad al-Muhairi, warned that {q4:one light is enough to bring a whole flock down into the water}.",
        ),
        (
            "وتعهد الصيادون بإطفاء الأضواء أسبوعين.",
            "The fishermen promised to turn off the lights for two weeks.",
        ),
        (
            "لكن بعضهم طالب بتعويض عن ليالي الصيد الضائعة، وقال أحدهم: «{q5:الطيور ترحل ونحن نبقى}».",
            "But some demanded compensation for the lost nights of fishing, and one of them said: “{q5:The birds leave and we stay}”.",
        ),
        (
            "وتنشر الجزيرة نتائج العد النهائية في نيسان (أبريل) 2026.",
            "The island will publish the final results of the count in April 2026.",
        ),
    ]
    return record(
        id="storks",
        title="لقالق جزيرة النخل تصل قبل موعدها",
        title_english="The storks of Nakhl Island arrive early",
        published="2026-02-20",
        source="Nakhl Today",
        paragraphs=[Para([a for a, _ in pairs], [e for _, e in pairs])],
        quotes=[
            {
                "kind": "partial",
                "speaker": "الدكتور نادر القيسي",
                "cue": "قال",
                "status": "kept",
                "english_speaker": "Dr. Nader al-Qaisi",
                "role": "مدير مرصد الطيور في جزيرة النخل",
            },
            {
                "kind": "direct",
                "speaker": "الدكتور نادر القيسي",
                "cue": "وأوضح",
                "status": "kept",
                "english_speaker": "Dr. Nader al-Qaisi",
            },
            {
                "kind": "partial",
                "speaker": "ريم الصباغ",
                "cue": "وقالت",
                "status": "kept",
                "english_speaker": "Reem al-Sabbagh",
            },
            {"kind": "term", "status": "kept"},
            {
                "kind": "direct",
                "speaker": "فؤاد المهيري",
                "cue": "وحذر",
                "status": "restored",
                "english_speaker": "Fouad al-Muhairi",
                "stance": "warning",
            },
            {"kind": "direct", "speaker": None, "cue": "وقال", "status": "kept"},
        ],
        english=[
            (
                "Dr. Nader al-Qaisi, director of the bird observatory on Nakhl Island, said the stork flocks arrived this year “three weeks before their time”.",
                [(0, 0)],
                [0],
            ),
            (
                "The observatory counted 4,200 birds in two days, the highest number since counting began 31 years ago.",
                [(0, 1)],
                [],
            ),
            (
                "The association's president, Fouad al-Muhairi, warned that “one light is enough to bring a whole flock down into the water”.",
                [(0, 7)],
                [4],
            ),
        ],
        arabic=[
            (
                "قال الدكتور نادر القيسي، مدير مرصد الطيور في جزيرة النخل، إن أسراب اللقلق وصلت هذا العام «قبل موعدها بثلاثة أسابيع».",
                [(0, 0)],
                [0],
            ),
            ("وأحصى المرصد 4200 طائر في يومين، وهو أعلى رقم منذ بدء العد قبل 31 عاماً.", [(0, 1)], []),
            (
                "وحذر رئيس الجمعية فؤاد المهيري من أن «ضوءاً واحداً يكفي لإسقاط سرب كامل في الماء».",
                [(0, 7)],
                [4],
            ),
        ],
        findings=[
            (
                "name-variant",
                "note",
                None,
                None,
                "The same Arabic name has two English spellings in this article.",
                "القيسي",
            ),
        ],
    )


def bare() -> Record:
    """No title, no date, no source, no quotation, one paragraph without English."""
    return record(
        id="bare",
        published=None,
        source=None,
        caution=None,
        paragraphs=[
            Para(
                ["هطل المطر على القرية طوال الليل.", "وفي الصباح فتح السوق أبوابه كالعادة."],
                ["Rain fell on the village all night and in the morning the market opened as usual.", None],
                tail=" Nobody was hurt.",
            ),
            Para(["وعاد الصيادون إلى البيوت."], None),
        ],
    )


def all_articles() -> list[Record]:
    """Every invented article."""
    return [water(), one_block(), bare()]
