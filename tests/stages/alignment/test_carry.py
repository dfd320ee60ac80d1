"""Which English words a quotation becomes, and when it is said that they aren't sure."""

from __future__ import annotations

import re

import pytest

from bisum.model.article import Passage, Sentence
from bisum.model.bitext import Bead, EnglishPassage, Piece, RenderingStatus
from bisum.model.span import Span
from bisum.stages.alignment.carry import Side, carry_indirect, carry_marked

KEPT, RESTORED, APPROXIMATE, LOST = (
    RenderingStatus.KEPT,
    RenderingStatus.RESTORED,
    RenderingStatus.APPROXIMATE,
    RenderingStatus.LOST,
)
OPENED = ("افتتح الوزير الجسر أمس.", "The minister opened the bridge yesterday.")


def side_of(*sentences: tuple[str, str | None]) -> Side:
    """Give a paragraph; English without Arabic renders none, Arabic without English is lost."""
    arabic, english, sources, pieces, beads = "", "", [], [], []
    for ours, theirs in sentences:
        source, target = (), ()
        if ours:
            sources.append(Sentence(start=len(arabic), end=len(arabic) + len(ours)))
            arabic, source = f"{arabic}{ours} ", (len(sources) - 1,)
        if theirs is not None:
            pieces.append(Piece(start=len(english), end=len(english) + len(theirs)))
            english, target = f"{english}{theirs} ", (len(pieces) - 1,)
        beads.append(Bead(source=source, target=target))
    passage = EnglishPassage(english=english, pieces=tuple(pieces))
    marks = [Span(paragraph=3, start=m.start(1), end=m.end(1)) for m in re.finditer("«([^»]*)»", arabic)]
    return Side(
        number=3, arabic=arabic, passage=Passage(sentences=tuple(sources)), english=passage,
        beads=tuple(beads), marks=tuple(marks),
    )  # fmt: skip


def carried(*sentences: tuple[str, str | None]) -> list[tuple[RenderingStatus, str | None]]:
    """Give how each quotation between marks came over, and its English words."""
    side = side_of(*sentences)
    found = [carry_marked(side, mark, None) for mark in side.marks]
    text = side.english.english or ""
    return [(one.status, None if one.start is None else text[one.start : one.end]) for one in found]


def test_words_are_looked_for_in_their_own_sentence() -> None:
    """The same words said twice, by two people, must not both point to the first."""
    assert carried(
        ("قال الوزير: «لن نغلق الجسر».", "The minister said: “We will not close the bridge.”"),
        OPENED,
        ("وقالت المديرة: «لن نغلق الجسر».", "The director said: “We won’t close the bridge.”"),
    ) == [(KEPT, "We will not close the bridge."), (KEPT, "We won’t close the bridge.")]


def test_a_quotation_over_two_sentences_is_carried_whole() -> None:
    """Cut at the end of a sentence it would say half of what was said."""
    assert carried(
        OPENED,
        ("قال الوزير: «لن نغلق الجسر.", "The minister said: “We will not close the bridge."),
        ("سنفتح الطريق غدا».", "We will open the road tomorrow.”"),
        OPENED,
    ) == [(KEPT, "We will not close the bridge. We will open the road tomorrow.")]


def test_english_of_its_own_belongs_to_the_sentence_before_it() -> None:
    """A translator who makes two sentences of one has not lost the second."""
    assert carried(
        OPENED,
        (
            "قال الوزير: «لن نغلق الجسر وسنفتح الطريق غدا».",
            "The minister said: “We will not close the bridge.",
        ),
        ("", "We will open the road tomorrow.”"),
    ) == [(KEPT, "We will not close the bridge. We will open the road tomorrow.")]


def test_a_sentence_without_english_is_lost_and_takes_nobody_elses() -> None:
    """The sentences beside it have English of their own."""
    said = ("قال الوزير: «لن نغلق الجسر».", None)

    assert carried(OPENED, said, OPENED) == [(LOST, None)]
    assert carried(OPENED, (said[0], ""), OPENED) == [(LOST, None)]


@pytest.mark.parametrize(
    ("arabic", "english", "words"),
    [
        ("«لن نغلق الجسر»", "We will not close the bridge", "We will not close the bridge"),
        ("«لن نغلق الجسر»", "'We will not close the bridge", "We will not close the bridge"),
        (
            "قال الوزير أمس إن «المدارس ستفتح أبوابها يوم الأحد» في جميع المدن",
            "The minister said yesterday that schools will open their doors on Sunday in all cities",
            "schools will open their doors on Sunday",
        ),
    ],
)
def test_lost_marks_come_back_where_the_words_are_sure(arabic: str, english: str, words: str) -> None:
    """A whole sentence is its own quotation; in one, the words tell."""
    assert carried((arabic, english)) == [(RESTORED, words)]


@pytest.mark.parametrize(
    ("arabic", "english"),
    [
        (
            "قال الوزير إن «الزنبور المتبرقع» سيفتح غدا",
            "The minister said that the blorped wug would open tomorrow",
        ),
        ("قال الوزير إن «خطة الوزارة للسنة المقبلة كلها» جاهزة", "The minister said “it” was ready"),
    ],
)
def test_words_that_are_not_sure_are_near_at_most(arabic: str, english: str) -> None:
    """Unknown words, or marks around something else, are shown without marks."""
    [(status, words)] = carried((arabic, english))

    assert status is APPROXIMATE
    assert words


@pytest.mark.parametrize(
    ("english", "expected"),
    [
        (
            "“War” is our enemy, and “peace” our aim.",
            [(KEPT, "peace"), (KEPT, "War")],
        ),
        (
            "Our aim is “peace”, and our enemy “war”.",
            [(KEPT, "peace"), (KEPT, "war")],
        ),
    ],
)
def test_marks_follow_their_words_and_not_their_order(
    english: str, expected: list[tuple[RenderingStatus, str]]
) -> None:
    """English often turns the clauses round: marks paired by count would swap two people's words."""
    assert carried(("«السلام» هدفنا، و«الحرب» عدونا.", english)) == expected


def test_lost_marks_come_back_beside_kept_ones() -> None:
    """That one speaker's marks were kept makes another's words no less sure."""
    assert carried(
        (
            "وصف «السلام» بأنه هدف، وقال أمس إن «المدارس ستفتح أبوابها يوم الأحد»",
            "He described “peace” as a goal, and said yesterday that schools will open their doors on Sunday",
        )
    ) == [(KEPT, "peace"), (RESTORED, "schools will open their doors on Sunday")]


def test_a_quotation_that_english_breaks_in_two_is_not_half_of_it() -> None:
    """«…,” he said, “…»: the first half alone would cut somebody's words in silence."""
    english = "“We will not close the bridge,” the minister said, “and we will open the road tomorrow.”"
    [(status, _)] = carried(("قال الوزير: «لن نغلق الجسر وسنفتح الطريق غدا».", english))

    assert status is APPROXIMATE


def test_marks_that_hold_two_quotations_are_nobodys() -> None:
    """A mark that the translation dropped put the writer's words into the speaker's mouth, as kept."""
    english = (
        "“We will not close the bridge, the minister said, before adding: "
        "the schools will open their doors on Sunday morning.”"
    )
    (first, _), (second, words) = carried(
        ("«لن نغلق الجسر»، قال الوزير قبل أن يضيف: «ستفتح المدارس أبوابها صباح يوم الأحد».", english)
    )

    assert KEPT not in {first, second}
    assert "minister" not in (words or "")


def test_reported_speech_is_near_at_most() -> None:
    """It has no marks on either side, so its English has no sure bounds."""
    side = side_of(
        OPENED, ("قال الوزير إن الجسر القديم سيفتح غدا.", "The minister said the old bridge would open.")
    )
    start = side.arabic.index("إن")
    found = carry_indirect(side, Span(paragraph=3, start=start, end=start + 20), "Sami")

    assert (found.status, found.paragraph, found.speaker) == (APPROXIMATE, 3, "Sami")
    assert "bridge" in (side.english.english or "")[found.start : found.end]
