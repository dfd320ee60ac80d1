"""What stands after a quotation in English and not in Arabic is told: cut words, and invented speakers."""

from __future__ import annotations

import pytest

from bisum.model.article import Article, Paragraph
from bisum.model.bitext import EnglishPassage, Piece, Translation
from bisum.model.dossier import Dossier
from bisum.stages.align import Align
from bisum.stages.check import Check
from bisum.stages.quotes import FindQuotes
from bisum.stages.segment import Segment


def told(arabic: str, *english: str) -> list[tuple[str, str]]:
    """Give the findings on the last end of a quotation, with their evidence."""
    dossier = Dossier(Article(id="a", paragraphs=(Paragraph(text=arabic),)))
    for stage in (Segment(), FindQuotes()):
        dossier = dossier.with_product(stage.run([dossier])[0])
    whole, pieces = " ".join(english), []
    for one in english:
        start = pieces[-1].end + 1 if pieces else 0
        pieces.append(Piece(start=start, end=start + len(one)))
    dossier = dossier.with_product(
        Translation(paragraphs=(EnglishPassage(english=whole, pieces=tuple(pieces)),))
    )
    dossier = dossier.with_product(Align().run([dossier])[0])
    (findings,) = Check().run([dossier])
    codes = ("quote-short", "speaker-changed")
    return [(one.code, one.evidence) for one in findings.findings if one.code in codes]


TRUCKS = "قال المنسق نبيل الشاوي: «لم تصلنا شاحنة واحدة منذ شهر، وما يقال عن وصول المساعدات غير صحيح»."
PUMP = "وقال المدير نبيل الشاوي: «كنا نقول إن الحروب ستأتي. لم نعد نقول ذلك، لأن الناس يتقاتلون على مضخة»."


@pytest.mark.parametrize(
    ("english", "expected"),
    [
        (
            "Nabil Shawi said: “Not one truck has reached us,” What is said of the aid is wrong.",
            [("quote-short", "What is said of the aid is wrong.")],
        ),
        (
            "Nabil Shawi said: “Not one truck has come in a month, and what is said about the aid is wrong.”",
            [],
        ),
        (
            "“Not one truck has come in a month, and what is said about the aid is wrong,” Nabil Shawi said.",
            [],
        ),
    ],
)
def test_words_that_fell_out_of_the_marks_are_told(english: str, expected: list[tuple[str, str]]) -> None:
    """Outside of the marks, what the speaker claimed is the newspaper's own statement."""
    assert told(TRUCKS, english) == expected


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        (
            "We no longer say so, because people fight over a pump,” said a pensioner.",
            [("speaker-changed", "said a pensioner.")],
        ),
        ("We no longer say so, because people fight over a pump,” he said.", []),
        ("We no longer say so, because people fight over a pump.”", []),
    ],
)
def test_a_speaker_whom_only_the_english_names_is_told(last: str, expected: list[tuple[str, str]]) -> None:
    """The sentence is all quotation, so that «said a pensioner» is the model's own."""
    assert told(PUMP, "Director Nabil Shawi said: “We used to say that wars would come.", last) == expected
