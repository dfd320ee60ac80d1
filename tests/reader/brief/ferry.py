# ruff: noqa: E501 - sentences and their marks read best in one line
"""An invented run: three outlets on a fire on a ferry, a copy, a later version, two other articles.

All people, places and events are invented.
"""

from __future__ import annotations

from tests.reader.invented import Para, record

from bisum.model.record import Record

CHIEF = {"speaker": "ناصر الحلواني", "role": "قائد الدفاع المدني", "english_speaker": "Nasser al-Halwani"}

_FIRST = (
    Para(
        [
            "اندلع حريق على متن العبّارة «نجمة الخليج» قبالة ميناء مرسى العنب فجر السبت، وأصيب ١٢ راكبا بحروق.",
            "وقال ناصر الحلواني، قائد الدفاع المدني: «{q0:سيطرنا على النيران خلال ساعة ولم نفقد أحدا من الركاب}».",
        ],
        [
            "A fire broke out on board the ferry Gulf Star off the port of Marsa al-Inab at dawn on Saturday, and 12 passengers were burnt.",
            "“{q0:We brought the flames under control within an hour and lost none of the passengers},” said Nasser al-Halwani, head of civil defence.",
        ],
    ),
    Para(
        ["وكانت العبّارة تقل 340 شخصا من جزيرة الريحان إلى مرسى العنب، وفق شركة «أمواج» المالكة لها."],
        [
            "The ferry was carrying 340 people from Rayhan island to Marsa al-Inab, according to its owner, the Amwaj company."
        ],
    ),
)


def first() -> Record:
    """The first report, of the morning."""
    return record(
        id="ferry-first",
        title="حريق على متن العبّارة نجمة الخليج قبالة مرسى العنب",
        title_english="Fire on board the ferry Gulf Star off Marsa al-Inab",
        paragraphs=_FIRST,
        quotes=[{"kind": "direct", "status": "kept", **CHIEF}],
        published="2026-03-14T08:00:00+00:00",
        source="صحيفة الميناء",
        english=[("A fire broke out on board the ferry Gulf Star.", [(0, 0)], [])],
        arabic=[("اندلع حريق على متن العبّارة «نجمة الخليج».", [(0, 0)], [])],
        findings=[("numbers-changed", "serious", 0, 0, "A number differs.", "١٢ | 21")],
    )


def copy() -> Record:
    """The same text in another newspaper."""
    return record(
        id="ferry-copy",
        title="حريق في عبّارة قبالة مرسى العنب",
        title_english="Fire on a ferry off Marsa al-Inab",
        paragraphs=_FIRST,
        quotes=[{"kind": "direct", "status": "approximate", **CHIEF}],
        published="14/03/2026",
        source="جريدة الشرفة",
        findings=[("names-changed", "warning", 0, 1, "A name differs.", "")],
    )


def later() -> Record:
    """The first report a day later, with another number and a paragraph more."""
    arabic, english = _FIRST[0].arabic, _FIRST[0].english or ()
    changed = Para(
        [arabic[0].replace("١٢ راكبا", "١٤ راكبا"), arabic[1]],
        [str(english[0]).replace("12 passengers", "14 passengers"), english[1]],
    )
    more = Para(
        ["وأعلنت النيابة العامة في مرسى العنب صباح الأحد فتح تحقيق في أسباب الحريق."],
        [
            "The prosecution in Marsa al-Inab said on Sunday morning that it had opened an investigation into the cause."
        ],
    )
    return record(
        id="ferry-later",
        title="حريق على متن العبّارة نجمة الخليج: النيابة تحقق",
        title_english="Fire on board the ferry Gulf Star: prosecution investigates",
        paragraphs=(changed, _FIRST[1], more),
        quotes=[{"kind": "direct", "status": "kept", **CHIEF}],
        published="2026-03-15T07:00:00+00:00",
        source="صحيفة الميناء",
    )


def second() -> Record:
    """Another newsroom's own report: another number, the chief by his short name, his words nearly the same."""
    return record(
        id="ferry-second",
        title="إصابة ركاب في حريق العبّارة نجمة الخليج",
        title_english="Passengers hurt in fire on the ferry Gulf Star",
        paragraphs=(
            Para(
                [
                    "أصيب 15 راكبا بحروق عندما شبت النيران في غرفة محركات نجمة الخليج، القادمة من جزيرة الريحان، قرب مرسى العنب.",
                    "وصرح الحلواني لإذاعة الساحل: «{q0:سيطرنا على النيران خلال ساعة}»، فيما رفضت شركة أمواج التعليق.",
                    "وقال الحلواني أيضا: «{q1:لا نستبعد أي سبب}».",
                ],
                [
                    "15 passengers were burnt when fire broke out in the engine room of the Gulf Star, coming from Rayhan island, near Marsa al-Inab.",
                    "Al-Halwani told Coast Radio {q0:we brought the flames under control within an hour}, while the Amwaj company declined to comment.",
                    "“{q1:We rule out no cause},” al-Halwani also said.",
                ],
            ),
        ),
        quotes=[
            {
                "kind": "direct",
                "status": "approximate",
                "speaker": "الحلواني",
                "english_speaker": "al-Halwani",
            },
            {"kind": "direct", "status": "restored", "speaker": "الحلواني", "english_speaker": "al-Halwani"},
        ],
        published="2026-03-14T10:30:00+00:00",
        source="إذاعة الساحل",
    )


def third() -> Record:
    """A third newsroom's report, with reported speech and without English for its first sentence."""
    return record(
        id="ferry-third",
        title="شركة أمواج تعتذر لركاب نجمة الخليج بعد الحريق",
        title_english="Amwaj apologises to passengers of the Gulf Star after the fire",
        paragraphs=(
            Para(
                [
                    "اعتذرت شركة أمواج لركاب العبّارة نجمة الخليج التي احترقت قبالة مرسى العنب وعلى متنها أكثر من 300 شخص من جزيرة الريحان.",
                    "وأكدت الشركة أن {i0:العبّارة خضعت للصيانة في يناير}.",
                ],
                [
                    "The Amwaj company apologised to the passengers of the ferry Gulf Star, which caught fire off Marsa al-Inab with more than 300 people from Rayhan island on board.",
                    "The company said that {i0:the ferry had been overhauled in January}.",
                ],
            ),
        ),
        indirect=[
            {"kind": "indirect", "status": "approximate", "speaker": "شركة أمواج", "english_speaker": "Amwaj"}
        ],
        published="2026-03-14T18:00:00+00:00",
        source="موقع المرفأ",
    )


def library() -> Record:
    """Another event in the same town, in the same newspaper on the same day."""
    return record(
        id="library",
        title="افتتاح مكتبة عامة في مرسى العنب",
        title_english="Public library opens in Marsa al-Inab",
        paragraphs=(
            Para(
                [
                    "افتتحت بلدية مرسى العنب مكتبة عامة تضم 12 ألف كتاب وقاعة للأطفال.",
                    "وقالت سلمى الدروبي، رئيسة البلدية: «{q0:القراءة حق لكل بيت}».",
                ],
                [
                    "The town of Marsa al-Inab opened a public library with 12,000 books and a children's room.",
                    "“{q0:Reading is the right of every home},” said Salma al-Droubi, the mayor.",
                ],
            ),
        ),
        quotes=[
            {
                "kind": "direct",
                "status": "kept",
                "speaker": "سلمى الدروبي",
                "english_speaker": "Salma al-Droubi",
            }
        ],
        published="2026-03-14",
        source="صحيفة الميناء",
    )


def old_fire() -> Record:
    """A fire on a ferry months before: alike, and outside the window."""
    return record(
        id="ferry-old",
        title="حريق محدود على متن العبّارة نجمة الخليج",
        title_english="Small fire on board the ferry Gulf Star",
        paragraphs=(
            Para(
                [
                    "اندلع حريق محدود على متن العبّارة نجمة الخليج في ميناء جزيرة الريحان، وأخمده ناصر الحلواني ورجاله."
                ],
                [
                    "A small fire broke out on board the ferry Gulf Star in the port of Rayhan island; Nasser al-Halwani and his men put it out."
                ],
            ),
        ),
        published="2025-11-02",
        source="إذاعة الساحل",
    )


def run() -> list[Record]:
    """All of them, in no order of time."""
    return [library(), later(), second(), first(), old_fire(), third(), copy()]
