"""The documentation keeps its word: its commands run, its links lead somewhere, none is left out."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import textwrap
import tomllib
import typing
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
import typer
from markdown_it import MarkdownIt
from ruamel.yaml import YAML

from bisum import config
from bisum.cli.app import app
from bisum.config import Config
from bisum.store.holdings import records_of


def _settings(kind: type[msgspec.Struct], before: str = "") -> Iterator[str]:
    """Give every setting's key, with dots."""
    for field in msgspec.structs.fields(kind):
        yield f"{before}{field.name}"
        for part in (field.type, *typing.get_args(field.type)):
            if isinstance(part, type) and issubclass(part, msgspec.Struct):
                yield from _settings(part, f"{before}{field.name}.")


ROOT = Path(__file__).parents[1]
PAGES = sorted(
    path
    for pattern in ("*.md", "docs/**/*.md", "gold/*.md", "samples/*.md", "models/*/*.md", "recipes/*/*.md")
    for path in ROOT.glob(pattern)
)
BLOCKS = [
    (path.relative_to(ROOT).as_posix(), part.content)
    for path in PAGES
    if path.name != "state.md"  # commands that benchmarks/state.py ran, and what they printed
    for part in MarkdownIt().parse(path.read_text(encoding="utf-8"))
    if part.type in {"code_block", "fence"}
]
SETTINGS = set(_settings(Config))
GROUP = typer.main.get_command(app)

_BLOCK = re.compile(r"^ {4}(?!\|)(?:.*\| )?(?:\S*/)?bisum ([^#\n]*)", re.MULTILINE)
_INLINE = re.compile(r"`(?:[^`]*\| )?bisum ([^`\n]+)`")
_SCRIPT = re.compile(r"((?:benchmarks|recipes)/[\w/-]+\.py)([^`#\n]*)")
_TARGET = re.compile(r"(?:`|^ {4})make ([a-z]+)", re.MULTILINE)
_SETTINGS = re.compile(
    rf"(?:^ {{4}}(?:{'|'.join(Config.__struct_fields__)}):.*\n(?: {{4}}.*\n)*)", re.MULTILINE
)
_SETTING = re.compile(
    rf"`(?:--set )?((?:{'|'.join(Config.__struct_fields__)})(?:\.(?!jsonl?\b|csv|py|txt|sqlite)[a-z_]+)+)"
)
_PYTHON = re.compile(r"^ {4}from [^\n]*\n(?:(?: {4}.*)?\n)+", re.MULTILINE)
_EXTRA = re.compile(r"\[([a-z0-9,-]+)\]\"")
_LINK = re.compile(r"\]\(([^)#\s]+)(#[^)\s]+)?\)")
# What a page leaves open, and what a reader would put there.
_STAND_INS = {
    "CONFIG": "configs/news.yaml",
    "RUN": "outputs/today",
    "RUN_A": "outputs/today",
    "RUN_B": "outputs/tuned",
    "ID": "port-strike",
    "ARABIC": "arabic.txt",
    "ENGLISH": "english.txt",
    "DIR": "models",
    "FOLDER": "folder",
    "[FOLDER]": "desk",
    "FILE": "gold/gate.yaml",
    "FORM": "csv",
    "PATH": "tables",
    "INPUT…": "articles",
    "NAME…": "opus-mt-ar-en",
    "DIR…": "models",
    "[FILE|-]": "-",
    "docx|csv|parquet|tmx|md": "csv",
}
# What a line in a block may be: each kind has its test below.
_HELD = (_BLOCK, _SCRIPT, _TARGET)
# How blocks begin that belong to other programs, machines or tests.
_ELSEWHERE = (
    "python3 -m venv",
    "pip install",
    "pip download",
    "PIP_NO_INDEX",
    "python pairs.py",  # test_a_test_set_is_compared_as_the_page_says
    "mkdir outputs/all",  # test_parts_of_a_run_become_one_as_the_page_says
    "run: ../outputs",  # a gate: tests/evaluation/test_gate.py
    "comet:",  # a scorer: tests/evaluation/texts/test_external.py
    "FROM python",
    "docker",
    "# the first; it also leads",  # Ray on three machines
    "7 * * * *",
    "curl",  # tests/reader/serve
    "export WORK",
    "articles/*.txt",  # drawings and sums
    "10,000,000 articles",
)
# Lines of the pages that want a model, a server, other machines or people.
_NOT_HERE = (
    "translate",
    "run configs/news.yaml --set translate.model",
    "serve",
    "run news",
    "run /in",
    "compare --read-sheet",
    "compare one two",  # as the next: test_a_test_set_is_compared_as_the_page_says
    "run configs/filed.yaml --input set.jsonl",
    "gate",
)


def _lines(pattern: re.Pattern[str]) -> list[tuple[str, Any]]:
    """Give what a pattern finds on all pages, with the page."""
    found = {
        (path.relative_to(ROOT).as_posix(), line.strip() if isinstance(line, str) else line)
        for path in PAGES
        for line in pattern.findall(path.read_text(encoding="utf-8"))
    }
    return sorted(found)


def _words(line: str) -> list[str]:
    """Give a page's line as a reader would type it: placeholders filled, what is optional left out."""
    plain = re.sub(r"\s*\[--.*?\]|\s*>>?\s.*|\s*\|\|.*", "", line)
    return [_STAND_INS.get(word, word) for word in shlex.split(plain)]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder as the pages presume it, with an engine that needs no weights."""
    (tmp_path / "articles").mkdir()
    for path in (ROOT / "samples" / "articles").glob("*.txt"):
        shutil.copy(path, tmp_path / "articles")
    for name in ("configs", "gold"):
        shutil.copytree(ROOT / name, tmp_path / name)
    yaml = YAML(typ="safe")
    for path in (tmp_path / "configs").glob("*.yaml"):
        settings = yaml.load(path)
        yaml.dump(settings | {"translate": {"engine": "fake"}}, path)
    shutil.copy(ROOT / "samples" / "references.jsonl", tmp_path / "references.jsonl")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path


@pytest.mark.parametrize(("page", "line"), [*_lines(_BLOCK), *_lines(_INLINE)])
def test_every_command_on_a_page_is_understood(page: str, line: str) -> None:
    """A reader who copies a line must not be told that there is no such option."""
    words = _words(line)
    is_name = words == line.split() and all(word.isalpha() for word in words)  # `bisum models fetch`
    inner, context = GROUP, GROUP.make_context("bisum", words)
    while words and hasattr(inner, "resolve_command"):
        name, inner, words = inner.resolve_command(context, words)
        context = inner.make_context(name, words, parent=context, resilient_parsing=is_name)

    assert inner is not GROUP, page


def test_the_pages_commands_run_one_after_the_other(desk: Path) -> None:
    """Understood isn't enough: what the pages tell a reader to do must also come to an end."""
    lines = [line for _, line in _lines(_BLOCK) if not line.startswith(_NOT_HERE)]
    first = ["init", *(line for line in lines if line.startswith("run"))]
    other = "run configs/news.yaml --input articles --output outputs/tuned --set summary.sentences=1"
    app(other.split(), standalone_mode=False)

    for line in [*first, *(line for line in lines if line not in first)]:
        assert app(_words(line), standalone_mode=False) in (0, None), line

    for python in _PYTHON.findall((ROOT / "docs" / "record.md").read_text(encoding="utf-8")):
        if "datasets" not in python:  # tests/store/test_form.py
            exec(textwrap.dedent(python), {})  # noqa: S102 - our own page


def test_a_test_set_is_compared_as_the_page_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Two systems over one test set is what an evaluator comes for; the script there must do it."""
    shutil.copytree(ROOT / "configs", tmp_path / "configs")
    monkeypatch.chdir(tmp_path)
    for name, lines in (
        ("source.ar", ["وصل الوفد إلى المدينة.", "فتح الجسر أمس."]),
        ("reference.en", ["The delegation reached the city.", "The bridge opened yesterday."]),
        ("one.en", ["The delegation reached the city.", "The bridge opened yesterday."]),
        ("two.en", ["The delegation went to town.", ""]),
    ):
        Path(name).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    blocks = [block for page, block in BLOCKS if page == "docs/evaluating.md"]
    [script] = [block for block in blocks if "references.jsonl" in block and block.startswith("import")]
    [commands] = [block for block in blocks if block.startswith("python pairs.py")]
    first, *others = commands.splitlines()
    monkeypatch.setattr("sys.argv", first.split()[1:])
    exec(script, {})  # noqa: S102 - our own page

    for line in others:
        words = shlex.split(line.replace("$PWD", str(tmp_path)).removeprefix("bisum "))
        assert app(words, standalone_mode=False) in (0, None), line
    assert "two: 1 of 2 paragraphs have no English" in capsys.readouterr().err
    paragraphs = msgspec.json.decode(Path("difference.json").read_bytes())["paragraphs"]
    assert [round(one["first"]["chrf"]) for one in paragraphs] == [100, 100]


def test_parts_of_a_run_become_one_as_the_page_says(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What two machines did in a night must not be asked of the model again, nor stand there twice."""
    [commands] = [block for page, block in BLOCKS if block.startswith("mkdir outputs/all")]
    *shell, last = commands.splitlines()
    parts = ("outputs/part-1 --limit 2", "outputs/part-2")
    n_articles = len(list(Path("articles").iterdir()))
    for part in parts:
        app(f"run configs/news.yaml --input articles/ --output {part}".split(), standalone_mode=False)
    capsys.readouterr()
    subprocess.run(["/bin/sh", "-e", "-c", "\n".join(shell)], check=True)

    assert app(last.removeprefix("bisum ").split(), standalone_mode=False) in (0, None)
    assert f"0 done (0 with a serious finding), {n_articles} kept from before" in capsys.readouterr().err
    ids = [record.id for record in records_of(Path("outputs/all"))]
    assert len(ids) == len(set(ids)) == n_articles
    assert len(list(Path("outputs/all/site/articles").iterdir())) == n_articles


def test_every_line_in_a_block_is_held_to_its_word() -> None:
    """A block of a kind that no test here knows could say anything."""
    loose = []
    for page, block in BLOCKS:
        if block.startswith(("import ", "from ")):
            compile(block, page, "exec")
            continue
        for chunk in block.replace("\\\n", " ").split("\n\n"):
            if chunk.startswith(_ELSEWHERE) or _SETTINGS.match(textwrap.indent(chunk, "    ") + "\n"):
                continue
            lines = [f"    {line}" for line in chunk.splitlines() if not line.startswith("#")]
            loose += [(page, line) for line in lines if not any(kind.search(line) for kind in _HELD)]

    assert loose == []


def test_every_extra_of_a_page_is_one() -> None:
    """`pip install "bisum[docs]"` installs bisum without a word, and nothing more."""
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"][
        "optional-dependencies"
    ]

    assert {one for _, named in _lines(_EXTRA) for one in named.split(",")} <= set(extras)


@pytest.mark.parametrize(("page", "line"), _lines(_SCRIPT))
def test_every_script_of_a_page_takes_what_it_is_given(page: str, line: tuple[str, str]) -> None:
    """Figures can be measured again only by a command that is there."""
    script, words = line
    text = (ROOT / script).read_text(encoding="utf-8")

    assert [word for word in re.findall(r"(?<!\S)--[a-z-]+", words) if f'"{word}"' not in text] == [], page


def test_every_target_of_a_page_is_in_the_makefile() -> None:
    """What a page says that `make` does, it does."""
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))

    assert {name for _, name in _lines(_TARGET)} - targets == set()


@pytest.mark.parametrize(
    ("page", "lines"),
    [row for row in _lines(_SETTINGS) if "floors:" not in row[1] and not row[0].endswith("state.md")],
)
def test_settings_on_a_page_are_taken(page: str, lines: str, tmp_path: Path) -> None:
    """A setting that was renamed lives on in no page; the gate's file has a test of its own."""
    text = textwrap.dedent(f"    {lines}\n")
    path = tmp_path / "run.yaml"
    path.write_text(
        text if "translate:" in text else f"{text}translate: {{engine: fake}}\n", encoding="utf-8"
    )

    assert config.load(path).translate is not None, page


def test_every_setting_named_on_a_page_is_one() -> None:
    """`run.window` in a sentence is as good as in a file."""
    assert [row for row in _lines(_SETTING) if row[1] not in SETTINGS] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_link_of_a_page_leads_somewhere(page: Path) -> None:
    """A reader who is sent to a page that isn't there stops reading."""
    for target, part in _targets(page):
        assert target.exists(), target
        if part and target.suffix == ".md":
            assert part[1:] in _anchors(target), f"{target.name}{part}"


def test_every_command_has_its_place_in_the_list_of_commands() -> None:
    """What docs/commands.md doesn't name, an operator doesn't find."""
    listed = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")

    assert [name for name in GROUP.commands if f"`bisum {name}" not in listed] == []  # type: ignore[attr-defined]


def test_every_option_is_on_a_page() -> None:
    """What only `--help` knows is found when it is too late."""
    pages = "".join(path.read_text(encoding="utf-8") for path in PAGES)
    commands = [*GROUP.commands.values(), *GROUP.commands["models"].commands.values()]  # type: ignore[attr-defined]
    options = {[*one.opts, *one.secondary_opts][-1] for command in commands for one in command.params}

    assert {name for name in options if name.startswith("--") and name not in pages} <= {"--help"}


def _targets(page: Path) -> Iterator[tuple[Path, str]]:
    for target, part in _LINK.findall(page.read_text(encoding="utf-8")):
        if not re.match(r"[a-z]+:", target):
            yield (page.parent / target).resolve(), part


def _anchors(page: Path) -> set[str]:
    """Give the anchors of a page's headings, as GitHub makes them."""
    headings = re.findall(r"^#+ (.*)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
