"""Which stretches a summary is made of."""

from __future__ import annotations

import pytest

from bisum.model.dossier import Dossier
from bisum.model.finding import Finding, Findings, Severity
from bisum.stages.summary.choice.select import select
from bisum.stages.summary.extract import extracted

NEWS = (
    "أعلنت شركة سهم تسريح مئات الموظفين في مراكزها أمس الأربعاء.",
    "The company Sahm announced yesterday, Wednesday, that it lays off hundreds of employees of its centres.",
)
UNION = (
    "ودعت نقابة عمال الاتصالات إلى وقفة احتجاجية أمام مقر الوزارة يوم السبت.",
    "The telecommunications workers' union called a protest outside the seat of the ministry for Saturday.",
)
HEAD = (
    "وقال رئيسها فراس الخصاونة إن القانون يشترط إخطار الوزارة قبل كل تسريح.",
    "Its head, Firas Al-Khasawneh, said that the law requires the ministry to be told before any layoff.",
)


MINISTRY = (
    "وفي عمان زار الوزير ليث الحباشنة مصنعا جديدا للورق يشغل أربعين عاملا منذ الربيع.",
    "In Amman Minister Laith Al-Habashneh visited a new paper mill that has employed forty since spring.",
)


def test_its_head_has_what_he_heads_before_him(bilingual):
    """Without the union's sentence «its head» would be the company's."""
    chosen = select(bilingual(NEWS, UNION, HEAD), 4).chosen

    assert chosen == [0, 1, 2]
    assert 2 not in select(bilingual(NEWS, UNION, MINISTRY, HEAD), 1).chosen


def test_a_pronoun_whose_sentence_cannot_stand_is_left_out(bilingual):
    """The heading before «its head» is no sentence."""
    assert select(bilingual(NEWS, ("نقابة", "Union"), HEAD), 4).chosen == [0]


def test_a_pronoun_that_would_be_all_there_is_stays(bilingual):
    """An article of such sentences has a summary too."""
    assert select(bilingual(HEAD), 4).chosen == [0]


def doubted(made: Dossier, *doubts: tuple[str, Severity, int, int | None]) -> Dossier:
    """Give an article with findings: code, severity, paragraph, sentence."""
    found = (
        Finding(
            code=code, severity=severity, message="Something differs.", paragraph=paragraph, sentence=sentence
        )
        for code, severity, paragraph, sentence in doubts
    )
    return made.with_product(Findings(findings=tuple(found)))


SHOP = (
    "وأغلقت المتاجر القريبة من المقر أبوابها حتى مساء الخميس المقبل.",
    "The shops near the seat closed until the evening of next Thursday.",
)


@pytest.mark.parametrize(
    ("code", "severity", "sentence"),
    [
        ("numbers-changed", Severity.SERIOUS, 0),
        ("numbers-changed", Severity.SERIOUS, None),
        ("name-changed", Severity.WARNING, 0),
        ("negation-lost", Severity.WARNING, 0),
        ("negation-added", Severity.WARNING, 0),
    ],
)
def test_what_may_be_wrong_is_not_told_while_anything_is_left(bilingual, code, severity, sentence):
    """An invented name in a summary is quoted; but an article all of which is doubted has a summary too."""
    made = bilingual(NEWS, UNION, MINISTRY)
    everywhere = [(code, severity, n, None) for n in range(3)]

    assert select(made, 3).chosen == [0, 1, 2]
    assert select(doubted(made, (code, severity, 1, sentence)), 3).chosen == [0, 2]
    assert select(doubted(made, *everywhere), 3).chosen == [0, 1, 2]


def test_a_sentence_answers_for_itself_alone(bilingual):
    """What another sentence of its paragraph has is no fault of it."""
    made = bilingual(NEWS, UNION, MINISTRY)

    assert select(doubted(made, ("name-changed", Severity.SERIOUS, 1, 1)), 3).chosen == [0, 1, 2]


def test_a_warning_costs_a_sentence_its_lead_and_a_note_nothing(bilingual):
    """Of two that say as much the one is told whose English is surer."""
    made = bilingual(NEWS, UNION, MINISTRY, SHOP)
    (better,) = set(select(made, 2).chosen) - {0}
    doubts = [("name-missing", Severity.WARNING, better, 0)] * 9

    assert better not in select(doubted(made, *doubts), 2).chosen
    assert better in select(doubted(made, *[(c, Severity.NOTE, p, s) for c, _, p, s in doubts]), 2).chosen


def test_what_is_chosen_is_told_in_the_order_of_the_article(bilingual):
    """A promise weighs more than what stands before it, and still comes after it."""
    promise = (
        "وتعهد الوزير ليث الحباشنة بفتح المصنع من جديد قبل نهاية هذا العام.",
        "Minister Laith Al-Habashneh promised to open the mill again before the end of this year.",
    )
    made = bilingual(NEWS, SHOP, promise)

    assert select(made, 2).chosen == [0, 2]
    assert select(made, 3).chosen == [0, 1, 2]


OCCASION = (
    "وقال سامي النحاس في مؤتمر صحافي إن العمال عادوا إلى الميناء بعد الظهر.",
    "Sami Nahas said in a press conference that workers had returned to the port after noon.",
)
READY = (
    "وأكد سامي النحاس أن الميناء جاهز للعمل منذ اليوم بعد أشهر من أعمال الإصلاح",
    "Sami Nahas stressed that the port was ready for work as of today after months of repair work",
)
BACK = (
    "، وأن العمال عادوا إلى المدينة بعد غياب طويل عن بيوتهم",
    ", and that the workers had returned to the city after a long absence from their homes",
)
SHIPS = (
    "، وأن السفن ستصل إلى الميناء قبل نهاية الأسبوع المقبل",
    ", and that ships would reach the port before the end of next week",
)


def left_out(made: Dossier, n_sentences: int) -> dict[int, list[str]]:
    """Give the Arabic that is left out of each sentence that is chosen."""
    found = select(made, n_sentences)
    texts = [made.article.text_of(unit.arabic) for unit in found.units]
    return {n: [texts[n][cut.start : cut.end] for cut in cuts.arabic] for n, cuts in found.cuts.items()}


def test_only_the_news_keeps_its_occasion(bilingual):
    """Where the minister spoke is by the way, unless that he spoke is the news."""
    assert left_out(bilingual(NEWS, OCCASION), 2) == {0: [], 1: [" في مؤتمر صحافي"]}
    assert left_out(bilingual(OCCASION, NEWS), 2) == {0: [], 1: []}


def test_a_long_sentence_is_shortened_to_fit(bilingual):
    """Two sentences have 38 words together, a line 25; the news itself stays whole."""
    long = (f"{READY[0]}{BACK[0]}{SHIPS[0]}.", f"{READY[1]}{BACK[1]}{SHIPS[1]}.")
    short = (f"{READY[0]}{SHIPS[0]}.", f"{READY[1]}{SHIPS[1]}.")
    lines = [select(bilingual(one, NEWS), 2).line for one in (long, short)]

    assert left_out(bilingual(NEWS, long), 2) == {0: [], 1: [SHIPS[0]]}
    assert left_out(bilingual(NEWS, long), 3) == {0: [], 1: []}
    assert left_out(bilingual(long, NEWS), 2) == {0: []}
    assert [[long[0][cut.start : cut.end] for cut in line[1].arabic] for line in lines if line] == [
        [SHIPS[0]],
        [],
    ]


def test_an_article_without_a_sentence_has_no_choice(bilingual):
    """A picture with its caption cut off must not stop a run."""
    found = select(bilingual(), 3)

    assert (found.units, found.chosen, found.line) == ((), (), None)


@pytest.mark.parametrize(("evidence", "chosen"), [("11 | –", [0, 1]), ("أمس | –", [1])])
def test_a_dateline_that_is_left_out_tells_against_nothing(bilingual, evidence: str, chosen: list[int]):
    """A month in digits that the English has as a word must not cost a summary its news."""
    arabic, english = NEWS
    finding = Finding(
        code="numbers-changed", severity=Severity.SERIOUS, message="A number differs.", evidence=evidence,
        paragraph=0, sentence=0,
    )  # fmt: skip
    dossier = bilingual((f"المنامة - 4 - 11 - {arabic}", f"MANAMA - Nov 4 - {english}"), UNION)

    found = dossier.with_product(Findings(findings=(finding,)))

    assert select(found, 4).chosen == chosen
    assert all(
        "Nov 4" not in one.text and "11" not in one.text for one in extracted(found, select(found, 4)).english
    )
