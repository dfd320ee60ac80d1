"""The house keeps its word: rules that hold for the whole code base."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import types
import typing
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

import bisum
from bisum import config
from bisum.model.base import Value

ROOT = Path(__file__).parents[1]
_Node = typing.TypeVar("_Node", ast.ClassDef, ast.FunctionDef)


def _modules() -> Iterator[types.ModuleType]:
    for found in pkgutil.walk_packages(bisum.__path__, "bisum."):
        if not found.name.endswith("__main__"):
            yield importlib.import_module(found.name)


def _values() -> list[type[Value]]:
    for _ in _modules():
        pass

    def below(kind: type[Value]) -> Iterator[type[Value]]:
        for child in kind.__subclasses__():
            yield child
            yield from below(child)

    return sorted(set(below(Value)), key=lambda kind: kind.__qualname__)


@pytest.mark.parametrize("kind", _values(), ids=lambda kind: kind.__qualname__)
def test_every_value_is_immutable_and_strict(kind: type[Value]) -> None:
    """A value that could change, or swallow an unknown field, would break what relies on it."""
    settings = kind.__struct_config__

    assert settings.frozen
    assert settings.forbid_unknown_fields
    assert not settings.array_like


@pytest.mark.parametrize("kind", _values(), ids=lambda kind: kind.__qualname__)
def test_no_value_holds_a_list_or_set(kind: type[Value]) -> None:
    """A frozen value with a list inside can still change."""
    for field in msgspec.structs.fields(kind):
        parts = [field.type]
        while parts:
            part = parts.pop()
            origin = typing.get_origin(part) or part
            assert origin not in {list, set}, f"{kind.__qualname__}.{field.name}"
            parts.extend(typing.get_args(part))


@pytest.mark.parametrize("path", sorted((ROOT / "configs").glob("*.yaml")), ids=lambda path: path.name)
def test_every_shipped_config_loads(path: Path) -> None:
    """A config that we ship and that doesn't load is the first thing a newcomer would meet."""
    assert config.load(path).translate is not None


def test_no_file_at_the_top_is_named_like_an_option() -> None:
    """A program that took «--help» for a file's name left one; every «ls *» after it prints a manual."""
    assert [path.name for path in ROOT.iterdir() if path.name.startswith("-")] == []


def test_every_module_says_what_it_is_for() -> None:
    """A module without a docstring has no idea of its own."""
    silent = [module.__name__ for module in _modules() if not module.__doc__]

    assert silent == []


def _definitions(kind: type[_Node]) -> Iterator[tuple[str, _Node]]:
    for path in sorted((ROOT / "src").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, kind):
                yield f"{path.relative_to(ROOT)}:{node.lineno} {node.name}", node


def test_every_record_says_what_each_of_its_fields_is() -> None:
    """Where it says so of some: a field that came later, or one that went, makes the rest doubtful."""
    untrue = {}
    for place, kind in _definitions(ast.ClassDef):
        _, _, told = (ast.get_docstring(kind) or "").partition("Attributes:\n")
        rows = [row for row in kind.body if isinstance(row, ast.AnnAssign) and row.simple]
        fields = [ast.unparse(row.target) for row in rows if "ClassVar" not in ast.unparse(row.annotation)]
        named = re.findall(r"^    (\w+): ", told.partition("\n\n")[0], re.MULTILINE)
        if fields and named and named != fields:
            untrue[place] = sorted({*fields} ^ {*named}) or "their order"

    assert untrue == {}


def test_what_tells_whether_answers_yes_or_no() -> None:
    """«Tell whether» over a function that gives a word or a row sends its reader the wrong way."""
    given = {
        place: ast.unparse(made.returns)
        for place, made in _definitions(ast.FunctionDef)
        if made.returns and (ast.get_docstring(made) or "").startswith("Tell whether ")
    }

    assert {place: kind for place, kind in given.items() if not re.match(r"bool$|TypeGuard\[", kind)} == {}


def test_every_module_that_a_page_names_is_there() -> None:
    """A tour that leads to a room which was torn down is worse than none."""
    theirs = {
        "comet_score.py",
        "pairs.py",
        "score_carried.py",
        "score_quotes.py",
    }  # a reader's, an evaluator's
    ours = {
        path.as_posix()
        for folder in ("src", "tests", "benchmarks", "docs", "recipes")
        for path in (ROOT / folder).rglob("*.py")
    }
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *ROOT.glob("*/*.md"), *ROOT.glob("*/*/*.md")]
    named = {
        name
        for page in pages
        for name in re.findall(r"(?<![\w./-])[\w/-]+\.py\b", page.read_text(encoding="utf-8"))
    }

    assert {name for name in named - theirs if not any(path.endswith(f"/{name}") for path in ours)} == set()


def test_the_lock_holds_the_pinned_versions_with_hashes() -> None:
    """`make setup` installs the lock, everybody else the constraints: both must be the same packages."""
    written = (ROOT / "constraints.txt").read_text(encoding="utf-8").split()
    pinned = [
        re.sub("[-_.]+", "-", name.lower()) + at for name, at in (re.split("(?===)", pin) for pin in written)
    ]
    rows = (ROOT / "requirements.lock").read_text(encoding="utf-8").replace("\\\n", " ").splitlines()
    locked = {row.split()[0]: row.count("--hash=sha256:") for row in rows if row.strip()}
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8").replace("\\\n", " ")
    [left_out] = re.findall("^NOT_LOCKED := (.*)", makefile, re.MULTILINE)
    apart = tuple(f"{name.lower()}==" for name in left_out.split())

    assert all(locked.values()), "a package without a hash"
    missing = {pin for pin in pinned if pin not in locked and not pin.startswith(apart)}
    assert not missing, f"run `make hashes`: {sorted(missing)}"
    assert not {pin.partition("==")[0] for pin in locked} & {one.removesuffix("==") for one in apart}
