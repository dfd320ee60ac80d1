"""What an English sentence of a summary promises: marks around ledger words alone, and whose they are."""

from __future__ import annotations

import re
from typing import Any

import pytest

from bisum.model.bitext import Rendering, RenderingStatus
from bisum.model.quote import Quote, QuoteKind, Speaker
from bisum.model.span import Span
from bisum.stages.summary.cuts.cut import Cut, CutKind
from bisum.stages.summary.forms.carried import Carried
from bisum.stages.summary.forms.safe_arabic import Safe
from bisum.stages.summary.forms.safe_english import safe_english

NAME = "Salwa Najjar"


def carried(number: int | None, start: int, end: int, **ledger: Any) -> Carried:
    """Give a ledger entry whose English is [start, end) of paragraph 0."""
    kind = ledger.get("kind", QuoteKind.DIRECT)
    name = ledger.get("name", NAME if kind is not QuoteKind.TERM else None)
    arabic = ledger.get("arabic", "سلوى النجار" if kind is not QuoteKind.TERM else None)
    speaker = Speaker(name=arabic, span=Span(paragraph=9, start=0, end=len(arabic))) if arabic else None
    place = Span(paragraph=0, start=(number or 0) + 1, end=(number or 0) + 2)
    quote = Quote(
        kind=kind, text="و", spans=(place,), speaker=speaker, parent=ledger.get("parent"),
        confidence=ledger.get("confidence", 1.0), closed=ledger.get("closed", True),
    )  # fmt: skip
    status = ledger.get("status", RenderingStatus.KEPT)
    place_in_english = {} if status is RenderingStatus.LOST else {"start": start, "end": end}
    said = Rendering(paragraph=0, status=status, speaker=name, **place_in_english)
    return Carried(
        number, quote, (said,), **{name: ledger.get(name, False) for name in ("is_described", "has_office")}
    )


def safe(marked: str, *ledger: dict[str, Any], follows: bool = False, **more: Any) -> Safe | None:
    """Give a summary's sentence for one in which ``{`` and ``}`` stand around each entry's words."""
    plain = re.sub(r"[{}]", "", marked)
    starts, found, n_signs = [], {}, 0
    for sign in re.finditer(r"[{}]", marked):
        at, n_signs = sign.start() - n_signs, n_signs + 1
        if sign.group() == "{":
            starts.append((len(found) + len(starts), at))
        else:
            number, start = starts.pop()
            found[number] = (start, at)
    described = (*ledger, *[{}] * (len(found) - len(ledger)))
    entries = [carried(n, *found[n], **described[n]) for n in range(len(found))]
    return safe_english(plain, Span(paragraph=0, start=0, end=len(plain)), entries, follows=follows, **more)


def text_of(found: Safe | None) -> str | None:
    return found.text if found is not None else None


@pytest.mark.parametrize(
    ("article", "alone", "after"),
    [
        ("Salwa Najjar added: “{We wait.}”", "said: ", "added: "),
        ("“{We wait,}” Salwa Najjar continued.", "Najjar said.", "Najjar continued."),
        ("Salwa Najjar said no and added: “{We wait.}”", "and added: ", "and added: "),
        ("The strike continued, Salwa Najjar said: “{We wait.}”", "strike continued", "strike continued"),
        ("Salwa Najjar added a clause: “{We wait.}”", "added a clause", "added a clause"),
    ],
)
def test_nobody_adds_to_what_is_left_out(article: str, alone: str, after: str) -> None:
    """«Added» shows the reader a gap; behind the sentence that it leans on it stays, as other adding."""
    assert alone in (text_of(safe(article)) or "")
    assert after in (text_of(safe(article, follows=True)) or "")


@pytest.mark.parametrize(
    ("article", "summary"),
    [
        ("“{We wait,}” Salwa Najjar said.", "“We wait,” Salwa Najjar said."),
        ("“{We wait,}” Najjar said.", "“We wait,” Salwa Najjar said."),
        ("“{We wait,}” she then said.", "“We wait,” Salwa Najjar then said."),
        ("“{We wait,}” added she.", "“We wait,” added Salwa Najjar."),
        ("Added in the evening: “{We wait.}”", "Salwa Najjar added in the evening: “We wait.”"),
        ("“{We wait.}”", "Salwa Najjar said: “We wait.”"),
        ("But she interrupted him: “{We wait.}”", "She [Salwa Najjar] interrupted him: “We wait.”"),
        (
            "After she left, a voice cried: “{We wait.}”",
            "After she left, a voice cried: “We wait.” [Salwa Najjar]",
        ),
        ("“{We wait}” was heard in the hall.", "“We wait” [Salwa Najjar] was heard in the hall."),
        ("“{Najjar waits,}” a voice said.", "“Najjar waits,” [Salwa Najjar] a voice said."),
    ],
)
def test_whose_words_they_are_is_said_in_full_and_outside_them(article: str, summary: str) -> None:
    """Out of its article, «she said» is nobody's, and a name inside the words is a word of them."""
    assert text_of(safe(article)) == summary


@pytest.mark.parametrize(
    ("article", "summary"),
    [
        ("The minister said: “{We wait.}”", "The minister, Salwa Najjar, said: “We wait.”"),
        ("“{We wait,}” said the minister.", "“We wait,” said the minister, Salwa Najjar."),
        ("Her Excellency said: “{We wait.}”", "Her Excellency [Salwa Najjar] said: “We wait.”"),
        (
            "The guard said that he wrote “{we wait.}”",
            "The guard, Salwa Najjar, said that he wrote “we wait.”",
        ),
        (
            "The minister said: “{We wait.}” The mayor said no.",
            "The minister said: “We wait.” [Salwa Najjar] The mayor said no.",
        ),
    ],
)
def test_an_office_gets_the_name_of_who_holds_it(article: str, summary: str) -> None:
    """Where two offices speak the name stands beside the words: no office may get a wrong holder."""
    assert text_of(safe(article, {"is_described": True, "has_office": True})) == summary


def test_an_office_by_which_nobody_was_introduced_has_the_name_in_brackets() -> None:
    """The brackets say that the name is ours."""
    assert text_of(safe("The minister said: “{We wait.}”", {"is_described": True})) == (
        "The minister [Salwa Najjar] said: “We wait.”"
    )


@pytest.mark.parametrize(
    ("article", "name", "summary"),
    [
        ("The bank said: “{We wait.}”", "Central Bank of Oman", "The Central Bank of Oman said: “We wait.”"),
        ("The source said: “{We wait.}”", "a source in Giza", "A source in Giza said: “We wait.”"),
        (
            "“{We wait,}” said the ministry.",
            "the Ministry of Health",
            "“We wait,” said the Ministry of Health.",
        ),
        ("The company said: “{We wait.}”", "Lumina Labs", "The company, Lumina Labs, said: “We wait.”"),
    ],
)
def test_a_short_form_of_a_name_becomes_the_name(article: str, name: str, summary: str) -> None:
    """«The bank [Central Bank of Oman]» says it twice."""
    assert text_of(safe(article, {"is_described": True, "has_office": True, "name": name})) == summary


def test_an_office_that_is_not_the_speakers_gets_no_name() -> None:
    """«The ministry said» may be anybody's; the name stands beside the words alone."""
    assert text_of(safe("The ministry said: “{We wait.}”")) == "The ministry said: “We wait.” [Salwa Najjar]"


def test_a_pronoun_between_two_voices_is_nobodys() -> None:
    """«She» may be either: who it is said to be would be a guess."""
    second = {"name": "Sami Nahas", "arabic": "سامي النحاس"}
    found = safe("“{We wait,}” she said, and Sami Nahas said: “{We go.}”", {}, second)

    assert text_of(found) == "“We wait,” [Salwa Najjar] she said, and Sami Nahas said: “We go.”"
    assert found is not None
    assert found.quotes == (0, 1)


def test_who_speaks_twice_is_named_once() -> None:
    """The second time the pronoun is plain."""
    found = safe("“{We wait,}” she said. “{We go.}”")

    assert text_of(found) == "“We wait,” Salwa Najjar said. “We go.”"


@pytest.mark.parametrize(
    "entry",
    [{"name": None}, {"arabic": None}, {"closed": False}, {"confidence": 0.4}],
    ids=["no English name", "nobody", "no closing mark", "a guess"],
)
def test_words_without_a_sure_speaker_give_no_sentence(entry: dict[str, Any]) -> None:
    """Marks without a name, or with a guessed one, are what a summary must never have."""
    assert safe("“{We wait,}” she said.", entry) is None


@pytest.mark.parametrize("status", [RenderingStatus.APPROXIMATE, RenderingStatus.LOST])
def test_words_that_are_only_near_stand_without_marks(status: RenderingStatus) -> None:
    """What a model put in marks need not be what the speaker said."""
    found = safe("“{We wait,}” Salwa Najjar said.", {"status": status})

    assert text_of(found) == "We wait, Salwa Najjar said."
    assert found is not None
    assert found.quotes == ()


def test_marks_around_what_nobody_said_go() -> None:
    """Single or double, whatever the model set in marks beside the ledger."""
    found = safe('The ‘green’ line and the "red" one don’t meet: “{We wait,}” Salwa Najjar said.')

    assert text_of(found) == "The green line and the red one don’t meet: “We wait,” Salwa Najjar said."


@pytest.mark.parametrize(
    "words",
    ["They are ‘{fools}’ who trusted him.", "‘{Fools}’ they are who trusted him.", "They are ‘{fools}’"],
)
def test_a_term_inside_a_quotation_has_single_marks(words: str) -> None:
    """Two pairs of double marks in one another read as two quotations, the second of nobody."""
    english = f"Salwa Najjar said: “{{{words}}}”"
    found = safe(english, {}, {"kind": QuoteKind.TERM})

    assert text_of(found) == re.sub(r"[{}]", "", english)


def test_a_term_beside_a_quotation_has_double_marks() -> None:
    """It stands in nobody's words."""
    english = "The “{storks,}” Salwa Najjar said: “{They are late.}”"
    found = safe(english, {"kind": QuoteKind.TERM}, {})

    assert text_of(found) == re.sub(r"[{}]", "", english)


@pytest.mark.parametrize(
    ("article", "summary", "quotes"),
    [
        (
            "Salwa Najjar said: “{Sami Nahas told me ‘{we go}’ and left.}”",
            "Salwa Najjar said: “Sami Nahas told me we go and left.”",
            (0,),
        ),
        (
            "Of Sami Nahas, Salwa Najjar said: “{he told me ‘{we go}’ and left.}”",
            "Of Sami Nahas, Salwa Najjar said: “he told me ‘we go’ and left.”",
            (0, 1),
        ),
    ],
)
def test_an_inner_quotation_needs_its_speaker_outside_the_outer_one(
    article: str, summary: str, quotes: tuple[int, ...]
) -> None:
    """A name that somebody says is a word of hers, and no word of ours about who speaks."""
    found = safe(article, {}, {"parent": 0, "name": "Sami Nahas", "arabic": "سامي النحاس"})

    assert text_of(found) == summary
    assert found is not None
    assert found.quotes == quotes


def test_an_inner_quotation_without_its_outer_one_is_a_quotation() -> None:
    """The sentence holds the inner words alone: they have double marks and their speaker."""
    assert text_of(safe("“{We go,}” Najjar said.", {"parent": 7})) == "“We go,” Salwa Najjar said."


@pytest.mark.parametrize(
    ("article", "name", "summary"),
    [
        ("“{We wait,}” Bey replied.", "Salwa Bey", "“We wait,” [Salwa Bey] Bey replied."),
        (
            "“{We wait,}” ministry staff replied.",
            "the ministry",
            "“We wait,” [the ministry] ministry staff replied.",
        ),
        ("“{We wait,}” Najjar replied.", "Ali Najjar", "“We wait,” Ali Najjar replied."),
        ("“{We wait,}” Najjar replied.", "Najjar", "“We wait,” Najjar replied."),
    ],
)
def test_only_a_surname_stands_for_a_name(article: str, name: str, summary: str) -> None:
    """«Bey», «ministry» may be somebody else's: they aren't written out."""
    assert text_of(safe(article, {"name": name})) == summary


def reported(name: str | None, arabic: str | None, english: str = "She said that they wait.") -> str | None:
    """Give a sentence with reported speech, which has no number in the ledger."""
    entry = carried(None, 4, len(english) - 1, name=name, arabic=arabic)
    return text_of(
        safe_english(english, Span(paragraph=0, start=0, end=len(english)), [entry], follows=False)
    )


def test_reported_speech_is_given_to_who_is_known_by_name() -> None:
    """«She said that» leaves the reader asking; a body or nobody stays as the article has it."""
    assert reported(NAME, "سلوى النجار") == "Salwa Najjar said that they wait."
    assert reported("the ministry", "الوزارة") == "She said that they wait."
    assert reported(NAME, None) == "She said that they wait."
    assert reported(None, "سلوى النجار") == "She said that they wait."


@pytest.mark.parametrize(
    ("article", "follows", "summary"),
    [
        ("However, “{we wait,}” Salwa Najjar said.", False, "“we wait,” Salwa Najjar said."),
        ("However, “{we wait,}” Salwa Najjar said.", True, "However, “we wait,” Salwa Najjar said."),
        ("And then the rain came.", False, "Then the rain came."),
    ],
)
def test_an_opening_that_leans_on_the_sentence_before_goes_without_it(
    article: str,
    follows: bool,
    summary: str,
) -> None:
    """«However» after another sentence would contradict what it never met."""
    assert text_of(safe(article, follows=follows)) == summary


@pytest.mark.parametrize(
    ("article", "summary"),
    [
        ("Najjar said that, as “{the bridge is open.}”", "Salwa Najjar said that “the bridge is open.”"),
        (
            "Najjar said that, as “{the bridge is open,}” and that she would stay.",
            "Salwa Najjar said that “the bridge is open,” and that she would stay.",
        ),
        (
            "Najjar said that, as “{partners,}” they would stay.",
            "Salwa Najjar said that, as “partners,” they would stay.",
        ),
    ],
)
def test_an_as_that_leads_nowhere_goes(article: str, summary: str) -> None:
    """«That, as “the bridge is open.”» is no English; where a clause follows it means something."""
    assert text_of(safe(article)) == summary


def test_a_dateline_goes_where_there_is_one() -> None:
    """It says where the article was filed; what only looks like one is left."""
    english = "MARSA AL-INAB – However, the rain came."

    assert text_of(safe(english, has_dateline=True)) == "The rain came."
    assert text_of(safe(english)) == english


def cut_of(english: str, words: str) -> Cut:
    start = english.index(words)
    return Cut(start, start + len(words), CutKind.FURTHER)


@pytest.mark.parametrize(
    ("article", "left_out", "summary"),
    [
        ("The rain came, and the roads closed.", ", and the roads closed.", "The rain came."),
        ("The rain came (late) and stayed", " (late)", "The rain came and stayed"),
        ("The rain came? (So they say.)", " (So they say.)", "The rain came?"),
        (
            "She stressed “it rains,” and the roads closed.",
            " and the roads closed",
            "She stressed it rains,.",
        ),
    ],
)
def test_what_is_left_out_leaves_a_whole_sentence(article: str, left_out: str, summary: str) -> None:
    """The stop that went with the end comes back; where the end stays nothing is put to it."""
    found = safe(article, cuts=(cut_of(article, left_out),))

    assert text_of(found) == summary
    assert found is not None
    assert found.left_out == (left_out.strip(" ,()"),)


def test_words_that_are_left_out_ask_for_no_speaker() -> None:
    """Nobody need be named for what the summary doesn't give; a part that stays needs its speaker."""
    english = "The rain came, and somebody called: “{we wait.}”"
    plain = re.sub(r"[{}]", "", english)
    parts = (", and somebody called: “we wait.”", "wait.”", ", and somebody called: “we")
    whole, *halves = (cut_of(plain, words) for words in parts)

    assert text_of(safe(english, {"name": None}, cuts=(whole,))) == "The rain came."
    assert [safe(english, {"name": None}, cuts=(half,)) for half in halves] == [None, None]


def test_a_stretch_of_a_paragraph_keeps_its_own_offsets() -> None:
    """Words that reach into the next sentence get their marks where the stretch ends."""
    passage = "It rained. Salwa Najjar said: “We wait. We go.”"
    start, end = passage.index("Salwa"), passage.index(" We go")
    entry = carried(0, passage.index("We wait"), passage.index(".”") + 1)
    found = safe_english(passage, Span(paragraph=0, start=start, end=end), [entry], follows=False)

    assert text_of(found) == "Salwa Najjar said: “We wait.”"


def test_words_over_two_paragraphs_are_looked_for_in_this_one() -> None:
    """Where the other paragraph's English lost its marks, this one's still has them."""
    passage = "Salwa Najjar said: “We wait.”"
    kept = carried(0, passage.index("We"), len(passage) - 1)
    before = Rendering(paragraph=1, start=0, end=7, status=RenderingStatus.APPROXIMATE, speaker=NAME)
    entry = kept._replace(renderings=(before, *kept.renderings))
    found = safe_english(passage, Span(paragraph=0, start=0, end=len(passage)), [entry], follows=False)

    assert text_of(found) == passage
