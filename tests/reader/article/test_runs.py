"""Runs: overlapping highlights cut flat, without a letter lost."""

from hypothesis import given
from hypothesis import strategies as st

from bisum.reader.article.runs import Mark, cut_runs, has_marks

TEXT = "قال «إن الماء» لن ينقطع” today"


@st.composite
def marks(draw: st.DrawFn) -> list[Mark]:
    found = []
    for n in range(draw(st.integers(0, 6))):
        start = draw(st.integers(0, len(TEXT) - 1))
        end = draw(st.integers(start + 1, len(TEXT)))
        found.append(Mark(key=f"q{n}", look=("direct",), start=start, end=end))
    return found


@given(marks=marks(), start=st.integers(0, len(TEXT)), length=st.integers(0, len(TEXT)))
def test_runs_join_to_the_text(marks: list[Mark], start: int, length: int) -> None:
    """A highlight must never cost or double a letter of what an analyst quotes."""
    end = min(start + length, len(TEXT))

    assert "".join(run.text for run in cut_runs(TEXT, start, end, marks)) == TEXT[start:end]


@given(marks=marks())
def test_each_letter_carries_exactly_the_marks_over_it(marks: list[Mark]) -> None:
    """Nested and overlapping quotations each keep their own extent."""
    at = 0
    for run in cut_runs(TEXT, 0, len(TEXT), marks):
        for offset in range(at, at + len(run.text)):
            over = {mark.key for mark in marks if mark.start <= offset < mark.end}

            assert set(run.keys) == over
        at += len(run.text)


@given(marks=marks())
def test_each_mark_has_one_address_and_one_link(marks: list[Mark]) -> None:
    """``#q3`` leads to one place, and one way leads back."""
    runs = cut_runs(TEXT, 0, len(TEXT), marks)

    assert sorted(key for run in runs for key in run.anchors) == sorted(mark.key for mark in marks)
    assert sorted(key for run in runs for key in run.links) == sorted(mark.key for mark in marks)


def test_the_link_stands_after_the_closing_mark() -> None:
    """A chip between the words and their closing mark would read as part of the quotation."""
    text = "said “yes” twice"
    runs = cut_runs(text, 0, len(text), [Mark(key="q0", start=6, end=9)])

    assert [(run.text, run.links) for run in runs] == [
        ("said “", ()),
        ("yes", ()),
        ("”", ("q0",)),
        (" twice", ()),
    ]


def test_marks_of_the_text_itself_are_seen() -> None:
    """Marks are added only where the translation has none, so none may be doubled."""
    text = "“yes” and “no"

    assert has_marks(text, 1, 4) == (True, True)
    assert has_marks(text, 11, 13) == (True, False)
    assert has_marks("yes", 0, 3) == (False, False)
    assert has_marks("“yes and more", 1, 4) == (True, False)
    assert has_marks("the workers' rights", 4, 11) == (False, False)
