"""The pages as HTML: whole, inert, small, the same every time."""

import re
from pathlib import Path

import pytest
from tests.reader import hostile, invented
from tests.reader.facts import facts, hostile_facts
from tests.reader.golden import check_golden
from tests.reader.outline import Outline

from bisum.model.record import Record
from bisum.reader.lists.overview import Overview, RunFacts
from bisum.reader.lists.pages import overview_files
from bisum.reader.render import Site, article_html
from bisum.store.files.slugs import slug

MAX_ARTICLE_BYTES = 150_000


def overview_of(records: list[Record], run: RunFacts) -> dict[str, str]:
    overview = Overview()
    for record in records:
        overview.add(record)
    return dict(overview_files(overview, run))


PAGES = {
    **{
        f"article-{name}.html": article_html(getattr(invented, name)())
        for name in ("water", "one_block", "bare")
    },
    **overview_of(invented.all_articles(), facts()),
    **{f"none-{name}": page for name, page in overview_of([], RunFacts(bisum="0.1.0")).items()},
}
HTML_PAGES = [name for name in PAGES if name.endswith(".html")]


@pytest.mark.parametrize("name", [name for name in PAGES if not name.startswith("none-")])
def test_pages_look_as_agreed(name: str) -> None:
    """Any change of a page is seen whole, in review."""
    check_golden(name.replace("/", "-"), PAGES[name])


@pytest.mark.parametrize("name", HTML_PAGES)
def test_addresses_on_a_page_are_unique_and_lead_somewhere(name: str) -> None:
    """A citation's ``#q3`` must mean one thing, and every jump must land."""
    page = Outline(PAGES[name])
    ids = page.values("id")

    assert len(ids) == len(set(ids))
    assert {href[1:] for href in page.values("href") if href.startswith("#")} <= set(ids)


@pytest.mark.parametrize("name", HTML_PAGES)
def test_pages_ask_nothing_of_the_outside(name: str) -> None:
    """An analyst's reading must not show in anybody's server log."""
    page = Outline(PAGES[name])
    fetched = [
        attrs.get("src") or attrs.get("href")
        for tag, attrs in page.elements
        if tag in {"link", "script", "img"}
    ]
    outside = [href for href in page.values("href") if re.match(r"[a-z]+:|//", href)]

    assert all(re.fullmatch(r"(\.\./)?static/[a-z]+\.(css|js|svg)", str(path)) for path in fetched)
    assert set(outside) <= {"https://almeena.example/2026/03/water"}


@pytest.mark.parametrize("name", HTML_PAGES)
def test_pages_run_nothing_inline(name: str) -> None:
    """The policy forbids it; a page that needed it would break, one that had it would tell of a hole."""
    page = Outline(PAGES[name])
    policies = [attrs["content"] for tag, attrs in page.elements if attrs.get("http-equiv")]

    assert policies == [
        (
            "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
            "base-uri 'none'; form-action 'none'"
        )
    ]
    assert not [
        attr for _, attrs in page.elements for attr in attrs if attr.startswith("on") or attr == "style"
    ]
    assert all(attrs.get("src") for tag, attrs in page.elements if tag == "script")


@pytest.mark.parametrize("text", hostile.INJECTIONS)
def test_hostile_text_changes_nothing_but_words(text: str) -> None:
    """Titles, ids, bodies, names and model output may say anything; the page's elements stay the same."""

    def shapes(text: str) -> dict[str, object]:
        record = hostile.everywhere(text, id="same")
        pages = {"article": article_html(record), **overview_of([record], hostile_facts(text))}
        return {name: Outline(page).shape for name, page in pages.items() if not name.endswith(".js")}

    assert shapes(text) == shapes(hostile.BENIGN)


@pytest.mark.parametrize("text", hostile.INJECTIONS)
def test_a_hostile_id_is_written_inside_the_folder(text: str, tmp_path: Path) -> None:
    """An id is a name to show, never a path."""
    run = tmp_path / "run"
    run.mkdir()
    Site(run).write_article(hostile.everywhere(text))
    written = [path for path in tmp_path.rglob("*") if path.is_file() and "static" not in path.parts]

    assert sorted(path.parent.relative_to(tmp_path).as_posix() for path in written) == [
        "run/site/articles",
        "run/summaries",
    ]


def test_no_path_of_the_machine_is_shown() -> None:
    """A page is passed on; where the input lay is nobody's business."""
    assert "/home/x" not in "".join(PAGES.values())


def test_both_sides_of_each_quotation_are_linked() -> None:
    """From the English words to the Arabic ones and back, whatever became of the English."""
    page = Outline(PAGES["article-water.html"])
    hrefs = page.values("href")
    ids = page.values("id")

    for key in ("tq0", "q0", "q1", "q2", "q3", "q4", "q5", "q6", "i0"):
        assert key in ids
        assert f"{key}-ar" in ids
        assert f"#{key}" in hrefs
        assert f"#{key}-ar" in hrefs


def test_the_element_of_a_quotation_holds_its_words() -> None:
    """A script or a reader that looks up ``#q0`` finds the words there."""
    page = PAGES["article-water.html"]

    assert re.search(
        r'<span class="[^"]*" id="q0" [^>]*>will not raise water prices before the end of summer<', page
    )
    assert re.search(r'<span class="[^"]*" id="q0-ar" [^>]*>لن يرفع أسعار المياه قبل نهاية الصيف<', page)


def test_a_long_article_stays_small() -> None:
    """The longest articles of a newspaper are about 3,000 words."""
    short = invented.water()
    long = invented.record(
        id="long",
        paragraphs=[
            invented.Para(
                ["وقالت الوزيرة «إن الماء لا يكفي كل هذه القرى» في المساء."] * 3,
                ["The minister said in the evening that the water is not enough for all these villages."] * 3,
            )
            for _ in range(75)
        ],
    )

    assert len(article_html(short).encode()) < MAX_ARTICLE_BYTES
    assert len(article_html(long).encode()) < MAX_ARTICLE_BYTES


def test_a_page_depends_on_its_record_alone() -> None:
    """Written twice, read twice: the same bytes, so that a second run leaves pages as they were."""
    assert article_html(invented.water()) == PAGES["article-water.html"]


def test_a_site_holds_what_it_says(tmp_path: Path) -> None:
    """The lead's contract: where each file lies."""
    site = Site(tmp_path)
    for record in invented.all_articles():
        site.write_article(record)
    site.write_overview(iter(invented.all_articles()), facts())
    names = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}

    assert {f"site/{name}.html" for name in ("index", "speakers", "findings", "about")} <= names
    assert {f"site/articles/{slug(record.id)}.html" for record in invented.all_articles()} <= names
    assert {f"summaries/{slug(record.id)}.md" for record in invented.all_articles()} <= names
    assert "site/static/page.css" in names


def test_pages_of_articles_that_are_gone_go(tmp_path: Path) -> None:
    """A page without a record would be quoted from long after it was corrected."""
    site = Site(tmp_path)
    for record in invented.all_articles():
        site.write_article(record)
    kept = slug("bare")
    site.prune([kept])

    assert [path.name for path in (tmp_path / "site" / "articles").iterdir()] == [f"{kept}.html"]
    assert [path.name for path in (tmp_path / "summaries").iterdir()] == [f"{kept}.md"]


def test_overview_pages_of_a_larger_run_go(tmp_path: Path) -> None:
    """Left over, ``findings-2.html`` would list findings that no longer exist."""
    site = Site(tmp_path)
    record = invented.water()
    many = [hostile.everywhere("كلمة", id=f"a{n}") for n in range(150)]
    site.write_overview(many, facts())
    more = {path.name for path in (tmp_path / "site").glob("*.html")}
    site.write_overview([record], facts())
    fewer = {path.name for path in (tmp_path / "site").glob("*.html")}

    assert {"findings-2.html", "speakers-2.html"} <= more
    assert fewer == {"index.html", "speakers.html", "findings.html", "about.html"}
