"""What tests share: the command line as a process, and invented articles."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

# A change is judged by the same examples each time; `make explore` looks for new ones.
settings.register_profile("same", derandomize=True)
settings.register_profile("explore", max_examples=1000, deadline=None)
settings.load_profile("same")

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"


class Bisum:
    """The command line, each call a process of its own."""

    def __init__(self, home: Path) -> None:
        self._environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith(("HF_", "BISUM_"))},
            "XDG_CACHE_HOME": str(home / "cache"),
            "HOME": str(home),
            "PYTHONWARNINGS": "error",
            "COLUMNS": "120",
        }

    def start(self, *words: str | Path) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-m", "bisum", *map(str, words)],
            env=self._environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    def __call__(self, *words: str | Path, stdin: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "bisum", *map(str, words)],
            env=self._environment,
            input=stdin,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )


@pytest.fixture
def bisum(tmp_path: Path) -> Bisum:
    home = tmp_path / "home"
    home.mkdir()
    return Bisum(home)


@pytest.fixture
def fake_config(tmp_path: Path) -> Path:
    """A config whose engine marks sentences and translates nothing."""
    path = tmp_path / "fake.yaml"
    path.write_text("translate: {engine: fake}\nrun: {window: 4}\n", encoding="utf-8")
    return path


@pytest.fixture
def write_articles(tmp_path: Path) -> Callable[[int], Path]:
    """Write that many different articles into a JSON Lines file."""

    def write(n_articles: int) -> Path:
        path = tmp_path / "articles.jsonl"
        with path.open("w", encoding="utf-8") as file:
            for n in range(n_articles):
                file.write(json.dumps(_article(n), ensure_ascii=False) + "\n")
        return path

    return write


def _article(n: int) -> dict[str, object]:
    return {
        "id": f"a{n}",
        "title": f"افتتاح المكتبة رقم {n}",
        "paragraphs": [
            f"افتتح رئيس البلدية سامر الخطيب المكتبة رقم {n} أمس الأحد.",
            f"وقال الخطيب: «لن نغلق بابها قبل {n + 10} سنة». وأضاف أن الكتب وصلت كلها.",
        ],
    }


@pytest.fixture
def shared() -> Path:
    """The shared material, where it lies beside the project."""
    if not SHARED.is_dir():
        pytest.skip("the shared material does not lie beside the project")
    return SHARED
